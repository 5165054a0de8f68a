"""The home of a base: its sections, what is shown beside, and who puts them together."""

import pytest
from django.test import Client
from django.utils.text import slugify

from accounts.models import Profile
from bases.access import visible_to
from bases.bin import put_in_bin, restore
from bases.memberships import Refusal
from bases.models import BaseSettings, Card, HomeSection, SectionItem
from bases.sections import (
    MOST_ITEMS,
    MOST_SECTIONS,
    add_section,
    feature,
    move_item,
    move_section,
)
from bases.visibility import Visibility, set_visibility
from tests import factories
from tests.bases.teams import team_of

HOME = "/bases/mediatheques/rubriques/"
MEMBERS = "/bases/mediatheques/membres/"
ADMINISTERING = ("owner", "administrator", "superuser")


@pytest.fixture
def people(base):
    return team_of(base).people


@pytest.fixture
def administrator(people):
    return people["administrator"]


@pytest.fixture
def section(base):
    return add_section(base, "Pour commencer")


@pytest.fixture
def send(client, administrator):
    """Send a form of the home as its administrator, and return the page that follows."""
    client.force_login(administrator)

    def post(path="", **fields):
        return client.post(f"{HOME}{path}", fields, follow=True)

    return post


def titles(client, base):
    """Return what the sections of the page of `base` show: `{title: [page, …]}`."""
    sections = client.get(base.url).context["sections"]
    return {
        section["title"]: [card["title"] for card in section["cards"]]
        for section in sections
    }


def test_sections_show_what_was_chosen_in_the_order_that_was_chosen(
    client, base, resource, administrator, section
):
    collection = factories.CollectionPageFactory(parent=base, title="Le mois du livre")
    last = add_section(base, "Ce mois-ci")
    feature(section, resource.pk, administrator)
    feature(section, collection.pk, administrator)
    feature(last, resource.pk, administrator)
    add_section(base, "Vide")

    both = [resource.title, collection.title]
    found = titles(client, base)
    assert list(found.items()) == [
        ("Pour commencer", both),
        ("Ce mois-ci", [resource.title]),
    ]

    move_section(last, by=-1)
    move_item(section.items.get(page=collection.pk), to=1)
    assert list(titles(client, base).items()) == [
        ("Ce mois-ci", [resource.title]),
        ("Pour commencer", both[::-1]),
    ]


def test_administrators_alone_put_the_home_together(base, people, section, subtests):
    for who, user in {**people, "anonymous": None}.items():
        client = Client()
        if user:
            client.force_login(user)
        may = who in ADMINISTERING
        refused = 302 if who == "anonymous" else 403
        with subtests.test(who):
            assert client.get(HOME).status_code == (200 if may else refused)
            for path in ("a-cote/", f"{section.pk}/"):
                typed = {"action": "rename", "title": who}
                answer = client.post(f"{HOME}{path}", typed)
                assert answer.status_code == (302 if may else refused)
                assert client.get(f"{HOME}{path}").status_code == 405
            assert (HomeSection.objects.get().title == who) is may


def test_a_section_is_made_filled_put_in_order_and_removed_by_forms(
    base, resource, send, client
):
    other = factories.ResourcePageFactory(parent=base, title="Éviter l’arnaque")
    page = send(title="Nos ateliers")
    section = HomeSection.objects.get()
    assert page.context["filling"] == section
    assert [title for _pk, _kind, title in page.context["proposed"]] == [
        other.title,
        resource.title,
    ]
    for each in (resource, other):
        send(f"{section.pk}/", action="feature", page=each.pk)
    first, second = section.items.all()
    send(f"{section.pk}/{second.pk}/", action="up")
    assert titles(client, base) == {"Nos ateliers": [other.title, resource.title]}
    send(f"{section.pk}/{second.pk}/", action="place", place="2")
    assert titles(client, base) == {"Nos ateliers": [resource.title, other.title]}
    send(f"{section.pk}/{first.pk}/", action="remove")
    send(f"{section.pk}/", action="rename", title="À faire en groupe")
    assert titles(client, base) == {"À faire en groupe": [other.title]}
    send(f"{section.pk}/", action="remove")
    assert not SectionItem.objects.exists()


def test_what_may_join_a_section_is_found_by_words_without_accents(
    client, base, resource, administrator, section
):
    found = factories.ResourcePageFactory(parent=base, title="Éviter l’arnaque")
    client.force_login(administrator)
    page = client.get(HOME, {"section": section.pk, "q": "EVITER arnaq"})
    assert page.context["proposed"] == [(found.pk, "resource", found.title)]
    page = client.get(HOME, {"section": section.pk, "q": "rien de tel"})
    assert "Aucun titre" in page.content.decode()


WRONG = {
    "no title": ("", {"title": " "}),
    "a title too long": ("", {"title": "a" * 101}),
    "a NUL in the title": ("", {"title": "a\0b"}),
    "no action": ("{section}/", {}),
    "an unknown action": ("{section}/", {"action": "explode"}),
    "no place": ("{section}/", {"action": "place"}),
    "a place that is no number": ("{section}/", {"action": "place", "place": "x"}),
    "no new title": ("{section}/", {"action": "rename", "title": ""}),
    "no page": ("{section}/", {"action": "feature"}),
    "a page that is no number": ("{section}/", {"action": "feature", "page": "x" * 9}),
    "a very large page": ("{section}/", {"action": "feature", "page": "9" * 40}),
    "a page of another base": ("{section}/", {"action": "feature", "page": "{other}"}),
    "the base itself": ("{section}/", {"action": "feature", "page": "{base}"}),
    "an unknown action on a page": ("{section}/{item}/", {"action": "explode"}),
    "a page that is gone": ("{section}/999999/", {"action": "up"}),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_and_changes_nothing(
    case, base, resource, administrator, section, send
):
    feature(section, resource.pk, administrator)
    other = factories.ResourcePageFactory()
    names = {
        "section": section.pk,
        "item": section.items.get().pk,
        "other": other.pk,
        "base": base.pk,
    }
    path, fields = WRONG[case]
    fields = {name: value.format(**names) for name, value in fields.items()}
    page = send(path.format(**names), **fields)
    assert page.status_code == 200
    told = page.content.decode()
    assert 'class="notice' in told or "field__error" in told
    assert other.title not in told
    assert HomeSection.objects.get().title == "Pour commencer"
    assert section.items.get().page_id == resource.pk


def test_a_section_of_another_base_is_not_found(administrator, section, send, base):
    theirs = add_section(factories.BasePageFactory(), "À d’autres")
    page = factories.ResourcePageFactory(parent=theirs.base)
    feature(theirs, page.pk, factories.UserFactory(is_superuser=True))
    item = theirs.items.get()
    for path in (f"{theirs.pk}/", f"{theirs.pk}/{item.pk}/"):
        assert send(path, action="remove").status_code == 404
    assert send(f"{section.pk}/{item.pk}/", action="remove").status_code == 200
    assert theirs.items.exists()


def test_no_more_sections_and_pages_than_a_home_holds(base, administrator, send):
    for number in range(MOST_SECTIONS):
        section = add_section(base, f"Rubrique {number}")
    page = send(title="Une de trop")
    assert 'value="Une de trop"' in page.content.decode()
    assert base.home_sections.count() == MOST_SECTIONS
    for resource in factories.ResourcePageFactory.create_batch(MOST_ITEMS, parent=base):
        feature(section, resource.pk, administrator)
    one_more = factories.ResourcePageFactory(parent=base)
    with pytest.raises(Refusal):
        feature(section, one_more.pk, administrator)


def test_a_page_does_not_join_a_section_that_somebody_removed_meanwhile(
    resource, administrator, section
):
    HomeSection.objects.all().delete()
    with pytest.raises(Refusal):
        feature(section, resource.pk, administrator)


def test_a_base_is_previewed_before_it_is_ever_saved(admin_client, base):
    index = base.get_parent()
    preview = f"/admin/pages/add/bases/basepage/{index.pk}/preview/"
    counts = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    typed = {"title": "Toute neuve", "slug": "neuve", "description": "null"}
    typed |= {
        f"{name}-{count}": 0 for name in ("networks", "comments") for count in counts
    }
    assert admin_client.post(preview, typed).json()["is_valid"]
    page = admin_client.get(f"{preview}?mode=").content.decode()
    assert "Toute neuve" in page
    assert "Prochaines étapes" not in page


def test_a_page_stands_once_in_a_section(base, resource, administrator, section, send):
    for _twice in range(2):
        send(f"{section.pk}/", action="feature", page=resource.pk)
    assert section.items.count() == 1


def test_a_section_shows_each_reader_what_they_may_open(
    base, resource, administrator, section, read_as, restrict, visitors
):
    feature(section, resource.pk, administrator)
    restrict(resource)
    for kind, visitor in visitors.items():
        client = Client()
        if visitor.is_authenticated:
            client.force_login(visitor)
        opened = visible_to(visitor, among=Card.objects.filter(pk=resource.pk)).exists()
        shown = "Pour commencer" in client.get(base.url).content.decode()
        assert shown == opened, kind


def test_what_leaves_the_base_leaves_its_sections_and_comes_back_from_the_bin(
    client, base, resource, administrator, section
):
    other = factories.ResourcePageFactory(parent=base, title="Deuxième")
    for page in (resource, other):
        feature(section, page.pk, administrator)
    both = titles(client, base)
    entry = put_in_bin(resource, user=administrator)
    assert titles(client, base) == {"Pour commencer": ["Deuxième"]}
    restore(entry, user=administrator)
    assert titles(client, base) == both

    resource.refresh_from_db()
    resource.move(factories.BasePageFactory(), pos="last-child")
    assert titles(client, base) == {"Pour commencer": ["Deuxième"]}
    client.force_login(administrator)
    assert resource.title not in client.get(HOME).content.decode()


@pytest.mark.parametrize("latest", [True, False])
def test_the_latest_fiches_are_shown_or_are_one_click_away(
    latest, client, base, resource, send
):
    send("a-cote/", **({"latest_shown": "on"} if latest else {}))
    page = client.get(base.url).content.decode()
    assert (resource.title in page) is latest
    if not latest:
        assert f'href="{base.url}?tri=recent"' in page
    assert resource.title in client.get(base.url, {"tri": "recent"}).content.decode()


def named(base, first, last, *, is_named=True, is_public=False):
    user = factories.UserFactory(first_name=first, last_name=last)
    factories.MembershipFactory(base=base, user=user)
    slug = slugify(f"{first} {last}")
    Profile.objects.create(user=user, is_named=is_named, is_public=is_public, slug=slug)
    return user


def test_members_are_named_where_they_are_shown_and_agreed_to_it(client, base):
    named(base, "Noé", "Bara")
    named(base, "Ida", "Sol", is_public=True)
    named(base, "Max", "Ombre", is_named=False)
    gone = named(base, "Eva", "Partie")
    gone.is_active = False
    gone.save()
    assert "Noé" not in client.get(base.url).content.decode()
    assert client.get(MEMBERS).status_code == 404

    BaseSettings.objects.filter(base=base).update(members_shown=True)
    for path in (base.url, MEMBERS):
        page = client.get(path).content.decode()
        assert "Noé Bara" in page
        assert 'href="/personnes/ida-sol/"' in page
        assert "Ombre" not in page
        assert "Partie" not in page
        assert "3 membres" in page
        assert "@exemple.test" not in page


def test_members_of_a_closed_base_are_told_to_its_readers_alone(client, base):
    member = named(base, "Noé", "Bara")
    BaseSettings.objects.filter(base=base).update(members_shown=True)
    set_visibility(base, Visibility.PRIVATE)
    assert client.get(MEMBERS).status_code == 404
    client.force_login(member)
    assert "Noé Bara" in client.get(MEMBERS).content.decode()


@pytest.mark.parametrize("kind", ["anonymous", "member"])
def test_queries_of_a_home_do_not_grow_with_what_it_shows(
    kind, base, administrator, read_as, count_queries
):
    BaseSettings.objects.filter(base=base).update(members_shown=True)

    def fill(count):
        for number in range(count):
            section = add_section(base, f"Rubrique {number}")
            page = factories.ResourcePageFactory(parent=base)
            gathered = factories.CollectionPageFactory(parent=base)
            for each in (page, gathered):
                feature(section, each.pk, administrator)
            named(base, "Une", f"Personne {count}-{number}", is_public=True)

    fill(1)
    read = {path: read_as(kind, path) for path in (base.url, MEMBERS)}
    few = {path: count_queries(ask) for path, ask in read.items()}
    fill(3)
    assert {path: count_queries(ask) for path, ask in read.items()} == few
