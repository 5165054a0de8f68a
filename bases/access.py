"""Who may read what. Whatever lists, finds, counts, feeds or serves asks here.

The rule is Wagtail's: a view restriction covers the subtree of its page, and restrictions add
up. `bases.rules` keeps what a page asks for in one row next to the tree, so that a listing
costs the same whatever the number of closed bases.
"""

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, Q
from django.utils import timezone

from bases.models.access import BaseSettings, ReadingClause, ReadingRule
from bases.models.cards import Card


def visible_to(user, *, among):
    """Keep what `user` may open now of `among`, pages or cards: shown, in its dates, readable."""
    prefix = "" if among.model is Card else "card__"
    return among.filter(shown_now(prefix), readable_by(user, prefix))


def may_read(user, page_id):
    """Say whether `user` may open now the page of this id."""
    return visible_to(user, among=Card.objects.filter(page_id=page_id)).exists()


def named_to(user, *, among):
    """Keep the bases whose name `user` may know, of `among`, cards; each says if it `may_open`.

    Besides those that they may open: those whose administrators show the name to all, where
    the list of bases itself is open to them.
    """
    shown = BaseSettings.objects.filter(shown_when_closed=True)
    told = Q(kind=Card.Kind.BASE, base__in=shown.values("base"))
    lists = Card.objects.filter(page__baseindexpage__isnull=False)
    told &= Q(Exists(visible_to(user, among=lists)))
    may_open = readable_by(user)
    named = among.filter(shown_now(), may_open | told)
    return named.annotate(may_open=ExpressionWrapper(may_open, BooleanField()))


def shown_now(prefix=""):
    """Return the condition that a card is published, not in the bin, and has not expired."""
    not_expired = Q(**{f"{prefix}expire_at__isnull": True}) | Q(
        **{f"{prefix}expire_at__gt": timezone.now()}
    )
    return Q(**{f"{prefix}live": True, f"{prefix}in_bin": False}) & not_expired


def readable_by(user, prefix=""):
    """Return the condition that a card asks for nothing that `user` does not have."""
    # A page without a card is closed: the primary key is asked for, so that the join is inner.
    open_to_all = Q(**{f"{prefix}pk__isnull": False, f"{prefix}rule__isnull": True})
    if not user.is_authenticated:
        return open_to_all
    return open_to_all | Q(**{f"{prefix}rule__in": rules_satisfied_by(user)})


def rules_satisfied_by(user):
    """Return the ids of the rules whose every clause this signed-in `user` satisfies."""
    if user.is_superuser:
        never = ReadingClause.objects.filter(needs=ReadingClause.Needs.NOTHING_SERVES)
        return ReadingRule.objects.exclude(pk__in=never.values("rule")).values("pk")
    satisfied = Q(needs=ReadingClause.Needs.LOGIN) | Q(
        needs=ReadingClause.Needs.GROUP, clause_groups__group__user=user
    )
    return (
        ReadingClause.objects.filter(satisfied)
        .values("rule")
        .annotate(satisfied=Count("pk", distinct=True))
        .filter(satisfied=F("rule__clause_count"))
        .values("rule")
    )
