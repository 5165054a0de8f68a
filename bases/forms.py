"""The form of a page in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from bases.files import files_in, may_open

TITLE_LENGTH = 100


class PortalPageForm(WagtailAdminPageForm):
    """A page's form: its title has a limit, and it shows no file that its author may not open."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].help_text = _("At most %(limit)s characters.") % {
                "limit": TITLE_LENGTH
            }

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if not self._may_show(value, instead_of=getattr(self.instance, name, None)):
                self.add_error(
                    name,
                    _("One of the files or images is unknown here: choose another."),
                )
        return cleaned

    def _may_show(self, value, *, instead_of):
        """Say whether the author may open each file that `value` adds to what was there.

        Once published, the page would open them to all its readers.
        """
        named = files_in(value)
        return all(
            may_open(self.for_user, file)
            for file in named - (named and files_in(instead_of))
        )
