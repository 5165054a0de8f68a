"""The screen on which staff choose what is shown before the answers to some questions."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.models import Page

from bases.admin.known import choosable_by
from bases.admin.naming import NamedPagePanel
from bases.models import Card
from search.models import PromotedPage
from search.promoted import compared
from search.questions import MAX_LENGTH
from taxonomy.backoffice import AbstractBackOfficeAdmin

PROMOTED_TYPES = ["resources.ResourcePage", "resources.CollectionPage", "bases.BasePage"]
PROMOTED_KINDS = [Card.Kind.RESOURCE, Card.Kind.COLLECTION, Card.Kind.BASE]
NO_PAGE = gettext_lazy("Choose a published page that you may read.")


class PromotedPageForm(WagtailAdminModelForm):
    """Questions that say something, and a published page that the person may read."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What does not exist is told as what one may not read.
        self.fields["page"].error_messages["invalid_choice"] = NO_PAGE

    def clean_words(self):
        lines = [
            " ".join(line.split()) for line in self.cleaned_data["words"].splitlines()
        ]
        lines = list(dict.fromkeys(line for line in lines if compared(line)))
        if not lines:
            raise ValidationError(
                _("Write one question at least, of one word or several.")
            )
        if any(len(line) > MAX_LENGTH for line in lines):
            sentence = _("A question has at most %(limit)s characters.")
            raise ValidationError(sentence % {"limit": MAX_LENGTH})
        return "\n".join(lines)

    def clean_page(self):
        page = self.cleaned_data["page"]
        if "page" in self.changed_data and not _may_be_promoted(self.for_user, page):
            raise ValidationError(NO_PAGE)
        return page

    def clean(self):
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            sentence = _("It would end before it starts: choose a later date.")
            self.add_error("ends_on", sentence)
        return cleaned


class PromotedPageAdmin(AbstractBackOfficeAdmin):
    """What is promoted, of what the person may read."""

    model = PromotedPage
    menu_icon = "pick"
    menu_order = 532
    list_display = ["__str__", "page", "sentence", "starts_on", "ends_on"]
    list_export = ["words", "page", "sentence", "starts_on", "ends_on"]
    list_select_related = ["page"]
    search_fields = ["words", "sentence"]
    ordering = ["words", "pk"]

    def get_queryset(self, request):
        readable = choosable_by(request.user, Page.objects.all()).values("pk")
        return super().get_queryset(request).filter(page__in=readable)

    def get_edit_handler(self):
        """Return the panels of a promoted page, whose form checks them."""
        panels = [
            FieldPanel("words"),
            NamedPagePanel("page", PROMOTED_TYPES),
            FieldPanel("sentence"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ]
        return ObjectList(panels, base_form_class=PromotedPageForm)


def _may_be_promoted(user, page):
    pages = Page.objects.filter(pk=page.pk, card__kind__in=PROMOTED_KINDS, live=True)
    return choosable_by(user, pages).exists()
