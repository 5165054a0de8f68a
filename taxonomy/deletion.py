"""An entry in use is not deleted: what uses it would lose it without a word."""

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from taxonomy import drafts, usage


class StillUsed(ProtectedError):
    """Raised instead of deleting an entry that something uses; it says what, in a sentence."""


def uses_in_words(term):
    """Return what uses an entry, as “12 fiches and 1 draft”: nothing when nothing does."""
    return usage.in_words(usage.usage(term), drafts=drafts.count_drafts(term))


def refuse_if_used(vocabulary, ids):
    """Raise `StillUsed` if one of these entries is in use; hold them until the transaction ends.

    Foreign keys are protected by the database; links of many to many, and drafts, by this alone.
    """
    terms = vocabulary._base_manager.filter(pk__in=ids).order_by("pk")
    for term in terms.select_for_update():
        if words := uses_in_words(term):
            sentence = _("“%(term)s” is used by %(uses)s: it cannot be deleted.")
            raise StillUsed(sentence % {"term": term, "uses": words}, {term})


class TermQuerySet(models.QuerySet):
    """Entries, of which those in use are not deleted, even many at a time."""

    def delete(self):
        with transaction.atomic():
            refuse_if_used(self.model, [*self.values_list("pk", flat=True)])
            return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class KeptWhileUsedMixin(models.Model):
    """What cannot be deleted as long as something uses it, whoever asks: screens or shell."""

    class Meta:
        abstract = True

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            refuse_if_used(type(self), [self.pk])
            return super().delete(*args, **kwargs)
