"""The question of a merge: which entry stays."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from taxonomy.merging import refusal

SUGGESTIONS = 50


class MergeForm(forms.Form):
    """Choose, in a list, the entry that takes the place of another."""

    target = forms.ModelChoiceField(queryset=None, label=_("Entry that stays"))

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source
        others = type(source).objects.exclude(pk=source.pk)
        if alike := source.merged_within:
            others = others.filter(**{alike: getattr(source, alike)})
        self.fields["target"].queryset = others

    def clean_target(self):
        target = self.cleaned_data["target"]
        if reason := refusal(self.source, target):
            raise ValidationError(reason)
        return target

    def suggestions(self):
        """Return no name: they are all in the list."""
        return []


class MergeByNameForm(forms.Form):
    """Type the name of the entry that stays: for vocabularies too long for a list."""

    target = forms.CharField(
        label=_("Entry that stays"), help_text=_("Its name, whole, as the list shows it.")
    )

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source
        self.fields["target"].widget.attrs["list"] = "suggestions"

    def clean_target(self):
        name = self.cleaned_data["target"]
        same = type(self.source).objects.filter(name__iexact=name)
        target = same.filter(name=name).first() or same.first()
        if target is None:
            raise ValidationError(_("“%(name)s” is not in the list.") % {"name": name})
        if reason := refusal(self.source, target):
            raise ValidationError(reason)
        return target

    def suggestions(self):
        """Return names that start like the entry that goes: most repeats do."""
        others = type(self.source).objects.exclude(pk=self.source.pk)
        alike = others.filter(name__istartswith=self.source.name[:3])
        return [*alike.values_list("name", flat=True)[:SUGGESTIONS]]
