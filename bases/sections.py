"""The sections of the home of a base: what is featured there, in which order.

Each change holds the settings of the base until it is made: two people who change the same home
wait for each other, and neither undoes what the other did.
"""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bases.access import visible_to
from bases.listing import LATEST_FIRST
from bases.memberships import Refusal
from bases.models import BaseSettings, Card, HomeSection, SectionItem
from bases.models.cards import CONTENTS
from bases.names import has_words
from bases.ordering import put_in_order

MOST_SECTIONS = 12
MOST_ITEMS = 24
# What a search among the pages of a base proposes at most.
PROPOSED = 12


def sections_to_manage(base, user):
    """Return `[{section, items}, …]`, whole and in order; three queries.

    An item is `{item, title}`: of what `user` may not read, or left the base, no title.
    """
    sections = list(base.home_sections.prefetch_related("items"))
    pages = SectionItem.objects.filter(section__base=base).values("page")
    cards = Card.objects.filter(pk__in=pages, base=base)
    titles = dict(visible_to(user, among=cards).values_list("pk", "title"))
    return [
        {
            "section": section,
            "items": [
                {"item": item, "title": titles.get(item.page_id, "")}
                for item in section.items.all()
            ],
        }
        for section in sections
    ]


def proposed_for(section, user, *, words=""):
    """Return `[(page_id, kind, title), …]`: what may join `section`, latest first, few of them.

    `words`: their titles have all of them, whatever the case and the accents.
    """
    cards = Card.objects.filter(base=section.base_id, kind__in=CONTENTS)
    others = cards.exclude(pk__in=section.items.values("page"))
    found = visible_to(user, among=others).order_by(*LATEST_FIRST)
    rows = found.values_list("pk", "kind", "title")
    if not words:
        return list(rows[:PROPOSED])
    return [row for row in rows if has_words(row[2], words)][:PROPOSED]


def add_section(base, title):
    """Add a section at the end of the home of `base`, and return it; refuse past the most."""
    with _home_held(base):
        if base.home_sections.count() >= MOST_SECTIONS:
            raise Refusal(
                _("A base has %(most)s sections at most: remove one first.")
                % {"most": MOST_SECTIONS}
            )
        return base.home_sections.create(title=title, position=_next(base.home_sections))


def rename_section(section, title):
    """Give a section another title."""
    HomeSection.objects.filter(pk=section.pk).update(title=title)


def move_section(section, **how):
    """Move a section among the others of its base, as `bases.ordering.put_in_order` takes it."""
    with _home_held(section.base):
        put_in_order(section.base.home_sections.all(), moved=section.pk, **how)


def remove_section(section):
    """Take a section out of the home of its base; what it showed stays in the base."""
    with _home_held(section.base):
        section.delete()


def feature(section, page_id, user):
    """Put a page at the end of a section, unless it is in already.

    Refuse what is no fiche or collection of the base that `user` may open, and past the most; and
    where the section is gone.
    """
    with _home_held(section.base):
        if not section.base.home_sections.filter(pk=section.pk).exists():
            raise Refusal(_("This section was removed meanwhile: nothing was added."))
        cards = Card.objects.filter(pk=page_id, base=section.base_id, kind__in=CONTENTS)
        if not visible_to(user, among=cards).exists():
            raise Refusal(_("This page is no longer in the base: nothing was added."))
        if section.items.count() >= MOST_ITEMS:
            raise Refusal(
                _("A section shows %(most)s pages at most: make another one.")
                % {"most": MOST_ITEMS}
            )
        section.items.get_or_create(
            page_id=page_id, defaults={"position": _next(section.items)}
        )


def move_item(item, **how):
    """Move an item among the others of its section, as `bases.ordering.put_in_order` takes it."""
    with _home_held(item.section.base):
        put_in_order(item.section.items.all(), moved=item.pk, **how)


def take_out(item):
    """Take a page out of a section."""
    with _home_held(item.section.base):
        item.delete()


def show_on_home(base, *, latest, members):
    """Say whether the home of `base` shows its latest fiches, and its members."""
    BaseSettings.objects.filter(base=base).update(
        latest_shown=latest, members_shown=members
    )


@contextmanager
def _home_held(base):
    with transaction.atomic():
        BaseSettings.objects.select_for_update().get(base=base)
        yield


def _next(rows):
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1
