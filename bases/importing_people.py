"""Accounts and invitations from a file of people: first what each row would do, then that.

Who has an account is left as they are; a place in a team is offered by an invitation, where the
person has none and none waits. So the same file may be given again.
"""

from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User, Welcome
from bases.import_lookups import Lookups, Unknown
from bases.invitations import plan


class Fate(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", _("account made")
    KNOWN = "known", _("has an account: left as it is")
    ERROR = "error", _("error")


class Place(models.TextChoices):
    """What becomes of the place in a team that a row asks for."""

    NONE = "", _("no base")
    INVITED = "invited", _("invited")
    MEMBER = "member", _("in the team already")
    WAITING = "waiting", _("invited already")


@dataclass
class Row:
    """A row of the file: what it says, and what becomes of it."""

    line: int
    email: str
    fate: Fate
    place: Place = Place.NONE
    error: str = ""
    base: object = None
    values: dict = field(default_factory=dict)
    role: str = ""


def planned(rows, *, by=None):
    """Return a `Row` for each row of a file; nothing is written.

    `by`: who imports, and invites into the bases that they administer; the shell, into all.
    """
    lookups = Lookups(rows, by=by)
    return [_planned(line, given, lookups) for line, given in rows]


def carried_out(rows, *, by=None):
    """Do what each row of a file asks for; return the rows, as they were done."""
    with transaction.atomic():
        done = planned(rows, by=by)
        for row in done:
            if row.fate == Fate.NEW:
                _make_account(row)
            if row.place == Place.INVITED:
                _invite(row, by)
    return done


def _planned(line, given, lookups):
    email = given["email"].lower()
    try:
        values = lookups.values_of(given)
        base, role = lookups.place_of(given)
    except Unknown as unknown:
        return Row(line, email, Fate.ERROR, error=str(unknown))
    fate = Fate.KNOWN if email in lookups.known else Fate.NEW
    lookups.known.add(email)
    place = Place.NONE
    if base:
        place = _place(email, base, lookups)
    return Row(line, email, fate, place, base=base, values=values, role=role)


def _place(email, base, lookups):
    if (base.pk, email) in lookups.members:
        return Place.MEMBER
    if (base.pk, email) in lookups.invited:
        return Place.WAITING
    lookups.invited.add((base.pk, email))
    return Place.INVITED


def _make_account(row):
    # Somebody else makes it: its person has never read the charter.
    person = User(email=row.email, charter_waits=True, **row.values)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
            EmailAddress.objects.create(user=person, email=row.email, primary=True)
            Welcome.objects.create(user=person)
    except IntegrityError:
        # Somebody made this account at the same moment.
        row.fate = Fate.KNOWN


def _invite(row, by):
    if not plan(row.base, row.email, role=row.role, by=by):
        row.place = Place.WAITING
