"""The forms that images and documents come in by."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from bases.uploads import check_content, check_size


class CheckedFileMixin:
    """An upload whose size and content are checked, the limit said beside the field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = _("At most %(limit)s.") % {
                "limit": filesizeformat(settings.MAX_UPLOAD_BYTES)
            }


class PortalImageForm(CheckedFileMixin, BaseImageForm):
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


class PortalDocumentForm(CheckedFileMixin, BaseDocumentForm):
    """A document's form: what it is must be what its name says."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_size(file)
            check_content(file)
        return file
