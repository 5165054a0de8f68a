"""What is typed to invite, to ask, to answer, to give a role; nothing else is read."""

import re

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from bases.invitations import ADDRESSES_AT_ONCE
from bases.teams import ROLE_WORDS, ROLES_GIVEN, Role, name_of

MESSAGE_LENGTH = 500
ROLE_CHOICES = [
    (Role.READER, _("reads what the base holds")),
    (Role.CONTRIBUTOR, _("contributes: writes and publishes fiches and collections")),
    (Role.ADMINISTRATOR, _("administers: also invites, chooses who reads, deletes")),
]


class MessageField(forms.CharField):
    """A few words to a person."""

    widget = forms.Textarea({"rows": 4})

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "help_text", _("At most %(count)s characters.") % {"count": MESSAGE_LENGTH}
        )
        super().__init__(max_length=MESSAGE_LENGTH, **kwargs)
