"""While the title of a fiche is typed, its author is told of those that say the same."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.urls import reverse

from bases.models import Membership
from resources.near import near_fiches
from search.models import SoughtWords
from tests import factories
from tests.bases import teams

NEAR = reverse("near_fiches")
# Seven are of the person and of what they may do, the others of search.
MOST_QUERIES = 15 if settings.ELASTICSEARCH_URL else 11
FICHES = [
    "Premiers pas avec la messagerie",
    "Déclarer ses impôts en ligne : la répétition générale, sur papier",
    "Un carnet de mots de passe qui tient la route",
    "Clavier et souris",
    "Mémo : brancher une imprimante",
    "La visioconférence",
]
# What is typed, and the places of the fiches that it is near to.
TYPED = [
    ("Premiers pas avec la messagerie", [0]),
    ("la messagerie, premiers pas", [0]),
    ("Premier pas avec les messageries", [0]),
    ("Premiers pas avec la mesagerie", [0]),
    ("Premiers pas avec le clavier", []),
    ("Premiers pas avec zorglub", []),
    ("Utiliser la messagerie", []),
    ("Déclarer ses impôts", [1]),
    ("Carnet de mots de passe", [2]),
    ("Mots de passe", []),
    ("Un mot de passe solide", []),
    ("Souris et clavier", [3]),
    ("Le clavier", []),
    ("Brancher une imprimante", [4]),
    ("Mémo", []),
    ("La visioconférence", [5]),
    ("visio", [5]),
    ("Zorglub", []),
    ("Comment faire ?", []),
    ("La", []),
    ("", []),
    ("    ", []),
    ("\0\0\0\0", []),
    ("%%%%", []),
    ("mot " * 200, []),
]


@pytest.fixture
def author(base):
    """Somebody who writes in `base`."""
    return teams.member(base, Membership.Role.CONTRIBUTOR).user


@pytest.fixture
def ask(client):
    """Return the titles that are shown to somebody who types a title."""

    def shown(title, *, by, **asked):
        client.force_login(by)
        answer = client.get(NEAR, {"titre": title, **asked})
        assert answer.status_code == 200
        return [fiche["title"] for fiche in answer.context["fiches"]]

    return shown


def test_a_title_is_near_to_those_that_say_the_same(base, subtests):
    for title in FICHES:
        factories.ResourcePageFactory(parent=base, title=title, summary="Un mot.")
    for typed, places in TYPED:
        with subtests.test(typed=typed):
            found = near_fiches(AnonymousUser(), typed)
            assert [row["title"] for row in found] == [FICHES[place] for place in places]


def test_what_is_near_is_told_with_its_base_and_opens_apart(resource, author, client):
    client.force_login(author)
    answer = client.get(NEAR, {"titre": resource.title})
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    for told in (resource.title, "Médiathèques du Val", resource.summary):
        assert told in page
    assert f'<a href="{resource.url}" target="_blank" rel="noopener">' in page
    assert "1 fiche est proche de ce titre" in page
    assert "no-store" in answer["Cache-Control"]
    assert client.get(NEAR).content.decode().strip() == ""


def test_five_are_shown_and_never_the_fiche_itself(base, author, ask):
    title = "Organiser une soirée de réparation"
    fiches = [
        factories.ResourcePageFactory(parent=base, title=title, slug=f"soiree-{number}")
        for number in range(7)
    ]
    assert ask(title, by=author) == [title] * 5
    for fiche in fiches[:-1]:
        fiche.delete()
    assert ask(title, by=author) == [title]
    assert ask(title, by=author, page=fiches[-1].pk) == []
    assert ask(title, by=author, page="abc") == [title]
    assert ask(title, by=author, page="9" * 400) == [title]


def test_one_is_told_of_what_one_may_read(resource, author, ask, restrict):
    other = teams.member(factories.BasePageFactory(), Membership.Role.CONTRIBUTOR).user
    assert ask(resource.title, by=other) == [resource.title]
    restrict(resource)
    assert ask(resource.title, by=other) == []
    assert ask(resource.title, by=author) == [resource.title]
    resource.unpublish()
    assert ask(resource.title, by=author) == []


def test_those_who_write_nowhere_are_told_nothing(resource, visitors, client):
    staff = factories.UserFactory()
    group = Group.objects.create(name="Équipe")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    staff.groups.add(group)
    for person, status in {
        visitors["anonymous"]: 302,
        visitors["stranger"]: 302,
        visitors["member"]: 302,
        staff: 404,
        visitors["superuser"]: 200,
    }.items():
        if person.is_authenticated:
            client.force_login(person)
        answer = client.get(NEAR, {"titre": resource.title})
        assert answer.status_code == status
        assert (resource.summary in answer.content.decode()) is (status == 200)
    assert client.post(NEAR, {"titre": resource.title}).status_code == 405


def test_the_cost_is_small_and_does_not_grow(
    base, author, client, count_queries, queries_again
):
    title = "Organiser une soirée de réparation"
    client.force_login(author)

    def type_it():
        answer = client.get(NEAR, {"titre": title})
        assert answer.context["fiches"]

    factories.ResourcePageFactory(parent=base, title=title)
    type_it()
    few = count_queries(type_it)
    for _ in range(4):
        factories.ResourcePageFactory(title=title)
    type_it()
    assert count_queries(type_it) == few
    assert few <= MOST_QUERIES + queries_again


def test_what_is_typed_is_not_counted_as_looked_for(resource, author, ask, settings):
    settings.SEARCHES_WRITTEN_AFTER = 0
    near_fiches(AnonymousUser(), resource.title)
    ask(resource.title, by=author)
    assert not SoughtWords.objects.exists()


def test_the_title_of_what_is_not_published_asks_and_that_of_others_does_not(
    base, resource, author, client
):
    draft = factories.ResourcePageFactory(parent=base, owner=author, live=False)
    published = factories.ResourcePageFactory(parent=base, owner=author)
    published.save_revision().publish()
    client.force_login(author)

    def asks(path):
        return f'data-near-fiches="{NEAR}' in client.get(path).content.decode()

    new = reverse("wagtailadmin_pages:add", args=["resources", "resourcepage", base.pk])
    assert asks(new)
    assert asks(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert not asks(reverse("wagtailadmin_pages:edit", args=[published.pk]))
    assert asks(reverse("resource_new"))
    client.force_login(factories.UserFactory())
    assert not asks(reverse("resource_new"))
