"""The forms of the home of a base."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bases.models import SECTION_TITLE_LENGTH, BaseSettings


class SectionForm(forms.Form):
    """The title of a section."""

    title = forms.CharField(
        label=_("Title of the section"), max_length=SECTION_TITLE_LENGTH
    )


class FeatureForm(forms.Form):
    """A page to put in a section."""

    page = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class HomeForm(forms.ModelForm):
    """What the home of a base shows besides its sections."""

    class Meta:
        model = BaseSettings
        fields = ["latest_shown", "members_shown"]


class PlaceForm(forms.Form):
    """Where a row goes among the others: one place up or down, or to a place counted from 1."""

    MOVES = {"up": -1, "down": 1}

    action = forms.ChoiceField(choices=[("up", ""), ("down", ""), ("place", "")])
    place = forms.IntegerField(min_value=1, max_value=1000, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("action") == "place" and not cleaned.get("place"):
            self.add_error("place", _("Say to which place it goes."))
        return cleaned

    @property
    def how(self):
        """What `bases.ordering.put_in_order` takes of this valid form."""
        action = self.cleaned_data["action"]
        if action == "place":
            return {"to": self.cleaned_data["place"]}
        return {"by": self.MOVES[action]}
