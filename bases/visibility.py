"""The three visibilities of a base, and a narrower one for what is in it.

They are Wagtail view restrictions, so that Wagtail's own door and ours agree.
"""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction

from bases import readerships
from bases.bulk_teams import teams_of
from bases.models.access import BaseSettings, Readership


class Visibility(models.TextChoices):
    """Who may read a base."""

    PUBLIC = "public", _("public")
    PRIVATE = "private", _("private")
    RESTRICTED = "restricted", _("restricted access")


def set_visibility(base, visibility, *, readers=()):
    """Open or close `base`: to everybody, to its team, or to its team and `readers`.

    `readers`: readerships, for restricted access only. Takes effect at the next request.
    """
    if visibility == Visibility.PUBLIC:
        open_to_all(base)
    elif visibility == Visibility.PRIVATE:
        restrict_to(base, [readerships.team_of(base.pk)])
    else:
        restrict_to(base, [readerships.team_of(base.pk), *readers])


def visibility_of(page):
    """Return the visibility that the restrictions set on `page` itself amount to."""
    return _visibility(page.view_restrictions.all())


def visibility_shown(page):
    """Return the visibility that readers of `page` are told: its own and its ancestors'."""
    card = getattr(page, "card", None)
    if card is None:
        # A preview of what was never saved.
        return _visibility(page.get_view_restrictions())
    return visibility_by(card.rule_id, teams_only=card.rule_id and card.rule.teams_only)


def visibility_by(rule_id, *, teams_only):
    """Return the visibility that a rule, or none, amounts to."""
    if not rule_id:
        return Visibility.PUBLIC
    return Visibility.PRIVATE if teams_only else Visibility.RESTRICTED


def _visibility(restrictions):
    restrictions = restrictions.prefetch_related("groups__readership")
    groups = [list(restriction.groups.all()) for restriction in restrictions]
    if not groups:
        return Visibility.PUBLIC
    if any(len(same) == 1 and _is_team(same[0]) for same in groups):
        return Visibility.PRIVATE
    return Visibility.RESTRICTED


def _is_team(group):
    return hasattr(group, "readership") and group.readership.kind == Readership.Kind.TEAM


def restrict_to(page, readers, *, by=None):
    """Restrict `page` and what is under it to these readerships; what staff set adds up."""
    with transaction.atomic():
        restriction = _only_restriction(page, PageViewRestriction.GROUPS, by=by)
        restriction.groups.set([reader.group_id for reader in readers])


def restrict_to_accounts(page, *, by=None):
    """Restrict `page` and what is under it to whoever signs in: they confirmed their address."""
    with transaction.atomic():
        restriction = _only_restriction(page, PageViewRestriction.LOGIN, by=by)
        restriction.groups.set([])


def open_to_all(page, *, by=None):
    """Lift what our screens made `page` itself ask of its readers."""
    for restriction in set_by_us(page):
        restriction.delete(user=by)


def set_by_us(page):
    """Return the restrictions of `page` itself that our screens set: accounts, or readerships."""
    return [each for each in _restrictions(page) if _is_ours(each)]


def set_otherwise(page):
    """Return the other restrictions of `page` itself: staff set them, our screens keep them."""
    return [each for each in _restrictions(page) if not _is_ours(each)]


def lift_what_staff_set(page, *, by):
    """Lift the restrictions of `page` itself that our screens cannot say."""
    for restriction in set_otherwise(page):
        restriction.delete(user=by)


def _restrictions(page):
    return page.view_restrictions.order_by("pk").prefetch_related("groups__readership")


def _is_ours(restriction):
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return True
    groups = restriction.groups.all()
    return (
        restriction.restriction_type == PageViewRestriction.GROUPS
        and bool(groups)
        and all(hasattr(group, "readership") for group in groups)
    )


def _only_restriction(page, kind, *, by):
    """Return the one of our restrictions of `page` that stays, of this kind; lift the others."""
    kept, *others = set_by_us(page) or [PageViewRestriction(page=page)]
    for other in others:
        other.delete(user=by)
    kept.restriction_type = kind
    kept.save(user=by)
    return kept


def give_default_readership(page, base_id):
    """Restrict a new fiche or collection as its base says of what is new in it."""
    team = BaseSettings.DefaultReadership.TEAM
    if BaseSettings.objects.filter(base=base_id, default_readership=team).exists():
        restrict_to(page, [readerships.team_of(base_id)])


def give_default_readerships(placed):
    """Do the same for new pages, given as pairs `(page, id of its base)`."""
    placed = list(placed)
    team = BaseSettings.DefaultReadership.TEAM
    narrow = set(
        BaseSettings.objects.filter(
            base__in={base_id for _page, base_id in placed}, default_readership=team
        ).values_list("base", flat=True)
    )
    teams = teams_of(narrow)
    restrict_new_pages(
        (page, [teams[base_id]]) for page, base_id in placed if base_id in narrow
    )


def restrict_new_pages(readers_of_pages):
    """Restrict pages that nothing restricts yet: pairs `(page, readerships)`, in bulk.

    What derives from restrictions is written with the cards of the pages, or by `refresh_rules`.
    """
    readers_of_pages = list(readers_of_pages)
    restrictions = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page_id=page.pk, restriction_type=PageViewRestriction.GROUPS)
        for page, _readers in readers_of_pages
    )
    through = PageViewRestriction.groups.through
    through.objects.bulk_create(
        through(pageviewrestriction_id=restriction.pk, group_id=reader.group_id)
        for restriction, (_page, readers) in zip(
            restrictions, readers_of_pages, strict=True
        )
        for reader in readers
    )
