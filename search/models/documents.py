"""What search reads: documents, the words that they hold, the synonyms of the trade."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Profile
from bases.models import Card


class SearchDocument(models.Model):
    """The words of one thing that can be read: a page of some kind, or a public profile.

    Stems of `search.words`, by field; the engines' own indexes are made of these columns.
    Written by `search.documents` and by nothing else. Who may read it, and what it is filtered
    by, its card says.
    """

    # What stands where, from what counts most to what counts least.
    FIELDS = ("title", "keywords", "summary", "body", "base_title", "files")

    # That of the page; of a person, that of the profile, less than 0: what meets a question is
    # found among cards by it.
    id = models.BigIntegerField(primary_key=True)
    card = models.OneToOneField(
        Card, null=True, on_delete=models.CASCADE, related_name="search_document"
    )
    profile = models.OneToOneField(
        Profile, null=True, on_delete=models.CASCADE, related_name="search_document"
    )
    # Its title as titles are put in order.
    sort_title = models.CharField(max_length=255, db_index=True)

    title = models.TextField()
    keywords = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    base_title = models.TextField(blank=True)
    # The words of all of it as they are written, each between two spaces.
    forms = models.TextField(blank=True)
    body = models.TextField(blank=True)
    files = models.TextField(blank=True)
    # How much it says of each stem: see `search.levels`.
    levels = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(card__isnull=True) ^ models.Q(profile__isnull=True),
                name="a_document_is_of_a_page_or_of_a_person",
            ),
            # By its number it is found among cards: of another it would have the readers.
            models.CheckConstraint(
                condition=(models.Q(card=None) | models.Q(id=models.F("card")))
                & (models.Q(profile=None) | models.Q(id=-models.F("profile"))),
                name="a_document_has_the_number_of_what_it_is_of",
            ),
        ]

    def __str__(self):
        return self.sort_title


class Passage(models.Model):
    """A part of what a document says, in its own words: what an answer shows of it.

    `place`: the anchor of the section of the page; `file`: the document that says it, and
    `number` the page of this file.
    """

    document = models.ForeignKey(
        SearchDocument, on_delete=models.CASCADE, related_name="passages"
    )
    place = models.CharField(max_length=80, blank=True)
    heading = models.CharField(max_length=255, blank=True)
    file = models.ForeignKey(
        "bases.PortalDocument", null=True, on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveIntegerField(null=True)
    text = models.TextField()
    folded = models.TextField()

    def __str__(self):
        return self.text[:50]


class Word(models.Model):
    """A word that documents hold, or held: what a question is understood with.

    As it is written, or the stem of some, which ends with `_`. `documents`: about how many of
    those that are open to all hold it, counted without locks, and again by `rebuild_search`; of
    the empty word, all of them. What is closed alone knows counts for nothing.
    """

    text = models.CharField(max_length=70, primary_key=True)
    initial = models.CharField(max_length=1, blank=True)
    length = models.PositiveSmallIntegerField(default=0)
    documents = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["initial", "length"], name="word_by_likeness")]

    def __str__(self):
        return self.text


class SynonymGroup(models.Model):
    """Words that the trade uses for one another; search finds each by all the others."""

    terms = models.TextField(
        _("terms"),
        help_text=_("One a line: a word or several, in the singular."),
    )
    one_way = models.BooleanField(
        _("one way"),
        default=False,
        help_text=_(
            "The first term finds the others, and they do not find it: a network of which"
            " each is one."
        ),
    )

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("groups of synonyms")
        ordering = ["terms", "pk"]

    def __str__(self):
        return " · ".join(self.terms.splitlines())


class SynonymTerm(models.Model):
    """One term of a group, as search compares it. Written by `search.synonyms` alone."""

    group = models.ForeignKey(
        SynonymGroup, on_delete=models.CASCADE, related_name="analysed"
    )
    stems = models.CharField(max_length=255, db_index=True)
    # Whether a question that holds it is widened to the other terms of its group.
    widens = models.BooleanField(default=True)

    def __str__(self):
        return self.stems
