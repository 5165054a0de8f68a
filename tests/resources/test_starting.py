"""A fiche is started from the public site: its title, its sentence, its base; then the editor."""

import pytest

from bases import visibility
from bases.bin import put_in_bin
from bases.making import make_workbench, workbench_of
from bases.models import BaseSettings
from bases.visibility import Visibility, visibility_of
from resources.models import ResourcePage
from tests import factories
from tests.bases.teams import member, person
from tests.rolling_back import rolled_back

NEW = "/fiches/nouvelle/"
FILLED = {"title": "L’atelier du mardi", "summary": "Deux heures pour débuter."}


@pytest.fixture
def author(client, base):
    author = member(base, "contributor", first_name="Noé").user
    client.force_login(author)
    return author


@pytest.fixture
def start(client, author, base):
    """Send the form with these fields changed, and return the answer."""

    def send(**fields):
        return client.post(NEW, {**FILLED, "base": base.pk, **fields})

    return send


def bases_offered(client, query=""):
    return dict(client.get(f"{NEW}{query}").context["form"].fields["base"].choices)


def test_whoever_is_not_signed_in_signs_in_first(client, db):
    assert client.get(NEW).url == f"/compte/connexion/?next={NEW}"


def test_a_draft_is_made_and_its_editor_opens(start, client, author, base):
    response = start()
    fiche = ResourcePage.objects.get()
    assert response.url == f"/admin/pages/{fiche.pk}/edit/"
    assert (fiche.live, fiche.owner, fiche.slug) == (False, author, "l-atelier-du-mardi")
    assert (fiche.title, fiche.summary) == (FILLED["title"], FILLED["summary"])
    assert fiche.get_parent().pk == base.pk
    assert fiche.latest_revision.user == author
    assert FILLED["summary"] in client.get(response.url).content.decode()
    client.logout()
    assert client.get(fiche.url).status_code == 404


def test_it_takes_the_readers_of_what_is_new_in_its_base(start, base):
    BaseSettings.objects.filter(base=base).update(default_readership="team")
    start()
    assert visibility_of(ResourcePage.objects.get()) == Visibility.PRIVATE


def test_a_double_click_makes_one_draft(start):
    assert start().url == start().url
    assert ResourcePage.objects.count() == 1


def test_its_address_is_free_and_none_of_the_portal(start, base, resource, subtests):
    cases = {"Messagerie": "messagerie-2", "Partage": "partage-2", "日本": "fiche"}
    for title, slug in cases.items():
        with subtests.test(title), rolled_back():
            start(title=title)
            assert ResourcePage.objects.get(title=title).slug == slug


def test_bases_where_one_writes_are_offered_and_no_other(client, author, base, subtests):
    member_only = factories.BasePageFactory(title="Lue")
    factories.MembershipFactory(base=member_only, user=author, role="reader")
    closed = factories.BasePageFactory(title="Fermée", slug="fermee")
    visibility.set_visibility(closed, Visibility.PRIVATE)
    binned = factories.MembershipFactory(user=author).base
    put_in_bin(binned)

    assert list(bases_offered(client)) == [str(base.pk), "workbench"]
    for asked in ("fermee", "inconnue"):
        form = client.get(f"{NEW}?base={asked}").context["form"]
        assert form["base"].value() == str(base.pk)
    for other in (member_only, closed, binned):
        with subtests.test(other.title):
            response = client.post(NEW, {**FILLED, "base": other.pk})
            assert response.status_code == 200
    assert not ResourcePage.objects.exists()


def test_the_page_of_a_base_leads_here_with_it_chosen(client, author, base):
    other = factories.MembershipFactory(user=author).base
    for each in (base, other):
        address = f"{NEW}?base={each.slug}"
        assert f'href="{address}"' in client.get(each.url).content.decode()
        form = client.get(address).context["form"]
        assert form["base"].value() == str(each.pk)
    client.logout()
    assert NEW not in client.get(base.url).content.decode()


def test_without_a_base_a_workbench_is_made_in_the_same_gesture(client, db):
    author = person(first_name="Noé")
    client.force_login(author)
    page = client.get(NEW).content.decode()
    assert '<input type="hidden" name="base" value="workbench">' in page
    assert "<select" not in page
    client.post(NEW, {**FILLED, "base": "workbench"})
    fiche = ResourcePage.objects.get()
    assert fiche.get_parent().pk == workbench_of(author).pk
    assert visibility_of(fiche) == Visibility.PRIVATE


def test_a_workbench_comes_first_and_is_not_made_twice(client, author):
    own = make_workbench(author)
    assert next(iter(bases_offered(client))) == str(own.pk)
    assert "workbench" not in bases_offered(client)


def test_a_workbench_in_the_bin_is_told_and_what_was_typed_is_kept(client, db):
    author = person(first_name="Noé")
    put_in_bin(make_workbench(author))
    client.force_login(author)
    page = client.post(NEW, {**FILLED, "base": "workbench"}).content.decode()
    assert FILLED["summary"] in page
    assert not ResourcePage.objects.exists()


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(start, subtests):
    wrong = {
        "no title": {"title": ""},
        "long title": {"title": "t" * 101},
        "no sentence": {"summary": ""},
        "long sentence": {"summary": "s" * 561},
        "unknown base": {"base": "x\0"},
    }
    for name, fields in wrong.items():
        with subtests.test(name):
            page = start(**fields)
            assert page.status_code == 200
            assert 'id="errors"' in page.content.decode()
    assert not ResourcePage.objects.exists()


def test_the_form_costs_as_much_to_who_writes_in_many_bases(
    client, author, count_queries
):
    def read():
        assert client.get(NEW).status_code == 200

    read()
    few = count_queries(read)
    factories.MembershipFactory.create_batch(5, user=author)
    assert count_queries(read) == few
