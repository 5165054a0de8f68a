"""What a person tells of themself: a page of theirs, for all or for nobody."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.portraits import portrait_name


class Profile(models.Model):
    """What a person tells of themself. Written by `accounts.profiles` and by nothing else.

    Nobody else sees it until the person opens it; whoever has no row keeps theirs to themself.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="profile",
        verbose_name=_("person"),
    )
    # Given when the profile first opens, and kept: a name that changes breaks no link.
    slug = models.SlugField(max_length=120, blank=True, editable=False)
    is_public = models.BooleanField(_("public"), default=False)
    is_named = models.BooleanField(_("named among members and followers"), default=False)
    photo = models.ImageField(_("photo"), upload_to=portrait_name, blank=True)
    role = models.CharField(_("role or job"), max_length=100, blank=True)
    description = models.TextField(_("description"), max_length=560, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=~models.Q(slug=""),
                name="one_profile_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(is_public=False) | ~models.Q(slug=""),
                name="a_public_profile_has_an_address",
            ),
        ]

    def __str__(self):
        return str(self.user)

    @property
    def url(self):
        """The public address, empty as long as there is none."""
        return reverse("person", args=[self.slug]) if self.is_public else ""

    @property
    def photo_url(self):
        """The address of the photo, which checks who asks; empty without a photo."""
        return reverse("portrait", args=[self.photo_key]) if self.photo else ""

    @property
    def photo_key(self):
        """The last part of the photo's name, drawn at random."""
        return self.photo.name.rpartition("/")[2]
