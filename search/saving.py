"""Searches that people keep: what is kept of a question, under which name, how many."""

from itertools import chain

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from accounts.models import User
from search.facets import names_of_types
from search.matches import PERSON
from search.models import SavedSearch
from search.questions import bases_named, question_in

MOST = 50
LONGEST_NAME = SavedSearch._meta.get_field("name").max_length


class NotSaved(Exception):
    """Raised instead of saving a search: the person has saved as many as one may."""


def searches_of(person):
    """Return what `person` saved, by name."""
    return SavedSearch.objects.filter(person=person).order_by("name", "pk")


def is_full(person):
    """Say whether `person` saved as many searches as one may."""
    return searches_of(person).count() >= MOST


def kept_as(question):
    """Return what is kept of a question: neither its order nor that in which values were chosen."""
    chosen = {
        name: sorted(choices, key=lambda choice: choice.slug)
        for name, choices in question.chosen.items()
    }
    return question.sorted_by("").choosing(chosen).query


def asked_by(search, reader, *, choices):
    """Return the question of a saved search, as `reader` may ask it now.

    What is no longer among the filters is told in its `remarks`.
    """
    return question_in(
        QueryDict(search.question), path=reverse("search"), reader=reader, choices=choices
    )


def lacking_a_filter(searches, reader, *, choices):
    """Return those of `searches` that name what is no longer among the filters: one query."""
    asked = [QueryDict(search.question).getlist("base") for search in searches]
    slugs = set(chain.from_iterable(asked))
    bases = bases_named(reader, page__slug__in=slugs) if slugs else []
    known = {**choices, "base": bases}
    return [
        search for search in searches if asked_by(search, reader, choices=known).remarks
    ]


def proposed_name(question):
    """Return a name for a question: its words and values, all of which its reader may know."""
    names = [str(choice.name) for chosen in question.chosen.values() for choice in chosen]
    kinds = [] if question.type == "fiches" else [names_of_types()[question.type]]
    parts = [part for part in [question.words, *names, *kinds] if part]
    return Truncator(" · ".join(parts)).chars(LONGEST_NAME)


def may_have_news(question):
    """Say whether what answers a question has a day of publication: people have none."""
    return question.kind != PERSON


def saved(person, kept):
    """Return what `person` saved of a question, given as it is `kept`; None if they did not."""
    return searches_of(person).filter(question=kept).first()


def save(person, kept, *, name, alerts=False):
    """Save a question for `person`; return it, whether they just did or had already."""
    with transaction.atomic():
        # Those who press twice, or save in two windows, wait for each other.
        User.objects.select_for_update().get(pk=person.pk)
        if known := saved(person, kept):
            return known
        if is_full(person):
            raise NotSaved
        return SavedSearch.objects.create(
            person=person, question=kept, name=name, alerts=alerts
        )


def change(search, *, name, alerts=False):
    """Give a saved search another name, and write to its person from now on, or no longer."""
    if alerts and not search.alerts:
        search.looked_at = timezone.now()
    search.name, search.alerts = name, alerts
    search.save(update_fields=["name", "alerts", "looked_at"])
