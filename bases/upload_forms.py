"""The forms that images and documents come in by."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from bases.policies.standing import only_base_of
from bases.uploads import check_content


class OfTheBaseMixin:
    """Gives a file that is sent to the base of who sends it, where they write in one only.

    Elsewhere it waits for the page that shows it.
    """

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self._sender = user

    def save(self, commit=True):
        if self.instance._state.adding and self._sender:
            self.instance.base_id = only_base_of(self._sender)
        return super().save(commit)


class PortalImageForm(OfTheBaseMixin, BaseImageForm):
    """An image's form: a text that replaces it, or the word that it says nothing."""

    def clean(self):
        cleaned = super().clean()
        if "description" in self.fields and not (
            cleaned.get("is_decorative") or cleaned.get("description", "").strip()
        ):
            self.add_error(
                "description",
                _("Describe the image in words, or tick “decorative”."),
            )
        return cleaned


class PortalDocumentForm(OfTheBaseMixin, BaseDocumentForm):
    """A document's form: what it is must be what its name says."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_content(file)
        return file
