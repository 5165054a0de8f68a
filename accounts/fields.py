"""Form fields of people."""

import re
from itertools import groupby

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from accounts.domains import clean_domain
from taxonomy.models import Territory

# Databases fail on a larger number, instead of finding nothing.
KEY = re.compile(r"\d{1,18}", re.ASCII)
LEVELS = {
    Territory.Level.COUNTRY: _("Country"),
    Territory.Level.REGION: _("Regions"),
    Territory.Level.DEPARTMENT: _("Départements"),
}


class TerritoryIterator(ModelChoiceIterator):
    """The territories under their level: country, regions, départements."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        order = list(LEVELS)
        territories = sorted(self.queryset, key=lambda each: order.index(each.level))
        for level, same in groupby(territories, key=lambda each: each.level):
            yield (LEVELS[level], [self.choice(each) for each in same])


class TerritoryChoiceField(forms.ModelChoiceField):
    """One territory, chosen in a list grouped by level."""

    iterator = TerritoryIterator

    def __init__(self, **kwargs):
        super().__init__(queryset=Territory.objects.all(), **kwargs)


class SeveralField(forms.ModelMultipleChoiceField):
    """Several entries of a list; a number that no entry may have is refused like any other."""

    def clean(self, value):
        for key in value or ():
            if not KEY.fullmatch(str(key)):
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": key},
                )
        return super().clean(value)


class DomainField(forms.CharField):
    """The domain of an organisation's e-mail addresses, stored in one spelling."""

    def clean(self, value):
        return clean_domain(super().clean(value))
