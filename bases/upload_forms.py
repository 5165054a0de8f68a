"""The forms that images and documents come in by."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from bases.uploads import check_content


class PortalImageForm(BaseImageForm):
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


class PortalDocumentForm(BaseDocumentForm):
    """A document's form: what it is must be what its name says."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_content(file)
        return file
