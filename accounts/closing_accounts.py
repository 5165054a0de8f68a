"""Warns those who use their account no longer, twice, then closes it: a few days late is fine.

Each step is taken once, by whoever marks it first: the command may run twice, or miss days.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.mail import get_connection
from django.db.models import DateField
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.confirmation import confirmed_people
from accounts.inactivity import in_use
from accounts.models import Activity, User

FIRST_WARNING = 335
SECOND_WARNING = 350
CLOSING = 365
# Nobody is warned again, nor closed, sooner than this after the warning before.
BETWEEN = timedelta(days=15)


@dataclass(frozen=True)
class Step:
    """What is due for a person: the column that it marks, its name, the day that they were seen."""

    person: User
    name: str
    used_on: date


def due_steps(*, today=None):
    """Yield the step that is due for each person who comes no longer, longest away first.

    Superusers stay, so that the portal keeps somebody; those who never confirmed their address
    cannot sign in anyway, and it may not be theirs.
    """
    today = today or timezone.localdate()
    away = _with_last_use(confirmed_people()).filter(
        in_use(),
        is_superuser=False,
        used_on__lte=today - timedelta(days=FIRST_WARNING),
    )
    for person in away.select_related("activity").order_by("used_on", "pk").iterator():
        if name := _step_of(person, today):
            yield Step(person, name, person.used_on)


def take(step, *, today=None):
    """Take a step, unless somebody took it or the person came back; say whether it was taken."""
    today = today or timezone.localdate()
    Activity.objects.get_or_create(user=step.person)
    rows = Activity.objects.filter(user=step.person, closed_at=None)
    still = _with_last_use(User.objects.filter(in_use(), pk=step.person.pk))
    rows = rows.filter(user__in=still.filter(used_on=step.used_on).values("pk"))
    if step.name == "closed_at":
        return bool(rows.update(closed_at=timezone.now()))
    if not rows.filter(**{step.name: None}).update(**{step.name: today}):
        return False
    try:
        _warn(step, today)
    except OSError:
        # It was not sent: it is not counted, and is sent another day.
        Activity.objects.filter(user=step.person).update(**{step.name: None})
        raise
    return True


def _with_last_use(people):
    joined = TruncDate("date_joined")
    return people.annotate(
        used_on=Greatest(
            joined,
            Coalesce(TruncDate("last_login"), joined),
            Coalesce("activity__last_seen_on", joined),
            output_field=DateField(),
        )
    )


def _step_of(person, today):
    days = (today - person.used_on).days
    activity = getattr(person, "activity", None) or Activity()
    if not activity.warned_on:
        return "warned_on"
    if not activity.warned_again_on:
        late = days >= SECOND_WARNING and today - activity.warned_on >= BETWEEN
        return "warned_again_on" if late else ""
    late = days >= CLOSING and today - activity.warned_again_on >= BETWEEN
    return "closed_at" if late else ""


def _warn(step, today):
    first = step.name == "warned_on"
    left = max(CLOSING - (today - step.used_on).days, BETWEEN.days * (2 if first else 1))
    letter = mails.letter(
        "account/email/unused.txt",
        to=step.person.email,
        context={
            "name": step.person.get_full_name(),
            "since": step.used_on,
            "until": today + timedelta(days=left),
            "action_url": reverse("account"),
            "action_label": _("Sign in to keep my account open"),
        },
    )
    with get_connection() as connection:
        connection.send_messages([letter])
