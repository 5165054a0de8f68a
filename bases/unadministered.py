"""Bases that nobody administers any more: the team of the portal is told, and lists them."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.inactivity import in_use
from bases.access import visible_to
from bases.models import BasePage, Card, Membership
from bases.teams import ADMINISTERING


def without_administrator():
    """Return the bases that nobody in use administers, but for somebody's own workbench."""
    used = Membership.objects.filter(in_use("user__"), role__in=ADMINISTERING)
    bases = BasePage.objects.filter(card__in_bin=False, settings__workbench_of=None)
    return bases.exclude(pk__in=used.values("base"))


def left_without_administrator(people):
    """Return the bases that `people` administered and that nobody in use does any more."""
    left = Membership.objects.filter(role__in=ADMINISTERING, user__in=people)
    bases = without_administrator().filter(pk__in=left.values("base"))
    return bases.order_by("title", "pk")


def bases_to_give(user):
    """Return the bases that nobody in use administers and that `user` reads."""
    cards = visible_to(user, among=Card.objects.filter(kind=Card.Kind.BASE))
    return without_administrator().filter(pk__in=cards.values("page"))


def letters_about(bases):
    """Return the mails that tell superusers which bases wait for an administrator."""
    staff = get_user_model().objects.filter(in_use(), is_superuser=True)
    titles = "\n".join(str(base.title) for base in bases)
    return [
        mails.letter(
            "bases/email/unadministered.txt",
            to=person.email,
            context={
                "quoted": titles,
                "action_url": reverse("bases_basewithoutadministrator_modeladmin_index"),
                "action_label": _("See these bases"),
            },
        )
        for person in staff.order_by("pk")
    ]
