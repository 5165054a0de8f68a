"""What is typed to end an account."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class LeavingForm(forms.Form):
    """Which bases go to the bin, and the word that says that it is meant."""

    to_bin = forms.TypedMultipleChoiceField(coerce=int, required=False)
    confirmation = forms.CharField(
        label=_("To confirm, type the word DELETE"),
        max_length=50,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args, bases, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_bin"].choices = [
            (base.pk, base.title)
            for base in bases.filter(ownership_offer__isnull=True).order_by("title", "pk")
        ]

    @property
    def ticked(self):
        """Return the values of the bases that were ticked, as they were sent."""
        return set(self.data.getlist("to_bin")) if self.is_bound else set()

    def clean_confirmation(self):
        typed = self.cleaned_data["confirmation"].strip().casefold()
        if typed != gettext("DELETE").casefold():
            raise forms.ValidationError(_("Type the word DELETE, as it is written here."))
        return typed
