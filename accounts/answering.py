"""Answers of staff to people who wait for a verification: written, logged, and told by e-mail."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts import mails
from accounts.models import User
from accounts.verification import (
    ANSWER,
    record_verification,
    refuse_verification,
    waiting_people,
)


def answer(people, *, verified, sentence, by):
    """Verify or refuse those of `people` who still wait for the type they declared; return them."""
    with transaction.atomic():
        answered = [
            held
            for person in people
            if (held := _held(person)) and held.actor_type_id == person.actor_type_id
        ]
        for person in answered:
            if verified:
                record_verification(person, by=by)
            else:
                refuse_verification(person)
            person.save(update_fields=ANSWER)
            _write_down(person, verified=verified, sentence=sentence, by=by)
    return answered


def tell(people, *, verified, sentence, request):
    """Send each of these people the answer that they got, with `sentence` in it."""
    template = "actor_type_verified" if verified else "actor_type_refused"
    letters = [
        mails.letter(
            f"account/email/{template}.txt",
            to=person.email,
            context={
                "actor_type": person.actor_type,
                "quoted": sentence,
                "action_url": reverse("account"),
                "action_label": _("See my account"),
            },
        )
        for person in people
    ]
    mails.send(letters, request=request)


def _held(person):
    """Return a person who still waits, whom nobody else answers meanwhile; None otherwise."""
    held = User.objects.select_for_update(of=["self"]).filter(pk=person.pk)
    waiting = waiting_people().values("pk")
    return held.filter(pk__in=waiting).select_related("actor_type").first()


def _write_down(person, *, verified, sentence, by):
    action = "accounts.verify" if verified else "accounts.refuse"
    data = {"actor_type": str(person.actor_type), "sentence": sentence}
    log(instance=person, action=action, user=by, data=data)
