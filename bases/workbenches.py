"""The workbench of a person: a public shell, in no list while nothing in it is open to all."""

from django.db.models import Exists, OuterRef

from bases.access import visible_to
from bases.models.access import BaseSettings
from bases.models.cards import CONTENTS, SHOWN, Card
from bases.teams import role_on


def is_listed(page):
    """Say whether lists name `page`: all do, but for a workbench in which nothing is open."""
    if getattr(page, "kind", "") != Card.Kind.BASE:
        return True
    return not _workbenches([page.pk]).exists() or _open_to_all(page.pk).exists()


def refresh_listed(base_ids):
    """Write again if lists name those of these bases that are workbenches."""
    workbenches = list(_workbenches(base_ids))
    if not workbenches:
        return
    cards = Card.objects.filter(pk__in=workbenches)
    is_open = Exists(_open_to_all(OuterRef("pk")))
    cards.filter(is_open, listed=False).update(listed=True)
    cards.filter(~is_open, listed=True).update(listed=False)


def refresh_listed_under(path):
    """Write it again for the bases of the pages at `path` and under it."""
    cards = Card.objects.filter(page__path__startswith=path, base__isnull=False)
    refresh_listed(cards.order_by().values("base").distinct())


def is_shell_for(user, base):
    """Say whether `base` is a workbench that shows nothing but its name to `user`."""
    card = getattr(base, "card", None)
    if card is None or card.listed or user.is_superuser or role_on(base, user):
        return False
    held = Card.objects.filter(base=base.pk, kind__in=CONTENTS)
    return not visible_to(user, among=held).exists()


def _workbenches(base_ids):
    settings = BaseSettings.objects.filter(
        base__in=base_ids, purpose=BaseSettings.Purpose.WORKBENCH
    )
    return settings.values_list("base", flat=True)


def _open_to_all(base_id):
    """Return the cards of a base that anybody reads; what expires is unpublished on its day."""
    return Card.objects.filter(SHOWN, base=base_id, kind__in=CONTENTS, rule=None)
