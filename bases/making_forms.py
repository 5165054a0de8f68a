"""What is typed to make a base; nothing else is read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bases.forms import TITLE_LENGTH
from bases.images import ImageField
from bases.models import BasePage
from bases.models.portal_page import SUMMARY_LENGTH
from bases.purposes import PROPOSALS, Purpose
from bases.visibility import Visibility

AUDIENCE_LENGTH = BasePage._meta.get_field("audience").max_length


def title_field(label):
    """Return the field of the title of a page."""
    return forms.CharField(
        label=label,
        max_length=TITLE_LENGTH,
        help_text=_("At most %(limit)s characters.") % {"limit": TITLE_LENGTH},
    )


def summary_field(help_text):
    """Return the field of the sentence that lists show of a page."""
    return forms.CharField(
        label=_("In one sentence"),
        max_length=SUMMARY_LENGTH,
        help_text=help_text,
        widget=forms.Textarea({"rows": 3}),
    )


class NewBaseForm(forms.Form):
    """What a base is for, its name, its sentence, for whom it is, who reads it, its logo.

    A workbench asks for nothing more: it bears the name of its maker.
    """

    purpose = forms.ChoiceField(
        label=_("What will this base be for?"),
        choices=[(purpose.value, purpose.label) for purpose in PROPOSALS],
        widget=forms.RadioSelect,
    )
    title = title_field(_("Its name"))
    summary = summary_field(
        _("What is found in it: lists and search show this sentence.")
    )
    audience = forms.CharField(
        label=_("For whom it is"),
        required=False,
        max_length=AUDIENCE_LENGTH,
        help_text=_("A few words: digital advisers of the département, families…"),
    )
    visibility = forms.ChoiceField(
        label=_("Who reads it?"),
        required=False,
        choices=[
            ("", _("As proposed above")),
            (Visibility.PUBLIC.value, _("Everyone")),
            (Visibility.PRIVATE.value, _("The team alone")),
        ],
        widget=forms.RadioSelect,
    )
    logo = ImageField(label=_("Logo"), required=False)

    @property
    def purposes(self):
        """The purposes to choose from, each with its control and the sentence that says it."""
        for choice in self["purpose"]:
            yield choice, PROPOSALS[choice.data["value"]].says

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("purpose") == Purpose.WORKBENCH:
            # What a workbench does not ask for is not read, nor what is wrong in it.
            self._errors.clear()
        return cleaned
