"""The homes of the planted bases: sections that name what their readers may not open."""

from bases.models import HomeSection
from bases.sections import show_on_home
from labase_site.leaks.portal import CLOSED, OWN


def plant_homes(portal, *, closed, ajar, own, contents, narrower):
    """Add sections to three homes: of what is closed, of what is narrower than its base, of both.

    `narrower`: a page of the open base that its readers do not open, under a title of its own.
    """
    plant = portal.lexicon.plant
    section = HomeSection.objects.create(base=closed, title=plant("closed section"))
    item = section.items.create(page=contents["published"])
    portal.note("home section", CLOSED, section.pk)
    portal.note("section and item", CLOSED, (section.pk, item.pk))
    hidden = HomeSection.objects.create(base=ajar, title=plant("section of the narrower"))
    hidden.items.create(page=narrower)
    # As if it had been moved since: a section of theirs still names a page that closed.
    theirs = HomeSection.objects.create(base=own, title="À eux")
    moved = theirs.items.create(page=contents["published"])
    portal.note("home section", OWN, theirs.pk)
    portal.note("section and item", OWN, (theirs.pk, moved.pk))
    for base in (closed, ajar, own):
        show_on_home(base, latest=True, members=True)
