"""View restrictions, as pages hand them on: those of a page, those of what is above it."""

from django.db import transaction
from wagtail.models import PageViewRestriction


def ask_the_same(page, restrictions):
    """Ask of the readers of `page` what `restrictions` ask, unless it asks that already."""
    with transaction.atomic():
        for each in not_yet(restrictions, asked=page.view_restrictions.all()):
            copy = PageViewRestriction.objects.create(
                page_id=page.pk,
                restriction_type=each.restriction_type,
                password=each.password,
            )
            copy.groups.set(each.groups.all())


def not_yet(restrictions, *, asked):
    """Return those of `restrictions` that ask something else than those `asked`, each once."""
    known = {_key(each) for each in asked.prefetch_related("groups")}
    kept = []
    for each in restrictions.prefetch_related("groups"):
        if _key(each) not in known:
            known.add(_key(each))
            kept.append(each)
    return kept


def drop_repeated(path):
    """Drop the restrictions, at `path` and under it, that a page has twice."""
    seen = set()
    under = PageViewRestriction.objects.filter(page__path__startswith=path)
    for each in under.order_by("pk").prefetch_related("groups"):
        known = (each.page_id, _key(each))
        if known in seen:
            each.delete()
        seen.add(known)


def _key(restriction):
    groups = frozenset(group.pk for group in restriction.groups.all())
    return restriction.restriction_type, restriction.password, groups
