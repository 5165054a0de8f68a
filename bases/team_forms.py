"""What is typed to invite, to ask, to answer, to give a role; nothing else is read."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bases.invitations import ADDRESSES_AT_ONCE
from bases.teams import ROLE_WORDS, ROLES_GIVEN, Role, name_of

# Between two addresses, as they come out of a mail, a table or a list.
SEPARATORS = re.compile(r"[,;\n\r\t]+")
QUOTED_NAME = re.compile(r'"[^"\n]*"')
ROLES_EXPLAINED = (
    (Role.READER, _("Reads: what the base keeps for its team")),
    (Role.CONTRIBUTOR, _("Contributes: writes and publishes as well")),
    (Role.ADMINISTRATOR, _("Administers: invites and chooses who reads as well")),
)


def message_field(**options):
    """Return the field of a few words to somebody."""
    return forms.CharField(
        max_length=500,
        help_text=_("At most 500 characters."),
        widget=forms.Textarea({"rows": 4}),
        **options,
    )


def addresses_in(text):
    """Return the addresses of a pasted list, each once, in its order, names left out."""
    found = {}
    for piece in SEPARATORS.split(QUOTED_NAME.sub(" ", text)):
        inside = re.search(r"<([^<>]*)>", piece)
        for address in [inside.group(1)] if inside else piece.split():
            found.setdefault(address.strip().lower(), address.strip())
    return [address for address in found.values() if address]


class SearchMemberForm(forms.Form):
    """A name, or a part of one."""

    q = forms.CharField(label=_("Find somebody by name"), max_length=100, required=False)


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[(role, ROLE_WORDS[role]) for role in ROLES_GIVEN]
    )


class InvitationForm(forms.Form):
    """Whom to invite, to do what, with which words."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=10_000,
        help_text=_(
            "One, or a list of up to twenty: one a line, or separated by commas. With an"
            " account or not."
        ),
        widget=forms.Textarea({"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLES_EXPLAINED)
    message = message_field(label=_("A few words for them"), required=False)
    may_answer = forms.BooleanField(
        label=_("Let them answer me by e-mail: they will see my address"), required=False
    )

    def clean_addresses(self):
        addresses = addresses_in(self.cleaned_data["addresses"])
        if not addresses:
            raise forms.ValidationError(_("Write at least one address."))
        if len(addresses) > ADDRESSES_AT_ONCE:
            raise forms.ValidationError(
                _("There are %(count)s addresses: invite twenty at a time."),
                params={"count": len(addresses)},
            )
        return addresses


class RequestForm(forms.Form):
    """Why somebody wants to join a base."""

    message = message_field(label=_("Who you are, and what you wish to do there"))
    may_answer = forms.BooleanField(
        label=_("Let the administrators answer me by e-mail: they will see my address"),
        required=False,
    )


class RefusalForm(forms.Form):
    """A few words to somebody who is refused."""

    answer = message_field(label=_("Your answer"), required=False)


class AcceptanceForm(RefusalForm):
    """A few words to somebody who is accepted, and their role."""

    role = forms.ChoiceField(label=_("Role, if you accept"), choices=ROLES_EXPLAINED)

    field_order = ["role", "answer"]


class HandOverForm(forms.Form):
    """The member to whom a base is offered."""

    member = forms.TypedChoiceField(label=_("To whom"), coerce=int)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        people = [(each.pk, name_of(each.user)) for each in members]
        self.fields["member"].choices = [("", gettext("Choose")), *people]
