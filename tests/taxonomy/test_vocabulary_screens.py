"""Staff keep the vocabularies in the admin."""

import csv
import io

import pytest

from resources.models import ResourcePage
from taxonomy.models import (
    ActorType,
    Audience,
    Keyword,
    Licence,
    Nature,
    Territory,
    Theme,
    ThemeCategory,
)
from tests import factories
from tests.taxonomy.screens import address, said

pytestmark = pytest.mark.django_db

VOCABULARIES = {
    ActorType: factories.ActorTypeFactory,
    Audience: factories.AudienceFactory,
    Keyword: factories.KeywordFactory,
    Licence: factories.LicenceFactory,
    Nature: factories.NatureFactory,
    Territory: factories.TerritoryFactory,
    Theme: factories.ThemeFactory,
    ThemeCategory: factories.ThemeCategoryFactory,
}
each_vocabulary = pytest.mark.parametrize(
    ("model", "make"),
    VOCABULARIES.items(),
    ids=lambda each: getattr(each, "__name__", ""),
)


@each_vocabulary
def test_a_vocabulary_has_all_its_screens(model, make, as_keeper):
    term = make(name="Une entrée")
    for action in ["", "create"]:
        assert as_keeper.get(address(model, action)).status_code == 200
    for action in ["edit", "inspect", "delete", "history", "merge"]:
        response = as_keeper.get(address(model, action, term))
        assert response.status_code == 200
        assert "Une entrée" in response.text
    for format in ["csv", "xlsx"]:
        exported = as_keeper.get(address(model), {"export": format})
        assert b"".join(exported.streaming_content)


@each_vocabulary
def test_a_vocabulary_sorts_by_each_of_its_columns(model, make, as_keeper):
    for _each in range(2):
        make()
    columns = len(as_keeper.get(address(model)).context["view"].list_display)
    for column in range(columns):
        for order in (f"{column}", f"-{column}"):
            assert as_keeper.get(address(model), {"o": order}).status_code == 200


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Nature, {"definition": "Un lieu.", "position": "4"}),
        (Audience, {"definition": "", "position": "1", "group": "professionals"}),
        (Territory, {"position": "1", "code": "99", "level": "department"}),
        (Licence, {"position": "1", "spdx": "MIT", "url": ""}),
        (ActorType, {"position": "1", "verified": "on"}),
        (ThemeCategory, {"position": "1", "family": "culture"}),
        (Keyword, {}),
    ],
)
def test_staff_add_an_entry(model, fields, as_keeper):
    fields = {"name": "Une  entrée d'été", **fields}
    response = as_keeper.post(address(model, "create"), fields)
    assert response.url == address(model)
    added = model.objects.get()
    assert (added.name, added.slug) == ("Une entrée d'été", "une-entree-d-ete")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Jeux !", "jeux-2"), ("★", "nature"), ("d" * 150, "d" * 90), ("l’Été", "l-ete")],
)
def test_an_entry_gets_an_address_of_its_own(name, slug, as_keeper):
    factories.NatureFactory(name="Jeux", slug="jeux")
    as_keeper.post(address(Nature, "create"), {"name": name, "position": "1"})
    assert Nature.objects.get(name=name).slug == slug


def test_staff_add_a_theme_in_its_category(as_keeper):
    category = factories.ThemeCategoryFactory()
    fields = {"name": "Données", "category": category.pk}
    as_keeper.post(address(Theme, "create"), {**fields, "position": "3"})
    assert Theme.objects.get().category == category


def test_a_new_entry_comes_after_all_others(as_keeper):
    factories.NatureFactory(position=70)
    form = as_keeper.get(address(Nature, "create")).context["form"]
    assert form["position"].value() > 70


def test_the_history_of_an_entry_says_what_was_done(as_keeper):
    nature = factories.NatureFactory()
    history = address(Nature, "history", nature)
    assert not as_keeper.get(history).context["object_list"]
    as_keeper.post(address(Nature, "edit", nature), {"name": "Jeu", "position": "1"})
    page = as_keeper.get(history)
    assert len(page.context["object_list"]) == 1
    assert "<table" in page.text


def test_renaming_an_entry_keeps_its_address(as_keeper):
    theme = factories.ThemeFactory(name="Parents", slug="parents")
    fields = {"name": "Parentalité", "slug": "autre", "position": "1"}
    as_keeper.post(
        address(Theme, "edit", theme), {**fields, "category": theme.category_id}
    )
    theme.refresh_from_db()
    assert (theme.name, theme.slug) == ("Parentalité", "parents")


@each_vocabulary
def test_two_entries_have_not_the_same_name_in_capitals_or_not(model, make, as_keeper):
    term, _other = make(name="parentalite"), make(name="Jeux")
    fields = {"name": "PARENTALITE", "slug": "autre", "position": "1"}
    response = as_keeper.post(address(model, "create"), fields)
    assert response.status_code == 200
    assert "name" in response.context["form"].errors
    # The entry itself may change the case of its own.
    form = as_keeper.post(address(model, "edit", term), fields)
    assert form.status_code == 302 or "name" not in form.context["form"].errors


def test_a_territory_stands_within_a_wider_one(as_keeper):
    region = factories.TerritoryFactory(level="region")
    fields = {"name": "Une région", "slug": "r", "code": "R", "position": "1"}
    fields |= {"level": "region", "parent": region.pk}
    response = as_keeper.post(address(Territory, "create"), fields)
    assert "parent" in response.context["form"].errors
    as_keeper.post(address(Territory, "create"), {**fields, "level": "department"})
    assert Territory.objects.get(code="R").parent == region


def test_the_list_says_how_many_fiches_use_each_entry(as_keeper):
    used, unused = factories.ThemeFactory(), factories.ThemeFactory()
    factories.ResourcePageFactory.create_batch(3, themes=[used])
    exported = as_keeper.get(address(Theme), {"export": "csv"})
    rows = csv.DictReader(io.StringIO(b"".join(exported.streaming_content).decode()))
    fiches = str(ResourcePage._meta.verbose_name_plural).capitalize()
    counts = {next(iter(row.values())): row[fiches] for row in rows}
    assert counts == {used.name: "3", unused.name: "0"}
    assert "field-used_by_resources_resourcepage" in as_keeper.get(address(Theme)).text


@each_vocabulary
def test_the_queries_of_a_list_do_not_grow_with_its_entries(
    model, make, as_keeper, count_queries
):
    def read():
        assert as_keeper.get(address(model)).status_code == 200

    make()
    read()
    few = count_queries(read)
    for _each in range(5):
        make()
    assert count_queries(read) == few


@pytest.mark.parametrize("words", ["parentalité", "PARENTALITE", "écrans"])
def test_an_entry_is_found_by_its_words(words, as_keeper):
    factories.ThemeFactory(
        name="Parentalité", slug="parentalite", definition="Parler des écrans."
    )
    factories.ThemeFactory(name="Données", slug="donnees")
    found = as_keeper.get(address(Theme), {"q": words}).context["object_list"]
    assert [theme.name for theme in found] == ["Parentalité"]


def test_a_list_is_filtered_by_what_it_offers(as_keeper):
    theme, _other = factories.ThemeFactory.create_batch(2)
    query = {"category__id__exact": theme.category_id}
    assert list(as_keeper.get(address(Theme), query).context["object_list"]) == [theme]
    region = factories.TerritoryFactory(level="region")
    factories.TerritoryFactory()
    query = {"level__exact": "region"}
    found = as_keeper.get(address(Territory), query).context["object_list"]
    assert list(found) == [region]


def test_an_entry_in_use_is_kept_and_its_uses_are_said(as_keeper):
    theme = factories.ThemeFactory()
    factories.ResourcePageFactory.create_batch(2, themes=[theme])
    for response in (
        as_keeper.get(address(Theme, "delete", theme)),
        as_keeper.post(address(Theme, "delete", theme)),
    ):
        assert f"2 {ResourcePage._meta.verbose_name_plural}" in response.text
        assert address(Theme, "merge", theme) in response.text
    assert response.status_code == 409
    assert Theme.objects.filter(pk=theme.pk).exists()


def test_an_entry_that_nothing_uses_is_deleted(as_keeper):
    theme = factories.ThemeFactory(name="Inutile")
    response = as_keeper.post(address(Theme, "delete", theme), follow=True)
    assert "Inutile" in said(response)
    assert not Theme.objects.exists()


def test_looking_at_the_deletion_deletes_nothing(as_keeper):
    theme = factories.ThemeFactory()
    as_keeper.get(address(Theme, "delete", theme))
    assert Theme.objects.exists()


def test_a_keyword_is_forbidden_and_allowed_again(as_keeper):
    keyword = factories.KeywordFactory(name="divers")
    edit = address(Keyword, "edit", keyword)
    as_keeper.post(edit, {"name": "divers", "forbidden": "on"})
    assert Keyword.objects.get().forbidden
    as_keeper.post(edit, {"name": "divers"})
    assert not Keyword.objects.get().forbidden


def test_a_keyword_is_renamed(as_keeper):
    keyword = factories.KeywordFactory(name="imprimantes", slug="imprimantes")
    as_keeper.post(address(Keyword, "edit", keyword), {"name": "imprimante"})
    keyword.refresh_from_db()
    assert (keyword.name, keyword.slug) == ("imprimante", "imprimantes")


def test_a_superuser_keeps_vocabularies_too(client):
    client.force_login(factories.UserFactory(is_superuser=True))
    assert client.get(address(Theme)).status_code == 200
