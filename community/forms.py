"""What is typed to report, to tell an idea, to write to a team; nothing else is read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.addresses import LONGEST_ADDRESS
from accounts.forms import WHOLE_ADDRESS
from accounts.spam import SpamCheckMixin
from community.models import Idea, MissingFiche, Report
from community.models.messages import TEXT_LENGTH


def text_field(**options):
    """Return the field of a message of several sentences."""
    return forms.CharField(
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"rows": 6}),
        **options,
    )


def address_field(**options):
    """Return the field of an e-mail address that is shown to nobody but who answers."""
    return forms.EmailField(
        max_length=LONGEST_ADDRESS,
        error_messages={"invalid": WHOLE_ADDRESS},
        widget=forms.EmailInput({"autocomplete": "email"}),
        **options,
    )


class AbstractMessageForm(SpamCheckMixin, forms.Form):
    """A message by somebody who is signed in, or who may leave an address for the answer."""

    email = address_field(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only to answer you. It is shown nowhere."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.is_authenticated:
            # The answer goes to the address of their account.
            del self.fields["email"]


class ReportForm(AbstractMessageForm):
    """What is wrong, with which of the files that the page gives if it is one."""

    counted_as = "report"
    per_hour = 10

    file = forms.ModelChoiceField(
        None,
        label=_("What is it about?"),
        required=False,
        empty_label=_("The whole page"),
    )
    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[("", _("Choose")), *Report.Reason.choices],
    )
    text = text_field(
        label=_("In a few words"),
        help_text=_("Where, and what should be put right."),
    )

    field_order = ["file", "reason", "text", "email"]

    def __init__(self, *args, files, **kwargs):
        super().__init__(*args, **kwargs)
        if files:
            self.fields["file"].queryset = files
        else:
            del self.fields["file"]


class IdeaForm(AbstractMessageForm):
    """An idea or a problem."""

    counted_as = "idea"
    per_hour = 10

    title = forms.CharField(
        label=_("In one sentence"), max_length=Idea._meta.get_field("title").max_length
    )
    text = text_field(
        label=_("Tell us more"),
        help_text=_("What you wanted to do, what happened, what would help you."),
    )
    volunteers = forms.BooleanField(
        label=_("I am willing to take part in sessions to improve the portal"),
        required=False,
    )

    field_order = ["title", "text", "volunteers", "email"]

    def clean(self):
        cleaned = super().clean()
        asked = "email" in self.fields and "email" not in self.errors
        if asked and cleaned.get("volunteers") and not cleaned.get("email"):
            sentence = _("Give your address, so that we can invite you to a session.")
            self.add_error("email", sentence)
        return cleaned


class MissingFicheForm(AbstractMessageForm):
    """What was looked for and not found."""

    counted_as = "missing-fiche"
    per_hour = 10

    words = forms.CharField(
        label=_("What were you looking for?"),
        max_length=MissingFiche._meta.get_field("words").max_length,
    )
    text = text_field(
        label=_("What would you have liked to find?"),
        required=False,
        help_text=_("For whom, to do what, in which form. Tell nothing personal."),
    )

    field_order = ["words", "text", "email"]


class ContactForm(SpamCheckMixin, forms.Form):
    """A message to the team of a base; who is not signed in says who they are."""

    counted_as = "contact"
    per_hour = 5

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = address_field(
        label=_("Your e-mail address"),
        help_text=_("The team answers you there: it is given to them alone."),
    )
    text = text_field(label=_("Your message"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.is_authenticated:
            del self.fields["name"], self.fields["email"]
