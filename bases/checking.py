"""Compares derived rows with what they are derived from, and mends them."""

from wagtail.models import Page

from bases import readerships
from bases.cards import columns_of, facet_values_of, files_opened_by, write_card
from bases.models import Card, Readership


def pages_with_wrong_cards():
    """Yield the pages, as specific instances, whose card is missing or says something else."""
    cards = Card.objects.in_bulk()
    for page in Page.objects.exclude(depth=1).specific().iterator(chunk_size=200):
        card = cards.get(page.pk)
        if card is None or _differs(card, page):
            yield page


def readerships_with_wrong_people():
    """Yield the readerships whose group holds other people than our rows say."""
    for readership in Readership.objects.select_related("group"):
        held = set(readership.group.user_set.values_list("pk", flat=True))
        people = readerships.people_of(readership)
        if held != set(people.values_list("pk", flat=True)):
            yield readership


def mend():
    """Write again every derived row that is wrong; return the pages, then the readerships."""
    pages = list(pages_with_wrong_cards())
    wrong = list(readerships_with_wrong_people())
    for page in pages:
        write_card(page)
    for readership in wrong:
        readerships.write_people(readership)
    return pages, wrong


def _differs(card, page):
    stored = {(row.facet, row.value) for row in card.facets.all()}
    wanted = facet_values_of(page)
    columns = columns_of(page, wanted)
    same = all(_value(card, name) == _pk(value) for name, value in columns.items())
    return stored != wanted or not same or _opens_other_files(page)


def _opens_other_files(page):
    stored = set(page.file_uses.values_list("image", "document"))
    images, documents = files_opened_by(page)
    wanted = {(image.pk, None) for image in images}
    wanted |= {(None, document.pk) for document in documents}
    return stored != wanted


def _value(card, name):
    field = Card._meta.get_field(name.removesuffix("_id"))
    return getattr(card, field.attname)


def _pk(value):
    return getattr(value, "pk", value)
