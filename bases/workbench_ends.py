"""What stays of a workbench when its person leaves: what they opened to all, without their name."""

from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.models import Page, Revision

from bases.access import shown_now
from bases.bin import put_in_bin
from bases.models import BasePage, Card

HELD = (Card.Kind.RESOURCE, Card.Kind.COLLECTION)


def end_workbench(base, *, of):
    """Put in the bin what is not open to all in the workbench `of` a person, or all of it."""
    held = Card.objects.filter(base=base, kind__in=HELD, in_bin=False)
    stays = held.filter(shown_now(), rule__isnull=True)
    if not stays.exists():
        put_in_bin(base)
        return
    for page in Page.objects.filter(card__in=held.exclude(pk__in=stays.values("pk"))):
        put_in_bin(page)
    _unname(base, of)


def _unname(base, person):
    """Give a workbench that stays a name and an address that do not tell whose it was."""
    if not _tells(base, person):
        return
    before = BasePage.objects.get(pk=base.pk)
    given = {
        "title": _("Workbench"),
        "draft_title": _("Workbench"),
        "slug": f"etabli-{base.pk}",
        "summary": "",
        "description": "",
        "seo_title": "",
        "search_description": "",
        "contact_email": "",
    }
    for name, value in given.items():
        setattr(base, name, value)
    base.save(clean=False)
    # The addresses that were handed round still lead to what stays.
    autocreate_redirects_on_slug_change(before, BasePage.objects.get(pk=base.pk))
    for version in Revision.objects.for_instance(base):
        version.content = {**version.content, **given}
        version.save(update_fields=["content"])


def _tells(base, person):
    """Say whether what a base says of itself names a person."""
    told = f"{base.title} {base.slug} {base.summary} {base.description}"
    words = set(slugify(strip_tags(told)).split("-"))
    return any(
        name and set(slugify(name).split("-")) <= words
        for name in (person.first_name, person.last_name)
    )
