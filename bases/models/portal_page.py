"""What every page of the portal shares."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import Page
from wagtail.search import index

from bases.forms import TITLE_LENGTH, PortalPageForm
from bases.models.bin import is_in_bin
from bases.panels import WhoSeesPanel
from bases.permissions import BinnedPagePermissionTester, PortalPagePermissionTester
from bases.reserved import RESERVED_SLUGS
from taxonomy.drafts import without_dangling_keys

SUMMARY_LENGTH = 560


class AbstractPortalPage(Page):
    """A page of the portal: a short title, a sentence, a card in listings, a door that checks."""

    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        blank=True,
        help_text=_("One to three sentences: what listings and search results show."),
    )

    # What listings call this type of page; those without a kind are in no listing.
    kind = ""
    # What is read in the same query as the page, when it is served.
    read_with = ()
    # The page that this one, still to be saved, is a copy of.
    copied_from = None
    # Restrictions are set on our own screen: Wagtail's dialog names every group of the site.
    private_page_options = []
    base_form_class = PortalPageForm

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [FieldPanel("slug")]
    settings_panels = [WhoSeesPanel(), PublishingPanel()]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        if check_fks:
            # An old version may name an entry of a vocabulary that staff merged or deleted since.
            data = without_dangling_keys(cls, data)
        return super().from_serializable_data(data, check_fks, strict_fks)

    @classmethod
    def for_reading(cls):
        """Return the pages of this type as they are served: with what is read in the same query."""
        return cls.objects.select_related(*cls.read_with)

    def clean(self):
        super().clean()
        errors = {}
        if len(self.title) > TITLE_LENGTH:
            errors["title"] = _(
                "The title has %(length)s characters: at most %(limit)s, please."
            ) % {"length": len(self.title), "limit": TITLE_LENGTH}
        if self.slug in RESERVED_SLUGS:
            errors["slug"] = _(
                "The address “%(slug)s” is kept for the portal: choose another."
            ) % {"slug": self.slug}
        if errors:
            raise ValidationError(errors)

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        # The top bar names the reader, and what is listed depends on them.
        patch_cache_control(response, private=True)
        return response

    def permissions_for_user(self, user):
        """Return what `user` may do with this page in the admin."""
        tester = (
            BinnedPagePermissionTester if is_in_bin(self) else PortalPagePermissionTester
        )
        return tester(user, self)

    @classmethod
    def can_create_at(cls, parent):
        """Say whether a page of this type may be added under `parent`."""
        return not is_in_bin(parent) and super().can_create_at(parent)

    def can_move_to(self, parent):
        """Say whether this page may stand under `parent`."""
        return not is_in_bin(parent) and super().can_move_to(parent)

    def copy_all_child_relations(self, target, **kwargs):
        """Copy what belongs to this page into `target`, which remembers where it comes from."""
        target.copied_from = self
        return super().copy_all_child_relations(target, **kwargs)

    def copy(self, **kwargs):
        """Copy this page with what closes it, as a draft where it is to another base."""
        from bases.copying import PortalCopyAction

        return PortalCopyAction(self, **kwargs).execute(skip_permission_checks=True)

    def card_values(self):
        """Return the columns of this page's card that its type alone knows."""
        return {}

    def facets(self):
        """Return what this page is filtered by, as `{facet: [value, …]}`."""
        return {}

    def shown_images(self):
        """Return the ids of the images that a reader of this page sees."""
        return set()

    def shown_documents(self):
        """Return the ids of the documents that a reader of this page may download."""
        return set()

    def searched_passages(self):
        """Return what this page says, as `[(anchor, heading, text), …]`: where, and what."""
        return []


class AbstractListedPage(AbstractPortalPage):
    """A page that people look for: a base, a fiche, a collection. Its card shows a cover."""

    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        help_text=_("One to three sentences: what listings and search results show."),
    )
    cover = models.ForeignKey(
        "bases.PortalImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Without an image of yours, a cover is drawn."),
    )

    class Meta:
        abstract = True

    def shown_images(self):
        return {self.cover_id} - {None}
