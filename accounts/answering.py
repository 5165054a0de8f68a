"""Answers of staff to people who wait for a verification: written, logged, and told by e-mail."""

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

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
    for person in people:
        context = {
            "actor_type": person.actor_type,
            "sentence": sentence,
            "account_url": reverse("account"),
        }
        adapter = get_adapter(request)
        adapter.send_mail(f"account/email/{template}", person.email, context)


def _held(person):
    """Return a person who still waits, whom nobody else answers meanwhile; None otherwise."""
    held = User.objects.select_for_update(of=["self"]).filter(pk=person.pk)
    waiting = waiting_people().values("pk")
    return held.filter(pk__in=waiting).select_related("actor_type").first()


def _write_down(person, *, verified, sentence, by):
    action = "accounts.verify" if verified else "accounts.refuse"
    data = {"actor_type": str(person.actor_type), "sentence": sentence}
    log(instance=person, action=action, user=by, data=data)
