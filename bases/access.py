"""Who may read what. Whatever lists, finds, counts, feeds or serves asks here.

The rule is Wagtail's: a view restriction covers the subtree of its page, and restrictions add
up. `bases.rules` keeps what a page asks for in one row next to the tree, so that a listing
costs the same whatever the number of closed bases.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
)
from django.db.models.functions import Now

from accounts.models import StandIn
from bases.models.access import BaseSettings, ClauseGroup, ReadingClause, ReadingRule
from bases.models.cards import Card


class LinkHolder(AnonymousUser):
    """Whoever holds a share link: reads the cards `lent`, as far as their `lender` still does.

    And what is open to all, as anybody.
    """

    def __init__(self, lender, lent):
        super().__init__()
        self.lender = lender
        self.lent = lent


def visible_to(user, *, among):
    """Keep what `user` may open now of `among`, pages or cards: shown, in its dates, readable."""
    prefix = _prefix_of(among)
    return among.filter(shown_now(prefix), readable_by(user, prefix))


def may_read(user, page_id):
    """Say whether `user` may open now the page of this id."""
    return visible_to(user, among=Card.objects.filter(page_id=page_id)).exists()


def named_to(user, *, among):
    """Keep what `user` may know the name of, of `among`; each says if they `may_open` it.

    Besides what they may open: the bases whose administrators show the name to all, where the
    list of bases itself is open to them. `among`: cards, or what has one.
    """
    prefix = _prefix_of(among)
    told = _shows_its_name(prefix) & Q(Exists(lists_open_to(user)))
    may_open = readable_by(user, prefix)
    named = among.filter(shown_now(prefix), may_open | told)
    return named.annotate(may_open=ExpressionWrapper(may_open, BooleanField()))


def with_openness(cards):
    """Annotate `cards` with what the rule says of each now, whoever reads.

    `is_open`: whether all may open it, besides whoever may by who they are; `is_named`: whether
    those who may open the list of bases may know its name, if they may not open it.
    """
    told = {
        "is_open": shown_now() & readable_by(AnonymousUser()),
        "is_named": shown_now() & _shows_its_name(),
    }
    return cards.annotate(
        **{name: ExpressionWrapper(each, BooleanField()) for name, each in told.items()}
    )


def _shows_its_name(prefix=""):
    """Return the condition that a card is of a base that shows its name where it is closed."""
    # Asked of each base that is closed: PostgreSQL would read those of all bases for each row.
    is_shown = BaseSettings.objects.filter(
        base=OuterRef(f"{prefix}base"), shown_when_closed=True
    )
    return Q(**{f"{prefix}kind": Card.Kind.BASE}) & Q(Exists(is_shown))


def _prefix_of(among):
    """Return what the lookups of a card begin with, in a query of pages, or of cards."""
    return "" if among.model is Card else "card__"


def shown_now(prefix=""):
    """Return the condition that a card is published, not in the bin, and has not expired."""
    return published_now(prefix) & Q(**{f"{prefix}in_bin": False})


def published_now(prefix=""):
    """Return the condition that a card is published and has not expired, in the bin or not."""
    not_expired = Q(**{f"{prefix}expire_at__isnull": True}) | Q(
        **{f"{prefix}expire_at__gt": Now()}
    )
    return Q(**{f"{prefix}live": True}) & not_expired


def readable_by(user, prefix=""):
    """Return the condition that a card asks for nothing that `user` does not have."""
    # A page without a card is closed: the primary key is asked for, so that the join is inner.
    open_to_all = Q(**{f"{prefix}pk__isnull": False, f"{prefix}rule__isnull": True})
    if isinstance(user, LinkHolder):
        lent = Q(**{f"{prefix}pk__in": user.lent.values("pk")})
        return open_to_all | (lent & readable_by(user.lender, prefix))
    if not user.is_authenticated:
        return open_to_all
    readable = open_to_all | _satisfied_by(user, f"{prefix}rule")
    return readable & _not_hidden_behind(user, prefix)


def _satisfied_by(user, rule):
    """Return the condition that what the lookup `rule` names asks for nothing that `user` lacks.

    `user` is signed in.
    """
    if user.is_superuser:
        never = ReadingClause.objects.filter(needs=ReadingClause.Needs.NOTHING_SERVES)
        return Q(**{f"{rule}__isnull": False}) & ~Q(
            **{f"{rule}__in": never.values("rule")}
        )
    return Q(**{f"{rule}__in": rules_that_only_ask_to_sign_in()}) | Q(
        **{f"{rule}__in": rules_satisfied_by_groups_of(user)}
    )


def rules_that_only_ask_to_sign_in():
    """Return the ids of the rules that every signed-in user satisfies."""
    return ReadingClause.objects.filter(
        needs=ReadingClause.Needs.LOGIN, rule__clause_count=1
    ).values("rule")


def rules_satisfied_by_groups_of(user):
    """Return the ids of the rules of which each clause names a group of `user`.

    It starts from the groups of the user, so that it costs the same whatever is closed to them.
    """
    return (
        ClauseGroup.objects.filter(group__in=_groups_of(user))
        .values("rule")
        .annotate(satisfied=Count("clause", distinct=True))
        .filter(satisfied=F("clause_count"))
        .values("rule")
    )


def rules_readable_by(user):
    """Return the ids of the rules that `user` satisfies: for what does not know the tables."""
    if not user.is_authenticated:
        return []
    rules = ReadingRule.objects.filter(_satisfied_by(user, "pk")).order_by("pk")
    found = list(rules.values_list("pk", flat=True))
    if isinstance(user, StandIn):
        return sorted(set(found) & set(rules_readable_by(user.behind)))
    return found


def lists_open_to(user):
    """Return the cards of the lists of bases that `user` may open."""
    lists = Card.objects.filter(page__baseindexpage__isnull=False)
    return visible_to(user, among=lists)


def _not_hidden_behind(user, prefix):
    """Return the condition that who looks as somebody else sees nothing more than before."""
    return readable_by(user.behind, prefix) if isinstance(user, StandIn) else Q()


def _groups_of(user):
    if isinstance(user, StandIn):
        return user.group_ids
    return user.groups.through.objects.filter(user=user).values("group")
