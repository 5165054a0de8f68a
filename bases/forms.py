"""The form of a page in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

TITLE_LENGTH = 100


class PortalPageForm(WagtailAdminPageForm):
    """A page's form: the title says how long it may be before it is sent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].help_text = _("At most %(limit)s characters.") % {
                "limit": TITLE_LENGTH
            }
