"""The badge that staff give to a base, and take back: written, logged, shown, told to its team."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts import mails
from bases.access import visible_to
from bases.addresses import address_of
from bases.cards import write_card
from bases.models import BaseSettings, BaseToCertify, Card
from bases.teams import administrators_of


def bases_to_certify(user):
    """Return the bases that `user` reads, with what staff said of them."""
    cards = visible_to(user, among=Card.objects.filter(kind=Card.Kind.BASE))
    return BaseToCertify.objects.filter(base__in=cards.values("page"))


def set_certified(base, certified, *, by):
    """Certify `base`, or no longer; say whether that changed something."""
    with transaction.atomic():
        settings = BaseSettings.objects.select_for_update().get(base=base)
        if (settings.certified_at is not None) is certified:
            return False
        settings.certified_at = timezone.now() if certified else None
        settings.certified_by = by if certified else None
        settings.save(update_fields=["certified_at", "certified_by"])
        action = "bases.certify" if certified else "bases.withdraw_certification"
        log(instance=base, action=action, user=by)
        write_card(base)
    return True


def tell_team(base, certified, *, request):
    """Tell those who administer `base` that it is certified, or no longer."""
    template = "certified" if certified else "certification_withdrawn"
    context = {
        "base": base.title,
        "action_url": address_of(base.url_path),
        "action_label": _("See the base"),
    }
    letters = [
        mails.letter(f"bases/email/{template}.txt", to=person.email, context=context)
        for person in administrators_of(base.pk)
    ]
    mails.send(letters, request=request)
