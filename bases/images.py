"""Images sent to a base from its own screens."""

from django import forms
from wagtail.images.fields import WagtailImageField

from bases.models import PortalImage
from bases.uploads import check_content


class ImageField(WagtailImageField):
    """An image that somebody sends: it is one, it is not too big, it is what its name says."""

    widget = forms.ClearableFileInput

    def clean(self, data, initial=None):
        image = super().clean(data, initial)
        if image and image is data:
            check_content(image)
        return image


def image_of_base(file, base, *, title, by, description=""):
    """Return a new image of `base`; without a description, it is one that says nothing."""
    return PortalImage.objects.create(
        title=title,
        file=file,
        base=base,
        uploaded_by_user=by,
        description=description,
        is_decorative=not description,
    )
