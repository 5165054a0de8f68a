"""The bin: what is deleted waits there for a while, unseen, and comes back as it was.

A page in the bin keeps its place in the tree and all that hangs on it. Its slug is changed for
one that no address leads to, so that its name may be used again.
"""

import uuid
from datetime import timedelta
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, Substr
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from bases.access import published_now, readable_by
from bases.models import BIN_MARK, BasePage, BinEntry, Card
from bases.models.files import PortalDocument, PortalImage
from bases.rules import paths_above
from bases.teams import ADMINISTERING, administers
from bases.workbenches import refresh_listed_under

DAYS_KEPT = 30


def put_in_bin(page, *, user=None):
    """Put `page` and what is under it in the bin, its address free at once; return its entry."""
    with transaction.atomic():
        page = _held(page)
        entry, is_new = BinEntry.objects.get_or_create(
            page=page,
            defaults={
                "base_id": page.card.base_id,
                "slug": page.slug,
                "url_path": page.url_path,
                "binned_by": user,
            },
        )
        if is_new:
            _rename(page, f"{BIN_MARK}{uuid.uuid4().hex}")
            refresh_bin(page.path)
            log(instance=page, action="bases.bin", user=user)
    return entry


def restore(entry, *, user=None):
    """Give a page back its place, under its name or the next that is free; return the page.

    What was to be published meanwhile stays a draft: nobody looked at it since.
    """
    with transaction.atomic():
        page = _held(entry.page)
        parent = page.get_parent()
        if in_bin_at(parent.path):
            raise ValidationError(_("Its base is in the bin: restore the base first."))
        slug = _free_slug(entry.slug, parent)
        entry.delete()
        _rename(page, slug)
        if slug != entry.slug:
            _rename_in_drafts(page, slug)
        _revisions_under(page).filter(approved_go_live_at__lte=timezone.now()).update(
            approved_go_live_at=None
        )
        refresh_bin(page.path)
        log(instance=page, action="bases.restore", user=user)
    return Page.objects.get(pk=page.pk)


def delete_for_good(entry, *, user=None):
    """Delete a page in the bin, what is under it, and the files of its base that nothing shows."""
    with transaction.atomic():
        page = entry.page.specific
        bases = list(BasePage.objects.filter(path__startswith=page.path))
        files = [
            file
            for model in (PortalImage, PortalDocument)
            for file in model.objects.filter(base__in=bases)
        ]
        # Who may do it was checked by the caller: nothing else is done with what is in the bin.
        DeletePageAction(page, user=user).execute(skip_permission_checks=True)
        for file in files:
            shown = file.uses.exists() or ReferenceIndex.get_references_to(file).exists()
            if not shown:
                file.delete()


def may_restore(user, entry):
    """Say whether `user` may give a page back: its administrators, and who put it there."""
    if administers(user, entry.base_id):
        return True
    own = user.is_authenticated and entry.binned_by_id == user.pk
    if not own or entry.page_id == entry.base_id:
        return False
    parent = entry.page.get_parent()
    return parent.permissions_for_user(user).can_add_subpage()


def entries_of_base(base):
    """Return what is in the bin of a base, latest first."""
    entries = BinEntry.objects.filter(base=base).exclude(page=base)
    return entries.select_related("page__card", "binned_by")


def bases_binned_for(user):
    """Return the whole bases in the bin that `user` may restore, and for staff what is of none."""
    entries = BinEntry.objects.select_related("page__card", "binned_by")
    if user.is_superuser:
        return entries.filter(Q(base=None) | Q(base=F("page")))
    administered = user.memberships.filter(role__in=ADMINISTERING)
    return entries.filter(base=F("page"), base__in=administered.values("base"))


def overdue(*, days=DAYS_KEPT):
    """Return the entries in the bin for more than `days`, what is deepest in the tree first."""
    since = timezone.now() - timedelta(days=days)
    return (
        BinEntry.objects.filter(binned_at__lt=since)
        .select_related("page")
        .order_by("-page__depth", "pk")
    )


def leaves_on(entry):
    """Return when an entry is due to be deleted for good."""
    return entry.binned_at + timedelta(days=DAYS_KEPT)


def binned_at(url_path, *, user):
    """Return the entry that took away the page at `url_path`, if `user` could read it."""
    names = url_path.strip("/").split("/")
    above = [f"/{'/'.join(names[:end])}/" for end in range(1, len(names) + 1)]
    entries = BinEntry.objects.filter(url_path__in=above).select_related("page__card")
    entry_by_path = {
        entry.page.url_path + url_path[len(entry.url_path) :]: entry for entry in entries
    }
    if not entry_by_path:
        return None
    could_read = Card.objects.filter(published_now(), readable_by(user))
    path = (
        could_read.filter(page__url_path__in=entry_by_path)
        .order_by("-pk")
        .values_list("page__url_path", flat=True)
        .first()
    )
    return entry_by_path.get(path)


def in_bin_at(path):
    """Say whether the page at `path`, or a page above it, is in the bin."""
    return bool(in_bin_among([path]))


def in_bin_among(paths):
    """Return those of `paths` whose page, or a page above it, is in the bin; one query."""
    chains = {path: paths_above(path) for path in paths}
    above = {each for chain in chains.values() for each in chain}
    entries = BinEntry.objects.filter(page__path__in=above)
    binned = set(entries.values_list("page__path", flat=True))
    return {path for path, chain in chains.items() if not binned.isdisjoint(chain)}


def refresh_bin(path):
    """Write again, on the cards at `path` and under it, whether they are in the bin."""
    cards = Card.objects.filter(page__path__startswith=path)
    if in_bin_at(path):
        cards.update(in_bin=True)
    else:
        _take_out_of_bin(cards, path)
    refresh_listed_under(path)


def _take_out_of_bin(cards, path):
    covering = BinEntry.objects.filter(page__path__startswith=path).alias(
        covered=ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
    )
    cards.update(in_bin=False)
    cards.filter(Exists(covering.filter(covered__startswith=F("page__path")))).update(
        in_bin=True
    )


def _held(page):
    """Return `page` as it is now, kept with what is under it from whoever saves meanwhile."""
    path = Page.objects.values_list("path", flat=True).get(pk=page.pk)
    list(
        Page.objects.select_for_update()
        .filter(path__startswith=path)
        .order_by("pk")
        .values_list("pk")
    )
    return Page.objects.select_related("card").get(pk=page.pk)


def _rename(page, slug):
    """Change the slug of `page`, and the addresses under it; no redirect is left."""
    old = page.url_path
    new = f"{old.removesuffix(f'{page.slug}/')}{slug}/"
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=new)
    Page.objects.filter(path__startswith=page.path).exclude(pk=page.pk).update(
        url_path=Concat(Value(new), Substr("url_path", len(old) + 1))
    )


def _free_slug(slug, parent):
    taken = set(parent.get_children().values_list("slug", flat=True))
    if slug not in taken:
        return slug
    return next(name for n in count(2) if (name := f"{slug}-{n}") not in taken)


def _rename_in_drafts(page, slug):
    """Give the slug to the draft and to what is planned: publishing them would take the old."""
    waiting = page.revisions.filter(pk=page.latest_revision_id) | page.revisions.exclude(
        approved_go_live_at=None
    )
    for revision in waiting:
        content = {**revision.content, "slug": slug}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _revisions_under(page):
    pages = Page.objects.filter(path__startswith=page.path)
    ids = pages.annotate(key=Cast("pk", CharField())).values("key")
    return Revision.page_revisions.filter(object_id__in=ids)
