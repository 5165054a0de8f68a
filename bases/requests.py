"""Requests to join the team of a base: asked with a message, answered by its administrators."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Case, Q, Value, When
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bases.access import named_to
from bases.memberships import Refusal, join, locked_team
from bases.models import Card, JoinRequest, Membership

State = JoinRequest.State
BEFORE_ASKING_AGAIN = timedelta(days=7)
ASKED_PER_PERSON_AND_DAY = 10
DAY = timedelta(days=1)


def received_by(base):
    """Return the requests that a base received: those that wait first, then the latest."""
    received = JoinRequest.objects.filter(base=base).exclude(state=State.WITHDRAWN)
    answered = Case(When(state=State.PENDING, then=Value(0)), default=Value(1))
    return received.select_related("user", "answered_by").order_by(
        answered, "-asked_at", "-pk"
    )


def waiting_in(base):
    """Return the requests of a base that wait for an answer, oldest first."""
    waiting = JoinRequest.objects.filter(base=base, state=State.PENDING)
    return waiting.select_related("user").order_by("asked_at", "-pk")


def asked_by(person):
    """Return the requests of `person` that wait, or were refused lately, latest first.

    Those to a base whose name they may no longer know are left out.
    """
    named = named_to(person, among=Card.objects.filter(kind=Card.Kind.BASE))
    shown = Q(state=State.PENDING) | Q(state=State.REFUSED, answered_at__gt=_lately())
    asked = JoinRequest.objects.filter(shown, user=person, base__in=named.values("base"))
    return asked.select_related("base").order_by("-asked_at", "-pk")


def request_of(base, person):
    """Return the request of `person` to a base that waits for an answer, None without one."""
    waiting = JoinRequest.objects.filter(base=base, user=person, state=State.PENDING)
    return waiting.first()


def ask(base, user, *, message):
    """Ask, for `user`, to join a base; return the request."""
    if reason := why_not(base, user):
        raise Refusal(reason)
    try:
        with transaction.atomic():
            return JoinRequest.objects.create(base=base, user=user, message=message)
    except IntegrityError as twice:
        # A double click: the other one was faster.
        raise Refusal(
            _("You asked already: your request waits for an answer.")
        ) from twice


def why_not(base, user):
    """Return why `user` cannot ask to join a base now, in a sentence; "" where they can."""
    mine = JoinRequest.objects.filter(user=user)
    if Membership.objects.filter(base=base, user=user).exists():
        return _("You are in the team of this base already.")
    if mine.filter(base=base, state=State.PENDING).exists():
        return _("You asked already: your request waits for an answer.")
    refused = mine.filter(base=base, state=State.REFUSED, answered_at__gt=_lately())
    if last := refused.order_by("-answered_at").first():
        again = timezone.localtime(last.answered_at + BEFORE_ASKING_AGAIN)
        return _("Your request was refused: you can ask again on %(date)s.") % {
            "date": date_format(again, "DATE_FORMAT")
        }
    today = mine.filter(asked_at__gt=timezone.now() - DAY).count()
    if today >= ASKED_PER_PERSON_AND_DAY:
        return _("You asked to join several bases today: go on tomorrow.")
    return ""


def accept(base, request_id, *, role, answer, by):
    """Make a member of who asked; return the request, which is over."""
    with transaction.atomic():
        locked_team(base.pk, administered_by=by)
        asked = _waiting(base, pk=request_id)
        _close(asked, State.ACCEPTED, answer=answer, by=by)
        join(base, asked.user, role=role, invited_by=by)
    return asked


def refuse(base, request_id, *, answer, by):
    """Answer no to who asked; return the request, which is over."""
    with transaction.atomic():
        locked_team(base.pk, administered_by=by)
        asked = _waiting(base, pk=request_id)
        _close(asked, State.REFUSED, answer=answer, by=by)
    return asked


def withdraw(base, request_id, *, user):
    """Take back what `user` asked, and return it."""
    with transaction.atomic():
        asked = _waiting(base, pk=request_id, user=user)
        _close(asked, State.WITHDRAWN)
    return asked


def _lately():
    return timezone.now() - BEFORE_ASKING_AGAIN


def _waiting(base, **lookup):
    """Return a request of a base that nobody else answers meanwhile; a 404 if it is answered."""
    waiting = JoinRequest.objects.filter(base=base, state=State.PENDING, **lookup)
    asked = waiting.select_related("user").select_for_update(of=["self"]).first()
    if asked is None:
        raise Http404
    return asked


def _close(asked, state, *, answer="", by=None):
    asked.state, asked.answer = state, answer
    asked.answered_by, asked.answered_at = by, timezone.now()
    asked.save(update_fields=["state", "answer", "answered_by", "answered_at"])
