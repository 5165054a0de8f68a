"""Keywords on fiches."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, Page

from bases.admin.known import choosable_by
from bases.cards import write_cards
from taxonomy.models import Keyword


def write_cards_with(keyword):
    """Write again the cards of the fiches that carry a keyword which was renamed or forbidden."""
    carriers = keyword.resource_keywords.values("content_object")
    write_cards(Page.objects.filter(pk__in=carriers))


def keywords_proposed_to(user, *, start):
    """Return the keywords that begin so, among those of what `user` reads or handles.

    Those that staff wrote themselves are everybody's.
    """
    pages = choosable_by(user, Page.objects.all()).values("pk")
    written = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Keyword), action="wagtail.create"
    )
    proposed = Keyword.objects.annotate(key=Cast("pk", output_field=CharField())).filter(
        Q(resource_keywords__content_object__in=pages)
        | Q(key__in=written.values("object_id")),
        name__istartswith=start,
        forbidden=False,
    )
    return proposed.distinct().order_by("name", "pk")
