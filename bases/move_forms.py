"""The form by which a page goes to another base."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bases.moving import ReadersThere


class MoveForm(forms.Form):
    """Who reads the pages once they are there; unless told otherwise, nobody more than now.

    `moves`: what `bases.moving.readers_after` says of each. Without a choice, none is asked.
    """

    readers = forms.ChoiceField(
        label=_("Who reads it there"),
        choices=ReadersThere.choices,
        initial=ReadersThere.KEPT,
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, *, moves):
        super().__init__(data)
        if all(len(move["choices"]) == 1 for move in moves):
            self.fields["readers"].widget = forms.HiddenInput()
