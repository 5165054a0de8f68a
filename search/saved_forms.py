"""What is typed to save a search; nothing else is read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from search.models import SavedSearch
from search.saving import may_have_news


class SavedSearchForm(forms.ModelForm):
    """The name of a saved search, and whether its person is written to.

    `question`: what is asked; where nothing of it may be news, no mail is offered.
    """

    class Meta:
        model = SavedSearch
        fields = ["name", "alerts"]
        error_messages = {"name": {"required": _("Give this search a name.")}}

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_have_news(question):
            del self.fields["alerts"]
