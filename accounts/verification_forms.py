"""The forms with which staff confirm what people declare."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.fields import DomainField
from accounts.verification import waiting_people

SENTENCE_LENGTH = 500
CHOICE = re.compile(r"[0-9]{1,18}-[0-9]{1,18}")


class VerifiedDomainForm(WagtailAdminModelForm):
    """A domain, in one spelling, and what its people are."""

    domain = DomainField(
        label=_("Domain"),
        max_length=253,
        help_text=_(
            "What follows the @ in the addresses of one organisation, such as"
            " departement.example. Addresses below it (…@service.departement.example) are"
            " not of this domain."
        ),
    )


class AnswerForm(forms.Form):
    """The answer that staff give to one or several people who wait.

    A choice names the person and the type that was shown: what changed meanwhile is not answered.
    """

    VERIFY, REFUSE = "verify", "refuse"

    people = forms.MultipleChoiceField(
        label=_("People"), widget=forms.CheckboxSelectMultiple
    )
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (VERIFY, _("Verify: they are what they say")),
            (REFUSE, _("Refuse: what they say was not confirmed")),
        ],
    )
    sentence = forms.CharField(
        label=_("A sentence for them"),
        required=False,
        max_length=SENTENCE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the e-mail that they receive. Needed to refuse."),
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = people_asked(asked)
        self.fields["people"].choices = [
            (choice, _in_words(person)) for choice, person in self.waiting.items()
        ]
        self.fields["people"].error_messages["invalid_choice"] = _(
            "Somebody among these was answered meanwhile, or now declares another type:"
            " here is who still waits."
        )

    def clean(self):
        cleaned = super().clean()
        refused = cleaned.get("answer") == self.REFUSE
        if refused and not cleaned.get("sentence", "").strip():
            self.add_error("sentence", _("Say in a sentence why, and what they may do."))
        return cleaned

    def chosen(self):
        """Return the people that were chosen."""
        return [self.waiting[choice] for choice in self.cleaned_data["people"]]


def choice_of(person):
    """Return what names, in a form, a person who waits and the type that they declare."""
    return f"{person.pk}-{person.actor_type_id}"


def people_asked(choices):
    """Return `{choice: person}` for those of these choices that still wait."""
    choices = {choice for choice in choices if CHOICE.fullmatch(choice)}
    pks = [choice.partition("-")[0] for choice in choices]
    waiting = waiting_people().select_related("actor_type", "territory")
    found = {choice_of(person): person for person in waiting.filter(pk__in=pks)}
    return {choice: person for choice, person in found.items() if choice in choices}


def _in_words(person):
    parts = [person, person.email, person.actor_type, person.territory]
    return " · ".join(str(part) for part in parts if part)
