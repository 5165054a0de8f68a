"""What is inserted in bulk is what the CMS would have written, one page at a time."""

from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command

from bases import bulk
from bases.access import may_read, visible_to
from bases.models import BaseIndexPage, BaseNetwork, BasePage, BaseSettings, Card
from resources.models import CoAuthor, CollectionPage, ResourceKeyword, ResourcePage
from tests import factories
from tests.resources.bodies import body_of

# Versions of a draft, who did what, and how often a row changed: they do not derive from a page.
HISTORY = {"wagtailcore.Revision", "wagtailcore.PageLogEntry", "search.MemoryChange"}


@pytest.fixture
def described(db):
    """Return a function that makes an unsaved page of a type, with all that it may hold."""
    image, document = factories.ImageFactory(), factories.DocumentFactory()
    image.get_rendition("fill-640x320|format-webp")
    terms = {
        "themes": [factories.ThemeFactory()],
        "natures": [factories.NatureFactory()],
        "beneficiaries": [factories.AudienceFactory()],
    }
    keyword = factories.KeywordFactory()
    actor_type = factories.ActorTypeFactory()

    def make(model, slug):
        page = model(title=f"Titre {slug}", slug=slug, summary="Une phrase.", cover=image)
        if model is BasePage:
            page.actor_types = [actor_type]
            page.networks = [BaseNetwork(network="other", url="https://exemple.test")]
        if model is ResourcePage:
            for name, chosen in terms.items():
                setattr(page, name, chosen)
            page.resource_keywords = [ResourceKeyword(tag=keyword)]
            page.co_authors = [CoAuthor(name="Une équipe")]
            page.body = body_of(
                ("rich_text", "<p>Un texte.</p>"),
                ("files", {"files": [{"document": document.pk}]}),
            )
            # The blocks hold the document itself: it is not looked for at each page.
            assert [block.value for block in page.body]
        return page

    return make


@pytest.fixture
def parents(base):
    return {
        BasePage: BaseIndexPage.objects.get(),
        ResourcePage: base,
        CollectionPage: base,
    }


def rows():
    """Return how many rows each table has, but for the history."""
    models = [model for model in apps.get_models() if model._meta.label not in HISTORY]
    return Counter({model._meta.label: model._base_manager.count() for model in models})


def rows_added(act):
    before = rows()
    act()
    return rows() - before


@pytest.mark.parametrize("default", BaseSettings.DefaultReadership.values)
@pytest.mark.parametrize("model", [BasePage, ResourcePage, CollectionPage])
def test_a_page_inserted_in_bulk_has_every_row_of_a_page_that_is_saved(
    model, default, described, parents, base
):
    BaseSettings.objects.filter(base=base).update(default_readership=default)
    factories.MembershipFactory(base=base)
    parent = parents[model]
    # The first one may make rows that all share: the readership of a team, its rule.
    parent.add_child(instance=described(model, "premiere"))

    saved = rows_added(lambda: parent.add_child(instance=described(model, "seule")))
    placed = [(parent, described(model, "lot"))]
    inserted = rows_added(lambda: bulk.insert_pages(placed))

    assert inserted == saved
    assert inserted["bases.Card"] == 1


def test_nothing_has_to_be_mended_after_pages_are_inserted(described, parents, capsys):
    bases = [described(BasePage, f"base-{number}") for number in range(2)]
    bulk.insert_pages((parents[BasePage], base) for base in bases)
    bulk.insert_pages(
        (base, described(model, f"{model.__name__.lower()}-{number}"))
        for base in bases
        for model in (ResourcePage, CollectionPage)
        for number in range(2)
    )

    call_command("check_cards")
    call_command("fixtree")

    told = capsys.readouterr()
    assert told.out.count("No problems found.") == 2, told.out
    assert "0 card(s) and 0 readership(s) wrong" in told.err


def test_pages_are_inserted_after_those_that_stand_there(described, base):
    first = factories.ResourcePageFactory(parent=base)
    last = factories.ResourcePageFactory(parent=base)
    first.delete()

    bulk.insert_pages((base, described(ResourcePage, f"lot-{n}")) for n in range(2))
    later = factories.ResourcePageFactory(parent=BasePage.objects.get(pk=base.pk))

    children = BasePage.objects.get(pk=base.pk).get_children()
    slugs = list(children.values_list("slug", flat=True))
    assert slugs == [last.slug, "lot-0", "lot-1", later.slug]


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
@pytest.mark.parametrize("closed", ["nothing", "base", "new"])
def test_a_page_inserted_in_bulk_opens_to_those_who_may_read_it(
    closed, kind, described, base, visitors, restrict, client
):
    if closed == "base":
        restrict(base)
    elif closed == "new":
        team = BaseSettings.DefaultReadership.TEAM
        BaseSettings.objects.filter(base=base).update(default_readership=team)
    bulk.insert_pages([(base, described(ResourcePage, "lot"))])
    page = ResourcePage.objects.get(slug="lot")
    visitor = visitors[kind]
    if visitor.is_authenticated:
        client.force_login(visitor)

    opened = client.get(page.url).status_code == 200
    listed = visible_to(visitor, among=Card.objects.filter(pk=page.pk)).exists()

    wanted = closed == "nothing" or kind in {"member", "superuser"}
    assert opened is listed is may_read(visitor, page.pk) is wanted


def test_the_number_of_queries_does_not_grow_with_the_pages_inserted(
    described, base, count_queries
):
    def insert(prefix, count):
        placed = [(base, described(ResourcePage, f"{prefix}-{n}")) for n in range(count)]
        return count_queries(lambda: bulk.insert_pages(placed))

    insert("premier", 1)
    assert insert("peu", 2) == insert("autant", 6)
