"""What fiches and collections hold about a person: what they wrote."""

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import leaves_out, personal_data
from bases.access import visible_to
from bases.addresses import address_of
from bases.models import Card, Membership
from bases.teams import CONTRIBUTING
from resources.models import CoAuthor, CollectionItem, RenderedBody

leaves_out(
    {"wagtailcore.Page.owner": "told by the fiches, the collections and the drafts"}
)
SHOWN = (
    "page_id",
    "title",
    "summary",
    "base__title",
    "page__url_path",
    "first_published_at",
    "last_published_at",
)


@personal_data("fiches", title=_("My fiches"), covers=["resources.CoAuthor.user"])
def fiches(person):
    """Yield the fiches of a person that they may read, with their content."""
    for row in _published(person, Card.Kind.RESOURCE):
        body = RenderedBody.objects.filter(page=row["id"]).values_list("html", flat=True)
        yield {**row, "body_html": body.first() or ""}
    signed = CoAuthor.objects.filter(user=person).order_by("pk")
    for author in signed.values("name", "page_id"):
        yield {"id": author["page_id"], "signed_as": author["name"]}


@personal_data("collections", title=_("My collections"))
def collections(person):
    """Yield the collections of a person that they may read, with what they hold."""
    for row in _published(person, Card.Kind.COLLECTION):
        items = CollectionItem.objects.filter(collection=row["id"]).order_by("position")
        cards = Card.objects.filter(pk__in=items.values("item"))
        titles = dict(visible_to(person, among=cards).values_list("pk", "title"))
        held = [titles[pk] for pk in items.values_list("item", flat=True) if pk in titles]
        yield {**row, "fiches": held}


@personal_data("brouillons", title=_("My drafts"))
def drafts(person):
    """Yield what a person has not published, in the bases where they write."""
    written = Membership.objects.filter(user=person, role__in=CONTRIBUTING)
    cards = Card.objects.filter(
        kind__in=[Card.Kind.RESOURCE, Card.Kind.COLLECTION],
        page__owner=person,
        base__in=written.values("base"),
        in_bin=False,
    )
    found = cards.exclude(live=True, page__has_unpublished_changes=False)
    for card in found.order_by("pk").select_related("page__latest_revision").iterator():
        revision = card.page.latest_revision
        content = revision.content if revision else {}
        yield {
            "id": card.pk,
            "title": card.page.draft_title,
            "summary": content.get("summary", card.summary),
            "body": content.get("body", ""),
            "changed_at": card.page.latest_revision_created_at,
        }


def _published(person, kind):
    cards = Card.objects.filter(kind=kind, page__owner=person)
    found = visible_to(person, among=cards).order_by("pk").values(*SHOWN)
    for row in found.iterator():
        yield {
            "id": row["page_id"],
            "title": row["title"],
            "summary": row["summary"],
            "base": row["base__title"],
            "address": address_of(row["page__url_path"]),
            "first_published_at": row["first_published_at"],
            "last_published_at": row["last_published_at"],
        }
