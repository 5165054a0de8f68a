"""Which people somebody may name: the others follow, and are followed, without being told."""

from accounts.models import User
from bases.models import Membership


def named_to(user, *, among):
    """Keep, of `among`, the people whose name `user` may know: those of their own teams."""
    if not user.is_authenticated:
        return among.none()
    teams = Membership.objects.filter(user=user)
    colleagues = Membership.objects.filter(base__in=teams.values("base"))
    return among.filter(pk__in=colleagues.values("user"))


def may_follow(user, person):
    """Say whether `user` may follow `person`: somebody else, active, whose name they may know."""
    others = User.objects.filter(pk=person.pk, is_active=True).exclude(pk=user.pk)
    return named_to(user, among=others).exists()
