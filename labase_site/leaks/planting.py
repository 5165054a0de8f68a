"""Builds the portal of the proof.

Two bases of one team: one closed, one open that holds narrower fiches and drafts. And a base of
the readers, whose own pages name the closed ones, as they did before those closed.
"""

from django.core.cache import cache
from django.db import transaction
from taggit.models import Tag
from wagtail.models import Collection, Page, Revision

from accounts.models import CharterVersion, VerifiedDomain
from bases import readerships, visibility
from bases.models import BaseIndexPage, BasePage
from labase_site.leaks.around import plant_around
from labase_site.leaks.files import FileMaker, mark_renditions
from labase_site.leaks.homes import plant_homes
from labase_site.leaks.new_rows import number_new_rows
from labase_site.leaks.own import plant_own
from labase_site.leaks.pages import PageMaker, plant_published, plant_unpublished
from labase_site.leaks.people import make_readers, make_team, plant_profiles
from labase_site.leaks.portal import CLOSED, OPEN, OWN, Portal
from labase_site.leaks.register import models_without_a_row
from labase_site.leaks.said import plant_said
from labase_site.leaks.saved import plant_saved
from labase_site.leaks.teams import bin_page, plant_team_rows
from resources.models import ResourcePage
from search.models import SynonymGroup
from taxonomy.models import (
    AbstractTerm,
    ActorType,
    Keyword,
    Territory,
    Theme,
    ThemeCategory,
)


class NotPlanted(Exception):
    """Some models hold nothing of a closed base: the walk would say nothing of them."""


def planted_portal(seed=2026):
    """Build the portal of the proof in an empty database, and return it."""
    # It may know sizes of images, and sites, of another database.
    cache.clear()
    portal = Portal(seed)
    with transaction.atomic():
        _plant(portal)
    if missing := models_without_a_row(portal):
        raise NotPlanted(", ".join(missing))
    number_new_rows()
    return portal


def _plant(portal):
    _plant_vocabularies(portal)
    index = BaseIndexPage.objects.get()
    closed = _closed_base(portal, index)
    ajar = _base(index, "Base entrouverte", "entrouverte")
    own = _base(index, "Base à eux", "a-eux")
    team = make_team(portal, [closed, ajar])
    make_readers(portal, own=own, closed=closed)
    maker = PageMaker(portal, former=portal.readers["former"].user)
    contents = _plant_closed(portal, maker, team, closed)
    narrower = _plant_ajar(portal, maker, team, ajar)
    plant_own(portal, own, closed=closed, contents=contents)
    plant_homes(
        portal, closed=closed, ajar=ajar, own=own, contents=contents, narrower=narrower
    )
    plant_around(portal, team, closed=closed, contents=contents)
    plant_profiles(portal, team)
    plant_team_rows(portal, team, base=closed, contents=contents)
    plant_said(portal, team, base=closed, own=own, contents=contents)
    plant_saved(portal, team)
    _note(portal)


def _plant_vocabularies(portal):
    """Add an entry to each vocabulary: they are the portal's, and open to all."""
    category = ThemeCategory.objects.create(name="Catégorie", slug="terme")
    theme = Theme.objects.create(name="Thème", slug="terme", category=category)
    Territory.objects.create(
        name="Pays", slug="terme", code="P", level=Territory.Level.COUNTRY
    )
    for model in AbstractTerm.__subclasses__():
        term = model.objects.order_by("pk").first() or model.objects.create(
            name="Terme", slug="terme"
        )
        portal.note("term", OWN, term.pk)
    portal.note("theme", OWN, theme.slug)
    confirmed = VerifiedDomain.objects.create(
        domain="verifie.example", actor_type=ActorType.objects.first()
    )
    portal.note("verified domain", OWN, confirmed.pk)
    portal.note("charter", OWN, *CharterVersion.objects.values_list("pk", flat=True))
    # Staff's own words: one group is as good as another.
    portal.note(
        "synonyms", OWN, SynonymGroup.objects.values_list("pk", flat=True).first()
    )


def _closed_base(portal, index):
    maker = PageMaker(portal, former=None)
    base = maker.add(BasePage, index, "closed base", contact_shown=True)
    visibility.set_visibility(base, visibility.Visibility.PRIVATE)
    return base


def _plant_closed(portal, maker, team, closed):
    """Fill the closed base; return its pages by situation."""
    uploader = portal.readers["former"].user
    files = FileMaker(portal, uploader=uploader)
    shown = files.files(closed, "file of the closed base")
    closed.cover = shown.cover
    closed.logo = files.image(closed, "logo of the closed base")
    closed.save_revision().publish()
    maker.revise(closed, "draft of the closed base", files=shown)
    files.image(closed, "unused image")
    files_of_a_member = FileMaker(portal, uploader=team["contributor"])
    files_of_a_member.document(None, "document of no base yet")
    contents = plant_published(maker, closed, shown)
    contents |= plant_unpublished(maker, closed, shown)
    contents["binned"] = maker.add(ResourcePage, closed, "fiche in the bin", files=shown)
    entry = bin_page(portal, contents["binned"], by=team["owner"])
    portal.note("page path", CLOSED, entry.url_path.removeprefix("/home/"))
    return contents


def _plant_ajar(portal, maker, team, ajar):
    """Narrow what is published in an open base; leave there drafts and a fiche in the bin.

    Return one of what is narrowed.
    """
    files = FileMaker(portal, uploader=maker.former)
    shown = files.files(ajar, "file of a narrower fiche")
    published = plant_published(maker, ajar, shown)
    for page in published.values():
        visibility.restrict_to(page, [readerships.team_of(ajar.pk)])
    binned = maker.add(ResourcePage, ajar, "binned fiche of an open base", files=shown)
    bin_page(portal, binned, by=team["owner"])
    _plant_drafts(portal, ajar, maker.former)
    return published["published"]


def _plant_drafts(portal, ajar, author):
    """Leave drafts in an open base: moderators may read them, and nobody else."""
    moderation = {"moderator"}
    files = FileMaker(portal, uploader=author, readers=moderation)
    maker = PageMaker(portal, former=author, readers=moderation, situation=OPEN)
    shown = files.files(ajar, "file of the drafts of an open base")
    plant_unpublished(maker, ajar, shown)
    maker.revise(ajar, "draft of an open base", files=shown)
    portal.note("page", OPEN, ajar.pk)


def _base(index, title, slug):
    base = BasePage(title=title, slug=slug, summary="Une base.")
    index.add_child(instance=base)
    return base


def _note(portal):
    """Note what addresses may name, by the pages that are closed and by their files."""
    mark_renditions(portal)
    hidden = [pk for pk, situation in portal.values("page") if situation != OWN]
    for page in Page.objects.filter(pk__in=hidden):
        portal.note("page path", CLOSED, page.url_path.removeprefix("/home/"))
    _note_slugs(portal)
    _note_versions(portal)
    portal.note("tag", CLOSED, *Tag.objects.values_list("name", flat=True))
    portal.note("keyword", CLOSED, *Keyword.objects.values_list("pk", flat=True))
    portal.note("media collection", OWN, Collection.get_first_root_node().pk)


def _note_slugs(portal):
    """Note the slugs that the screens of bases and of their pages are asked by."""
    for path, situation in portal.values("page path"):
        _bases, *slugs = path.strip("/").split("/")
        if slugs:
            portal.note("slug of a base", situation, slugs[0])
        if len(slugs) == 2:
            portal.note("slug of a page", situation, slugs[1])
            portal.note("slugs of a base and a page", situation, tuple(slugs))


def _note_versions(portal):
    """Note each version of each page, and those of closed pages under a page of the readers."""
    situations = dict(portal.values("page"))
    own = portal.first("page", OWN)
    versions = Revision.page_revisions.filter(object_id__in=map(str, situations))
    for version in versions.order_by("pk"):
        page = int(version.object_id)
        portal.note("page and version", situations[page], (page, version.pk))
        portal.note("compared versions", situations[page], (page, version.pk, "latest"))
        portal.note("compared versions", CLOSED, (own, version.pk, "latest"))
    for page, situation in situations.items():
        portal.note("compared versions", situation, (page, "earliest", "live"))
