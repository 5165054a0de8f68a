"""The form by which a page goes to another base."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bases.moving import Readers


class MoveForm(forms.Form):
    """Who reads the page once it is there; unless told otherwise, nobody more than now."""

    readers = forms.ChoiceField(
        label=_("Who reads it there"),
        choices=Readers.choices,
        initial=Readers.KEPT,
        widget=forms.RadioSelect,
    )
