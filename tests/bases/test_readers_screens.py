"""The screens that ask “Who may read?”: who may answer, what an answer does, what it tells."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from bases import readerships, visibility
from bases.access import may_read
from bases.models import BaseSettings, Card, Membership, ShareLink
from bases.readers import answer_of
from resources.collecting import add_to_collection
from tests import factories
from tests.bases.reading import client_of
from tests.rolling_back import rolled_back

ROLES = ["owner", "administrator", "contributor", "reader", "stranger", "anonymous"]
BASE_FIELDS = {"default_readership": "base", "closed_sentence": ""}


@pytest.fixture
def administrator(base):
    person = factories.UserFactory()
    factories.MembershipFactory(base=base, user=person, role="administrator")
    return person


@pytest.fixture
def answer(client, administrator):
    """Answer on the screen of a page, down to the button that does it."""

    def send(page, who, by=administrator, step="confirm", **fields):
        client.force_login(by)
        path = screen_of(page)
        shown = client.get(path)
        version = shown.context["form"]["version"].value()
        data = {**BASE_FIELDS, "version": version, "who": who, **fields}
        return client.post(path, {**data, step: "yes"})

    return send


def screen_of(page):
    is_base = Card.objects.get(page=page).kind == "base"
    return f"{page.url}{'visibilite' if is_base else 'lecteurs'}/"


def person_of(role, base):
    if role == "anonymous":
        return AnonymousUser()
    person = factories.UserFactory(is_superuser=role == "superuser")
    if role in Membership.Role:
        factories.MembershipFactory(base=base, user=person, role=role)
    return person


@pytest.mark.parametrize("state", ["open", "closed", "draft"])
@pytest.mark.parametrize("what", ["base", "fiche", "collection"])
def test_who_may_say_who_reads(what, state, base, resource, restrict, subtests):
    pages = {
        "base": base,
        "fiche": resource,
        "collection": factories.CollectionPageFactory(parent=base),
    }
    page = pages[what]
    if state == "closed":
        restrict(base)
    elif state == "draft":
        page.unpublish()
    allowed = {"owner", "administrator", "superuser"}
    if what != "base":
        allowed.add("contributor")
    for role in [*ROLES, "superuser"]:
        with subtests.test(role), rolled_back():
            knows = state == "open" or (state == "closed" and role in Membership.Role)

            client = client_of(person_of(role, base))
            statuses = {
                client.get(screen_of(page)).status_code,
                client.post(screen_of(page), {"who": "team"}).status_code,
                client.post(f"{screen_of(page)}nombre/", {"who": "team"}).status_code,
            }

            if role == "anonymous":
                assert statuses == {302}
            elif role in allowed:
                assert statuses == {200}
            else:
                assert statuses == ({403} if knows else {404})
            assert not page.view_restrictions.exists() or state == "closed"


@pytest.mark.parametrize("kind", ["base", "page"])
def test_counting_refuses_to_be_read_and_writing_asks_for_a_token(
    kind, base, resource, administrator
):
    page = base if kind == "base" else resource
    assert client_of(administrator).get(f"{screen_of(page)}nombre/").status_code == 405
    strict = client_of(administrator, enforce_csrf_checks=True)
    for path in (screen_of(page), f"{screen_of(page)}nombre/"):
        refused = strict.post(path, {"who": "team", "confirm": "yes", **BASE_FIELDS})
        assert refused.status_code == 403
        assert client_of(administrator).put(path).status_code == 405
    assert not page.view_restrictions.exists()


def test_the_pages_of_another_base_answer_like_those_that_do_not_exist(
    base, resource, administrator
):
    other = factories.BasePageFactory()
    client = client_of(administrator)
    assert client.get(f"{other.url}{resource.slug}/lecteurs/").status_code == 404
    assert client.get(f"{base.url}inconnue/lecteurs/").status_code == 404
    assert client.get("/bases/inconnue/visibilite/").status_code == 404
    assert client.get(f"{other.url}visibilite/").status_code == 403


ANSWERS = {
    "everyone": ({"who": "everyone"}, {"anonymous", "stranger", "member", "reader"}),
    "team": ({"who": "team"}, {"member"}),
    "accounts": (
        {"who": "team_and", "everybody": "on"},
        {"stranger", "member", "reader"},
    ),
    "type": ({"who": "team_and", "type_0": "TYPE"}, {"member", "reader"}),
    "type here": (
        {"who": "team_and", "type_0": "TYPE", "territory_0": "PLACE"},
        {"member", "reader"},
    ),
    "type elsewhere": (
        {"who": "team_and", "type_0": "TYPE", "territory_0": "ELSEWHERE"},
        {"member"},
    ),
    "domain": ({"who": "team_and", "domains": "@Ain.example"}, {"member", "reader"}),
    "other domain": ({"who": "team_and", "domains": "in.example"}, {"member"}),
    "team of a base": ({"who": "team_and", "teams": "TEAM"}, {"member", "reader"}),
    "people": (
        {"who": "team_and", "addresses": "Ana@ain.example\nx@y.example"},
        {"member", "reader"},
    ),
}


@pytest.fixture
def people(visitors, base):
    """A visitor of each kind; `reader` is of a verified type, a domain and another team."""
    actor_type = factories.ActorTypeFactory(verified=True)
    ana = factories.UserFactory(
        email="ana@ain.example",
        actor_type=actor_type,
        actor_type_verified_at=timezone.now(),
        territory=factories.TerritoryFactory(),
    )
    EmailAddress.objects.create(user=ana, email=ana.email, verified=True, primary=True)
    factories.MembershipFactory(base__title="Voisine", user=ana)
    return {**visitors, "reader": ana}


def filled(fields, people):
    reader = people["reader"]
    neighbour = reader.memberships.get().base
    values = {
        "TYPE": reader.actor_type_id,
        "PLACE": reader.territory_id,
        "ELSEWHERE": factories.TerritoryFactory().pk,
        "TEAM": f"https://portail.example{neighbour.url}?page=2",
    }
    return {name: values.get(value, value) for name, value in fields.items()}


def read_file(client, path, **headers):
    """Return the answer to an address of a file, whose content is read to its end."""
    response = client.get(path, headers=headers)
    b"".join(response)
    return response


@pytest.mark.parametrize("what", ["base", "fiche"])
def test_an_answer_is_what_pages_listings_search_and_files_follow(
    what, base, resource, people, answer, subtests
):
    resource.cover = factories.ImageFactory()
    resource.save_revision().publish()
    image = Card.objects.get(page=resource).cover_url

    for name, (fields, expected) in ANSWERS.items():
        with subtests.test(name), rolled_back():
            response = answer(
                base if what == "base" else resource, **filled(fields, people)
            )

            assert response.status_code == 302
            for kind in ("anonymous", "stranger", "member", "reader"):
                client = client_of(people[kind])
                reads = kind in expected
                assert (client.get(resource.url).status_code == 200) is reads, kind
                assert (read_file(client, image).status_code == 200) is reads, kind
                found = client.get("/recherche/?q=messagerie").content.decode()
                assert (resource.title in found) is reads, kind
                listed = client.get(base.url).content.decode()
                assert (resource.title in listed) is reads, kind


def test_an_answer_is_shown_again_as_it_was_given(
    base, people, answer, administrator, subtests
):
    for name, (fields, _readers) in ANSWERS.items():
        with subtests.test(name), rolled_back():
            given = filled(fields, people)
            answer(base, **given)
            form = client_of(administrator).get(screen_of(base)).context["form"]
            shown = {field.name: field.value() for field in form}
            assert shown["who"] == given["who"]
            assert shown["everybody"] is ("everybody" in given)
            assert shown["domains"].split() == (
                [given["domains"].removeprefix("@").lower()] if "domains" in given else []
            )
            assert ("ana@ain.example" in shown["addresses"]) is ("addresses" in given)
            assert bool(shown["teams"]) is ("teams" in given)
            assert bool(shown["type_0"]) is ("type_0" in given)
            assert bool(shown["territory_0"]) is ("territory_0" in given)


WRONG_ANSWERS = [
    ({"who": ""}, "who"),
    ({"who": "base"}, "who"),
    ({"who": "team_and"}, "who"),
    ({"who": "team_and", "domains": "gmail.com"}, "domains"),
    ({"who": "team_and", "domains": "a b"}, "domains"),
    ({"who": "team_and", "teams": "/bases/inconnue/"}, "teams"),
    ({"who": "team_and", "teams": "http://["}, "teams"),
    ({"who": "team_and", "teams": "/bases/mediatheques/"}, "teams"),
    ({"who": "team_and", "addresses": "ana"}, "addresses"),
    ({"who": "team_and", "addresses": " ".join("ab")}, "addresses"),
    ({"who": "team_and", "addresses": "a@b.fr " * 101}, "addresses"),
    ({"who": "team_and", "addresses": "a\0@b.fr"}, "addresses"),
    ({"who": "team_and", "type_0": "999999"}, "type_0"),
    ({"who": "team_and", "type_0": "", "territory_0": "PLACE"}, "type_0"),
    ({"who": "team", "closed_sentence": "x" * 301}, "closed_sentence"),
    ({"who": "team", "default_readership": "everyone"}, "default_readership"),
]


def test_a_wrong_answer_changes_nothing_and_says_where(base, people, answer, subtests):
    for fields, wrong in WRONG_ANSWERS:
        with subtests.test(fields=fields), rolled_back():
            response = answer(base, **{"who": "team", **filled(fields, people)})
            assert response.status_code == 200
            assert set(response.context["form"].errors) == {wrong}
            assert not base.view_restrictions.exists()


def test_what_the_fourth_sentence_adds_is_not_read_in_the_others(base, answer):
    assert answer(base, "team", domains="gmail.com", addresses="ana").status_code == 302
    assert visibility.visibility_of(base) == "private"


@pytest.mark.parametrize("closed", [True, False])
def test_a_base_is_known_by_its_address_to_those_who_may_know_it(
    closed, base, people, answer, restrict
):
    neighbour = people["reader"].memberships.get().base
    if closed:
        restrict(neighbour)
    response = answer(base, "team_and", teams=neighbour.url)
    assert (response.status_code == 302) is not closed


def test_a_team_that_one_may_no_longer_name_is_kept_until_it_is_unticked(
    base, people, answer, restrict, administrator
):
    neighbour = people["reader"].memberships.get().base
    answer(base, "team_and", teams=neighbour.url)
    restrict(neighbour)

    page = client_of(administrator).get(screen_of(base))
    assert neighbour.title not in page.content.decode()
    assert answer(base, "team_and", kept_teams=[neighbour.pk]).status_code == 302
    assert answer_of(reread(base)).teams == (neighbour.pk,)

    assert answer(base, "team_and", domains="ain.example").status_code == 302
    assert answer_of(reread(base)).teams == ()


def reread(page):
    page.card = Card.objects.get(page=page)
    return page


def test_a_fiche_is_never_wider_than_its_base(base, resource, people, answer):
    answer(base, "team")
    form = answer(resource, "everyone").context["form"]
    assert "who" in form.errors

    response = answer(resource, "team_and", step="see", domains="ain.example")
    assert response.context["after"].people().filter(pk=people["reader"].pk).count() == 0
    assert answer(resource, "team_and", domains="ain.example").status_code == 302
    assert not may_read(people["reader"], resource.pk)
    assert may_read(people["member"], resource.pk)


def test_in_a_closed_base_everyone_leads_to_a_public_base(
    base, resource, answer, administrator
):
    answer(base, "team")
    page = client_of(administrator).get(screen_of(resource)).content.decode()
    assert f"/admin/pages/{resource.pk}/move/" in page
    assert f"/admin/pages/{resource.pk}/copy/" in page
    assert 'value="everyone"' not in page


def test_a_contributor_narrows_a_fiche_and_not_the_base(base, resource, answer):
    contributor = person_of("contributor", base)
    assert answer(resource, "team", by=contributor).status_code == 302
    assert visibility.visibility_of(resource) == "private"
    client = client_of(contributor)
    refused = client.post(
        screen_of(base), {"who": "team", "confirm": "yes", **BASE_FIELDS}
    )
    assert refused.status_code == 403
    assert not base.view_restrictions.exists()


def test_nothing_is_written_before_it_is_confirmed(base, answer):
    response = answer(base, "team", step="see")
    assert response.status_code == 200
    assert not base.view_restrictions.exists()
    back = answer(base, "team", step="change", closed_sentence="Une phrase")
    assert 'value="Une phrase"' in back.content.decode()
    assert not base.view_restrictions.exists()


def test_an_answer_given_on_an_old_page_does_not_erase_another(
    base, answer, administrator
):
    client = client_of(administrator)
    old = client.get(screen_of(base)).context["form"]["version"].value()
    answer(base, "team_and", domains="ain.example")

    data = {"who": "everyone", "version": old, "confirm": "yes", **BASE_FIELDS}
    response = client.post(screen_of(base), data)

    assert response.context["is_stale"]
    assert answer_of(reread(base)).domains == ("ain.example",)
    again = {**data, "version": response.context["version"]}
    assert client.post(screen_of(base), again).status_code == 302
    assert not base.view_restrictions.exists()


def test_the_settings_of_a_closed_base_are_kept(base, answer):
    fields = {
        "default_readership": "team",
        "shown_when_closed": "on",
        "closed_sentence": "Demandez à la mission.",
    }
    answer(base, "team", **fields)
    settings = BaseSettings.objects.get(base=base)
    assert settings.shown_when_closed
    assert settings.closed_sentence == "Demandez à la mission."
    fiche = factories.ResourcePageFactory(parent=base)
    assert visibility.visibility_of(fiche) == "private"


def test_the_same_people_stay_named_by_the_same_readership(base, answer):
    answer(base, "team_and", addresses="ana@ain.example")
    named = base.readerships.get(kind="people")
    answer(base, "team_and", addresses="ANA@ain.example", domains="ain.example")
    assert base.readerships.get(kind="people") == named
    answer(base, "team_and", addresses="zoe@ain.example")
    assert [
        each.email for each in base.readerships.get(kind="people").addresses.all()
    ] == ["zoe@ain.example"]


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
