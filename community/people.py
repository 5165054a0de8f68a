"""Which people somebody may name: the others follow, and are followed, without being told."""

from django.db.models import Q

from accounts.inactivity import in_use
from accounts.models import User
from accounts.profiles import public_profiles
from bases.models import Membership


def named_to(user, *, among):
    """Keep, of `among`, the people whose name `user` may know.

    Those whose profile is open to all, and those of their own teams.
    """
    public = Q(pk__in=public_profiles().values("user"))
    return among.filter(public | _colleagues_of(user))


def named_among_followers(user, *, among):
    """Keep, of `among`, the people whom a list of followers names to `user`.

    Those who agree to be named in lists, and those of the teams of `user`.
    """
    return among.filter(Q(profile__is_named=True) | _colleagues_of(user))


def may_follow(user, person):
    """Say whether `user` may follow `person`: somebody else, whose name they may know."""
    others = User.objects.filter(in_use(), pk=person.pk).exclude(pk=user.pk)
    return named_to(user, among=others).exists()


def _colleagues_of(user):
    """Return the condition that people are in a team of `user`."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    teams = Membership.objects.filter(user=user)
    colleagues = Membership.objects.filter(base__in=teams.values("base"))
    return Q(pk__in=colleagues.values("user"))
