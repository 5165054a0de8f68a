"""Moves of pages to another base: nothing opens on the way, and who moves knows who will read."""

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction

from bases.cards import base_id_at
from bases.clauses import Readers, deciding
from bases.closing import change_between
from bases.models import Card, PortalDocument, PortalImage, ShareLink
from bases.readers_in_words import clauses_in_words
from bases.restrictions import ask_the_same, not_yet


class ReadersThere(models.TextChoices):
    """Who reads a page once it is in another base."""

    KEPT = "kept", _("Those of its readers who also read that base")
    OF_BASE = "of_base", _("The readers of that base")


def move_to_base(page, destination, *, user, readers=ReadersThere.KEPT):
    """Move `page` under `destination`, in one transaction, read by the `readers` chosen."""
    with transaction.atomic():
        own = set(page.view_restrictions.values_list("pk", flat=True))
        page.move(destination, pos="last-child", user=user)
        if readers == ReadersThere.OF_BASE:
            for restriction in page.view_restrictions.exclude(pk__in=own):
                restriction.delete()


def readers_after(page, destination, *, viewer):
    """Return what a person is told before `page` goes to the base at `destination`.

    `now` and, for each of the `choices`, who reads it, in words that `viewer` may know; and the
    number of share `links` that stop. There is one choice where both would be the same.
    """
    now = page.get_view_restrictions()
    own, there = page.view_restrictions.all(), destination.get_view_restrictions()
    after = {ReadersThere.KEPT: now | there}
    if not_yet(now, asked=own | there):
        after[ReadersThere.OF_BASE] = own | there
    before = _told(now, viewer)
    told = {readers: _told(asked, viewer) for readers, asked in after.items()}
    return {
        "page": page,
        "now": before,
        "choices": [
            {
                "label": readers.label,
                "readers": to_read,
                "change": change_between(before, to_read),
            }
            for readers, to_read in told.items()
        ],
        "links": links_under(page).count(),
    }


def links_under(page):
    """Return the share links, still open, of `page` and of what is under it."""
    return ShareLink.objects.filter(
        page__path__startswith=page.path,
        revoked_at=None,
        expires_at__gt=timezone.now(),
    )


def changes_base(page, destination):
    """Say whether `page` would be in another base under `destination`."""
    parent_path = page.path[: -Page.steplen]
    return base_id_at(destination.path) != base_id_at(parent_path)


def close_for_move(page, destination):
    """Before `page` goes to another base, ask of its readers, at its own place, what the base asks.

    Whoever moves it, the admin, its API or the shell, a page is then never read more widely than
    before; its share links stop, since they were made for the place it leaves.
    """
    if not changes_base(page, destination):
        return
    ask_the_same(page, asked_by_base(page, destination))
    links_under(page).update(revoked_at=timezone.now())


def asked_by_base(page, destination):
    """Return the restrictions that reach `page` from above, and that `destination` does not ask."""
    over = PageViewRestriction.objects.filter(page__path__in=_above(page.path))
    left = not_yet(over, asked=destination.get_view_restrictions())
    return PageViewRestriction.objects.filter(pk__in=[each.pk for each in left])


def take_files_along(page, *, from_parent):
    """Give the base that `page` came to the files of the base it left that nothing else shows."""
    left, reached = base_id_at(from_parent.path), base_id_at(page.path)
    if not reached or left in {None, reached}:
        return
    moved = Card.objects.filter(page__path__startswith=page.path).values("pk")
    for model in (PortalImage, PortalDocument):
        counted = model.objects.filter(base=left).annotate(
            used=Count("uses"), used_here=Count("uses", filter=Q(uses__page__in=moved))
        )
        along = counted.filter(used_here__gt=0, used=F("used_here"))
        ids = list(along.values_list("pk", flat=True))
        model.objects.filter(pk__in=ids).update(base=reached)


def _told(restrictions, viewer):
    return Readers(deciding(clauses_in_words(restrictions, viewer=viewer, base_id=None)))


def _above(path):
    return [path[:end] for end in range(Page.steplen, len(path), Page.steplen)]
