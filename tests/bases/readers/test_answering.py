"""The screens that ask “Who may read?”: who may answer, and what an answer does."""

import pytest

from bases import visibility
from bases.access import may_read
from bases.models import BaseSettings, Card, Membership
from bases.readers import answer_of
from tests import factories
from tests.bases.readers.screens import (
    BASE_FIELDS,
    ROLES,
    filled,
    person_of,
    read_file,
    reread,
    screen_of,
)
from tests.bases.reading import client_of
from tests.rolling_back import rolled_back


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
                assert (f'href="{resource.url}"' in found) is reads, kind
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
