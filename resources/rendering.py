"""The content of a fiche as HTML: rendered once, when it is published."""

from django.conf import settings
from django.utils import translation
from django.utils.safestring import mark_safe

from bases.bulk import writes_in_bulk
from bases.placeholders import read_by
from bases.typography import typeset
from resources.models import RenderedBody, ResourcePage
from resources.sections import anchors_of


def store_rendered_body(page):
    """Keep the HTML of a published fiche; a fiche that is not published keeps none."""
    if page.live:
        html, contents = rendered(page.body)
        RenderedBody.objects.update_or_create(
            page_id=page.pk, defaults={"html": html, "contents": contents}
        )
    else:
        RenderedBody.objects.filter(page_id=page.pk).delete()


@writes_in_bulk
def store_new_rendered_bodies(pages):
    """Keep the HTML of the published fiches among pages just inserted."""
    fiches = [page for page in pages if isinstance(page, ResourcePage) and page.live]
    bodies = [(fiche, *rendered(fiche.body)) for fiche in fiches]
    RenderedBody.objects.bulk_create(
        RenderedBody(page_id=fiche.pk, html=html, contents=contents)
        for fiche, html, contents in bodies
    )


def store_all_rendered_bodies():
    """Render again every published fiche, after templates changed; return how many."""
    count = 0
    for page in ResourcePage.objects.live().iterator(chunk_size=100):
        store_rendered_body(page)
        count += 1
    return count


def rendered(body):
    """Return the HTML of `body`, with placeholders, and its contents `[{anchor, title}, …]`.

    It is kept for every reader: dates and buttons are in the language of the content.
    """
    anchors = anchors_of(body)
    with translation.override(settings.LANGUAGE_CODE):
        html = "\n".join(
            str(child.render_as_block(context={"anchor": anchors.get(place, [""])[0]}))
            for place, child in enumerate(body)
        )
    html = typeset(html)
    contents = [{"anchor": anchor, "title": title} for anchor, title in anchors.values()]
    return html, contents


def body_read_by(user, page, *, is_preview=False):
    """Return the HTML of a fiche's content for `user`, and its list of contents."""
    stored = None if is_preview else getattr(page, "rendered_body", None)
    html, contents = (stored.html, stored.contents) if stored else rendered(page.body)
    return mark_safe(read_by(user, html)), contents


def rendered_now(user, body):
    """Return the HTML of a `body` that is not kept, for `user`, and its list of contents."""
    html, contents = rendered(body)
    return mark_safe(read_by(user, html)), contents
