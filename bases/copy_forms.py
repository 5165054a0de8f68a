"""The form by which a page is copied in the admin."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.pages import CopyForm

from bases.forms import TITLE_LENGTH
from bases.places import place_field
from bases.reserved import RESERVED_SLUGS


class PortalCopyForm(CopyForm):
    """A copy's title, address and place, among those where the person may add a page."""

    publish_help = gettext_lazy(
        "In its own base only: in another base a copy is a draft, kept for those who read the"
        " original. Read it again, choose who may read it, then publish it."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # An alias would show the page where its restrictions do not reach.
        self.fields.pop("alias", None)
        self.fields["new_title"].max_length = TITLE_LENGTH
        self.fields["new_title"].widget.attrs["maxlength"] = TITLE_LENGTH
        place = self.fields["new_parent_page"]
        self.fields["new_parent_page"] = place_field(place, user=self.user)
        if "publish_copies" in self.fields:
            self.fields["publish_copies"].help_text = self.publish_help

    def clean_new_title(self):
        title = self.cleaned_data["new_title"]
        if len(title) > TITLE_LENGTH:
            raise ValidationError(
                _("At most %(limit)s characters.") % {"limit": TITLE_LENGTH}
            )
        return title

    def clean_new_slug(self):
        slug = self.cleaned_data["new_slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(
                _("The address “%(slug)s” is kept for the portal: choose another.")
                % {"slug": slug}
            )
        return slug
