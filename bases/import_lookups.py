"""What the rows of a file of people name: types, territories, bases, roles, who is here already.

All of it is read at once, so that a thousand rows cost as many queries as ten.
"""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from bases.invitations import waiting
from bases.models import BasePage, Membership
from bases.teams import ADMINISTERING, Role
from taxonomy.models import ActorType, Territory

NAME_LENGTH = 100
ROLES = {
    Role.READER: "lecteur lectrice lit reader",
    Role.CONTRIBUTOR: "contributeur contributrice contribue contributor",
    Role.ADMINISTRATOR: "administrateur administratrice administre administrator",
}
ROLE_BY_WORD = {word: role for role, words in ROLES.items() for word in words.split()}


class Unknown(Exception):
    """A row that cannot be taken; its text tells why."""


class Lookups:
    """What the rows of one file may name, read once."""

    def __init__(self, rows, *, by):
        emails = {given["email"].lower() for _line, given in rows}
        self.types = by_words(ActorType.objects.all(), "name", "slug")
        self.territories = by_words(Territory.objects.all(), "name", "slug", "code")
        self.bases = by_words(_bases_of(by), "title", "slug")
        self.known = _lower(User.objects.all(), emails)
        self.known |= _lower(EmailAddress.objects.filter(verified=True), emails)
        self.members = _pairs(Membership.objects.all(), "user__email", emails)
        self.invited = _pairs(waiting(), "email", emails)

    def values_of(self, given):
        """Return the fields of the person that a row describes."""
        try:
            validate_email(given["email"])
        except ValidationError as wrong:
            raise Unknown(_("not an e-mail address")) from wrong
        if len(given["email"]) > User._meta.get_field("email").max_length:
            raise Unknown(_("not an e-mail address"))
        for name in ("first_name", "last_name"):
            if not 0 < len(given[name]) <= NAME_LENGTH:
                raise Unknown(_("a first and a last name, of 100 characters at most"))
        return {
            "first_name": given["first_name"],
            "last_name": given["last_name"],
            "actor_type": _found(self.types, given["actor_type"], _("unknown type")),
            "territory": _found(
                self.territories, given["territory"], _("unknown territory")
            ),
        }

    def place_of(self, given):
        """Return the base and the role that a row asks for; `(None, "")` where it names none."""
        base = _found(self.bases, given["base"], _("unknown base"))
        if base is None:
            return None, ""
        role = _found(ROLE_BY_WORD, given["role"] or "lecteur", _("unknown role"))
        return base, role


def _bases_of(by):
    bases = BasePage.objects.filter(card__in_bin=False)
    if by is None or by.is_superuser:
        return bases
    own = Membership.objects.filter(user=by, role__in=ADMINISTERING)
    return bases.filter(pk__in=own.values("base"))


def by_words(found, *fields):
    """Return `found` by what these fields of theirs say, whatever the case and the accents."""
    return {
        word: each
        for name in fields
        for each in found.order_by("pk")
        if (word := slugify(str(getattr(each, name))))
    }


def _found(known, word, sentence):
    if not word:
        return None
    try:
        return known[slugify(word)]
    except KeyError as unknown:
        raise Unknown(f"{sentence}\u00a0: {word[:80]}") from unknown


def _lower(found, emails):
    spelt = found.annotate(spelt=Lower("email")).filter(spelt__in=emails)
    return set(spelt.values_list("spelt", flat=True))


def _pairs(found, address, emails):
    spelt = found.annotate(spelt=Lower(address)).filter(spelt__in=emails)
    return set(spelt.values_list("base", "spelt"))
