"""What search reads."""

from django.db import models

from bases.models import Card


class SearchDocument(models.Model):
    """The words of one page, folded: without accents, in lower case.

    Written by `search.documents` and by nothing else.
    """

    card = models.OneToOneField(
        Card, primary_key=True, on_delete=models.CASCADE, related_name="search_document"
    )
    title = models.TextField()
    text = models.TextField()

    def __str__(self):
        return self.title
