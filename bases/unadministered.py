"""Bases whose administrators' accounts are all closed: the team of the portal is told."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.inactivity import in_use
from bases.models import BasePage, Membership
from bases.teams import ADMINISTERING


def left_without_administrator(people):
    """Return the bases that `people` administered and that nobody in use does any more."""
    administering = Membership.objects.filter(role__in=ADMINISTERING)
    used = administering.filter(in_use("user__"))
    left = BasePage.objects.filter(
        pk__in=administering.filter(user__in=people).values("base"), card__in_bin=False
    )
    return left.exclude(pk__in=used.values("base")).order_by("title", "pk")


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
                "action_url": reverse("base_team", args=[bases[0].slug]),
                "action_label": _("See the team"),
            },
        )
        for person in staff.order_by("pk")
    ]
