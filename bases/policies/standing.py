"""Where a person stands: the bases that they write in, and the rules that they satisfy.

Both are read once for each request, and kept on the person of this request: who joins or leaves
gains or loses at the next one.
"""

from django.db.models import Q
from wagtail.models import Page

from bases.access import rules_satisfied_by_groups_of, rules_that_only_ask_to_sign_in
from bases.models.access import ReadingRule
from bases.models.teams import Membership
from bases.teams import ADMINISTERING, CONTRIBUTING

_PLACES = "_places_in_bases"
_RULES = "_rules_satisfied"


def places_of(user):
    """Return `{path of a base: role}` for the bases that `user` writes in, bin excepted."""
    if not user.is_active or not user.is_authenticated:
        return {}
    if not hasattr(user, _PLACES):
        setattr(user, _PLACES, dict(_memberships(user).values_list("base__path", "role")))
    return getattr(user, _PLACES)


def role_at(user, path):
    """Return the role of `user` in the base that holds `path`, None where they do not write."""
    places = places_of(user)
    ends = range(Page.steplen, len(path) + 1, Page.steplen)
    return next((places[path[:end]] for end in ends if path[:end] in places), None)


def only_base_of(user):
    """Return the id of the base that `user` writes in, None where there are none or several."""
    bases = list(bases_written_by(user).values_list("base", flat=True)[:2])
    return bases[0] if len(bases) == 1 and not user.is_superuser else None


def bases_written_by(user, *, administered=False):
    """Return the ids of the bases that `user` writes in, or administers, as a subquery."""
    roles = ADMINISTERING if administered else CONTRIBUTING
    return _memberships(user).filter(role__in=roles).values("base")


def satisfies(user, rule_id):
    """Say whether this signed-in `user` has all that a rule asks; one query a request."""
    if not hasattr(user, _RULES):
        satisfied = ReadingRule.objects.filter(
            Q(pk__in=rules_that_only_ask_to_sign_in())
            | Q(pk__in=rules_satisfied_by_groups_of(user))
        )
        setattr(user, _RULES, set(satisfied.values_list("pk", flat=True)))
    return rule_id in getattr(user, _RULES)


def _memberships(user):
    return Membership.objects.filter(
        user=user.pk, role__in=CONTRIBUTING, base__card__in_bin=False
    ).order_by()
