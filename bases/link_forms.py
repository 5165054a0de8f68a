"""The forms of share links."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bases.models import ShareLink

DURATIONS = [
    (7, _("one week")),
    (30, _("one month")),
    (90, _("three months")),
    (365, _("one year")),
]


class ShareLinkForm(forms.ModelForm):
    """A link to be made: for whom, and for how long."""

    days = forms.TypedChoiceField(
        label=_("It opens for"), choices=DURATIONS, coerce=int, initial=30
    )

    class Meta:
        model = ShareLink
        fields = ["label"]
        help_texts = {
            "label": _(
                "A word for yourself: the people that you give it to do not see it."
            )
        }


class ChosenLinkForm(forms.Form):
    """The button that was pressed beside a link: stop it, or change its address."""

    revoke = forms.ModelChoiceField(ShareLink.objects.none(), required=False)
    rotate = forms.ModelChoiceField(ShareLink.objects.none(), required=False)

    def __init__(self, *args, links, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = links
