"""The screens that ask “Who may read?”: what they tell, before and after an answer."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from bases import readerships, visibility
from bases.models import Card, Membership, ShareLink
from resources.collecting import add_to_collection
from tests import factories
from tests.bases.readers.screens import (
    BASE_FIELDS,
    ROLES,
    person_of,
    read_file,
    screen_of,
)
from tests.bases.reading import client_of
from tests.rolling_back import rolled_back


@pytest.mark.parametrize("kind", ["group", "password", "empty"])
def test_what_staff_set_another_way_is_told_and_stays(
    kind, base, resource, administrator, answer
):
    group = Group.objects.create(name="Comité secret")
    administrator.groups.add(group)
    restriction = PageViewRestriction.objects.create(
        page=resource, restriction_type="password" if kind == "password" else "groups"
    )
    if kind == "group":
        restriction.groups.add(group)
        page = client_of(administrator).get(screen_of(resource)).content.decode()
        assert "notice--warning" in page
        assert "secret" not in page
        assert answer(resource, "team", lifts_staff="on").status_code == 302
        assert resource.view_restrictions.count() == 2
    else:
        client = client_of(administrator)
        assert client.get(screen_of(resource)).status_code == 404

    boss = factories.UserFactory(is_superuser=True)
    assert answer(resource, "team", by=boss).status_code == 302
    assert restriction in resource.view_restrictions.all()
    assert answer(resource, "everyone", by=boss, lifts_staff="on").status_code == 302
    assert not resource.view_restrictions.exists()


@pytest.mark.parametrize("set_", ["accounts", "other team"])
def test_what_was_set_without_the_team_is_told_as_it_is(
    set_, base, resource, administrator
):
    other = factories.BasePageFactory(title="Voisine")
    factories.MembershipFactory(base=other, user=administrator)
    if set_ == "accounts":
        visibility.restrict_to_accounts(resource)
    else:
        visibility.restrict_to(resource, [readerships.team_of(other.pk)])
    form = client_of(administrator).get(screen_of(resource)).context["form"]
    assert form["who"].value() == ("team_and" if set_ == "accounts" else "")
    assert form["everybody"].value() is (set_ == "accounts")
    assert (other.url in form["teams"].value()) is (set_ == "other team")


def test_closing_tells_before_what_will_disappear(
    base, resource, answer, restrict, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        resource.slug = "un-autre-nom"
        resource.save_revision().publish()
    factories.CollectionPageFactory(parent=base)
    readable = factories.CollectionPageFactory(title="Chez les voisins")
    hidden = factories.CollectionPageFactory(title="Collection cachée")
    restrict(hidden.get_parent())
    for collection in (readable, hidden):
        add_to_collection(collection, resource)
    now = timezone.now()
    ShareLink.objects.create(
        page=resource,
        base=base,
        made_by=factories.UserFactory(),
        expires_at=now + timezone.timedelta(days=1),
    )

    response = answer(base, "team", step="see")

    change = response.context["change"]
    assert change.closes
    told = "\n".join(change.sentences)
    assert "1 fiche publiée" in told
    assert "1 collection publiée" in told
    assert "Chez les voisins" in told
    assert "cachée" not in response.content.decode()
    assert "2 collections" in told
    assert "1 lien de partage" in told
    assert "1 ancienne adresse" in told


def test_opening_tells_before_what_becomes_visible(base, resource, answer):
    answer(base, "team")
    visibility.restrict_to(
        factories.ResourcePageFactory(parent=base), [readerships.team_of(base.pk)]
    )
    factories.ResourcePageFactory(parent=base).unpublish()

    change = answer(base, "everyone", step="see").context["change"]

    assert change.opens
    assert not change.closes
    told = "\n".join(change.sentences)
    assert "1 fiche publiée" in told
    assert "1 brouillon" in told
    assert "1 page garde" in told


def test_who_gains_and_who_loses_is_counted_before(base, people, answer):
    answer(base, "team_and", domains="ain.example")
    neighbour = people["reader"].memberships.get().base
    factories.MembershipFactory(base=neighbour)

    change = answer(base, "team_and", step="see", teams=neighbour.url).context["change"]
    assert (change.lost, change.gained) == (0, 1)
    change = answer(base, "team", step="see").context["change"]
    assert (change.lost, change.gained) == (1, 0)


@pytest.mark.parametrize("address", ["ana@ain.example", "personne@ain.example"])
def test_nothing_tells_whether_a_named_address_has_an_account(
    address, base, people, answer, administrator
):
    response = answer(base, "team_and", step="see", addresses=address)
    assert response.context["count"].startswith("Cela fait 2 personnes")
    assert response.context["change"].gained == 0
    client = client_of(administrator)
    data = {"who": "team_and", "addresses": address, **BASE_FIELDS}
    counted = client.post(f"{screen_of(base)}nombre/", data).json()
    assert counted["text"] == response.context["count"]


def test_the_number_of_people_is_that_of_the_server(base, people, administrator):
    client = client_of(administrator)

    def count(**fields):
        path = f"{screen_of(base)}nombre/"
        return client.post(path, {**BASE_FIELDS, **fields}).json()["text"]

    assert count(who="team").startswith("Cela fait 2 personnes")
    with_domain = count(who="team_and", domains="ain.example")
    assert with_domain.startswith("Cela fait 3 personnes")
    assert "tout le monde" in count(who="everyone")
    assert count(who="team_and", domains="gmail.com") == ""


def test_an_image_kept_by_a_browser_is_asked_for_again_once_its_page_closes(
    base, resource, answer, client
):
    resource.cover = factories.ImageFactory()
    resource.save_revision().publish()
    image = Card.objects.get(page=resource).cover_url
    stranger = client_of(AnonymousUser())
    kept = read_file(stranger, image)
    assert "no-cache" in kept["Cache-Control"]
    asked = {"if-none-match": kept["ETag"]}
    assert read_file(stranger, image, **asked).status_code == 304

    answer(base, "team")

    assert read_file(stranger, image, **asked).status_code == 404


def test_an_answer_is_in_the_history_of_the_page_with_its_author(
    base, answer, administrator
):
    from wagtail.models import PageLogEntry

    answer(base, "team")
    entry = PageLogEntry.objects.get(
        page=base.pk, action="wagtail.view_restriction.create"
    )
    assert entry.user == administrator


def test_query_count_of_the_screen_does_not_grow_with_what_is_in_the_base(
    base, resource, administrator, count_queries
):
    client = client_of(administrator)

    def read():
        assert client.get(screen_of(base)).status_code == 200
        data = {"who": "team", **BASE_FIELDS}
        assert client.post(screen_of(base), data).status_code == 200

    add_to_collection(factories.CollectionPageFactory(), resource)
    read()
    few = count_queries(read)
    for fiche in factories.ResourcePageFactory.create_batch(3, parent=base):
        add_to_collection(factories.CollectionPageFactory(), fiche)
        factories.MembershipFactory(base=base)
    assert count_queries(read) == few


@pytest.mark.parametrize("what", ["base", "fiche", "collection"])
def test_members_are_told_on_the_page_who_reads_it(
    what, base, resource, answer, subtests
):
    page = {
        "base": base,
        "fiche": resource,
        "collection": factories.CollectionPageFactory(parent=base),
    }[what]
    answer(base, "team_and", everybody="on")
    changing = {"owner", "administrator"} | ({"contributor"} if what != "base" else set())

    for role in ROLES:
        with subtests.test(role), rolled_back():
            shown = client_of(person_of(role, base)).get(page.url).content.decode()

            assert ("Lue par toute personne" in shown) is (role in Membership.Role)
            assert (f'href="{screen_of(page)}">Changer' in shown) is (role in changing)


@pytest.mark.parametrize("role", ["owner", "contributor", "reader"])
@pytest.mark.parametrize("what", ["base", "fiche"])
def test_a_closed_page_is_served_with_one_query_more_at_the_most(
    what, role, base, resource, people, answer, count_queries
):
    page = base if what == "base" else resource
    client = client_of(person_of(role, base))

    def read():
        assert client.get(page.url).status_code == 200

    read()
    few = count_queries(read)
    answer(base, "team_and", domains="ain.example", addresses="ana@ain.example")
    read()
    assert count_queries(read) <= few + 1


@pytest.mark.parametrize("what", ["base", "fiche"])
def test_the_admin_leads_to_the_screen(what, base, resource):
    page = base if what == "base" else resource
    client = client_of(factories.UserFactory(is_superuser=True))
    for path in (
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.get_parent().pk}/",
    ):
        assert f'href="{screen_of(page)}"' in client.get(path).content.decode()


def test_the_admin_asks_nothing_more_for_each_page_of_a_list(base, count_queries):
    client = client_of(factories.UserFactory(is_superuser=True))

    def read():
        assert client.get(f"/admin/pages/{base.pk}/").status_code == 200

    factories.ResourcePageFactory(parent=base)
    read()
    few = count_queries(read)
    factories.ResourcePageFactory.create_batch(3, parent=base)
    assert count_queries(read) == few
