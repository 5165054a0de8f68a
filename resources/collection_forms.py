"""The forms of a collection's items."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bases.admin.known import choosable_by
from bases.admin.naming import PageChooser
from resources.models import CollectionItem, ResourcePage


class AddItemForm(forms.Form):
    """A fiche to add, and why it is there."""

    fiche = forms.ModelChoiceField(
        ResourcePage.objects.none(),
        label=_("fiche"),
        widget=PageChooser(target_models=[ResourcePage]),
        error_messages={"required": _("Choose a fiche first.")},
    )
    note = forms.CharField(
        label=_("note"),
        max_length=300,
        required=False,
        help_text=_("One sentence: why it is here, when to use it."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fiche"].queryset = choosable_by(user, ResourcePage.objects.all())


class NoteForm(forms.ModelForm):
    """The note of a fiche in a collection."""

    class Meta:
        model = CollectionItem
        fields = ["note"]
