"""The first screen of the admin: the bases of the person, what they were writing."""

from django.db.models import Max
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageLogEntry

from bases.admin.known import known_to
from bases.models import BasePage
from bases.policies.standing import bases_written_by

BASES_SHOWN = 12
DRAFTS_SHOWN = 8


class BasesPanel(Component):
    """The bases that the person writes in, with what is done there."""

    name = "bases"
    order = 100
    template_name = "bases/admin/home_bases.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        bases = BasePage.objects.filter(pk__in=bases_written_by(user))
        bases = list(bases.order_by("title", "pk")[: BASES_SHOWN + 1])
        return {"bases": bases[:BASES_SHOWN], "more": len(bases) > BASES_SHOWN}


class RecentPagesPanel(Component):
    """What the person wrote last, among the pages that they still handle."""

    name = "recent_pages"
    order = 200
    template_name = "bases/admin/home_recent.html"

    def get_context_data(self, parent_context):
        return {"pages": recent_pages(parent_context["request"].user)}


def recent_pages(user):
    """Return the pages that `user` wrote last and still handles, each with `edited_at`."""
    handled = known_to(user, Page).filter(depth__gt=1).values("pk")
    edits = (
        PageLogEntry.objects.filter(
            user=user, action__in=["wagtail.edit", "wagtail.create"], page__in=handled
        )
        .values("page")
        .annotate(edited_at=Max("timestamp"))
        .order_by("-edited_at", "-page")[:DRAFTS_SHOWN]
    )
    edited = {each["page"]: each["edited_at"] for each in edits}
    pages = Page.objects.in_bulk(edited)
    for pk, page in pages.items():
        page.edited_at = edited[pk]
    return [pages[pk] for pk in edited if pk in pages]


def panels_of(user):
    """Return the panels of the first screen of `user`."""
    own = [RecentPagesPanel()]
    return [BasesPanel(), *own] if bases_written_by(user).exists() else own


def summaries_of(user, items):
    """Return of Wagtail's summaries those that count what the person handles only."""
    if user.is_superuser:
        return items
    return [item for item in items if not isinstance(item, PagesSummaryItem)]
