"""The forms of a collection's items."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from resources.models import CollectionItem, ResourcePage


class AddItemForm(forms.Form):
    """A fiche to add, and why it is there."""

    fiche = forms.ModelChoiceField(
        ResourcePage.objects.all(),
        label=_("fiche"),
        widget=AdminPageChooser(target_models=[ResourcePage]),
        error_messages={"required": _("Choose a fiche first.")},
    )
    note = forms.CharField(
        label=_("note"),
        max_length=300,
        required=False,
        help_text=_("One sentence: why it is here, when to use it."),
    )


class NoteForm(forms.ModelForm):
    """The note of a fiche in a collection."""

    class Meta:
        model = CollectionItem
        fields = ["note"]
