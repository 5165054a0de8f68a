import pytest
from django.contrib.auth.password_validation import validate_password

from accounts.confirmation import vouch_for_address
from accounts.models import User
from bases import invitations
from bases.bin import put_in_bin
from bases.models import JoinRequest, Membership, OwnershipOffer
from home.demo.accounts import DEMO_PASSWORD, DEMO_PEOPLE
from tests import factories

ACCOUNT = "/compte/"


def test_my_account_asks_to_sign_in_first(client, db):
    assert client.get(ACCOUNT).url == "/compte/connexion/?next=/compte/"


def test_my_account_shows_what_i_am_and_my_bases_with_my_role(client, base, restrict):
    restrict(base)
    person = factories.UserFactory(
        actor_type=factories.ActorTypeFactory(), territory=factories.TerritoryFactory()
    )
    factories.MembershipFactory(base=base, user=person, role=Membership.Role.READER)
    factories.MembershipFactory(base=factories.BasePageFactory(title="Base d’autrui"))
    client.force_login(person)

    response = client.get(ACCOUNT)

    assert response.context["bases"] == [
        {"title": base.title, "role": "lit", "owns": False, "url": base.url}
    ]
    page = response.content.decode()
    for shown in (str(person), person.email, person.actor_type.name, base.url):
        assert shown in page
    assert person.territory.name in page
    assert 'action="/compte/deconnexion/" method="post"' in page
    # The Back button shows it to nobody else, once signed out.
    assert "no-store" in response.headers["Cache-Control"]


def test_a_base_that_is_not_published_is_named_without_a_link(client, base, visitors):
    base.unpublish()
    client.force_login(visitors["member"])
    response = client.get(ACCOUNT)
    assert [row["url"] for row in response.context["bases"]] == [""]
    assert response.status_code == 200


@pytest.mark.parametrize(("kind", "shown"), [("stranger", False), ("superuser", True)])
def test_the_way_to_the_admin_shows_to_those_who_may_enter(kind, shown, client, visitors):
    client.force_login(visitors[kind])
    assert ('href="/admin/"' in client.get(ACCOUNT).content.decode()) is shown


@pytest.mark.parametrize("verified", [True, False])
def test_my_account_says_whether_my_actor_type_was_verified(verified, client, visitors):
    person = factories.UserFactory(actor_type=factories.ActorTypeFactory(verified=True))
    if verified:
        person.actor_type_verified_at = person.date_joined
        person.save()
    client.force_login(person)
    assert ("badge--certified" in client.get(ACCOUNT).content.decode()) is verified


def test_query_count_does_not_grow_with_what_waits_for_me(
    client, visitors, count_queries
):
    person = visitors["member"]
    vouch_for_address(person)
    client.force_login(person)

    def read():
        assert client.get(ACCOUNT).status_code == 200

    def wait_in(base):
        inviter = factories.UserFactory()
        factories.MembershipFactory(base=base, user=person)
        OwnershipOffer.objects.create(base=base, offered_to=person, offered_by=inviter)
        other = factories.BasePageFactory()
        invitations.invite(other, [person.email], role="reader", message="", by=superuser)
        third = factories.BasePageFactory()
        JoinRequest.objects.create(base=third, user=person, message="Bonjour")

    superuser = visitors["superuser"]
    wait_in(factories.BasePageFactory())
    read()
    few = count_queries(read)
    for _ in range(4):
        wait_in(factories.BasePageFactory())
    assert count_queries(read) == few
    page = client.get(ACCOUNT).content.decode()
    assert page.count('href="/invitations/') == 5
    assert page.count("/retirer/") == 5


def test_query_count_does_not_grow_with_my_bases(client, visitors, count_queries):
    person = visitors["member"]
    client.force_login(person)

    def read():
        assert client.get(ACCOUNT).status_code == 200

    read()
    few = count_queries(read)
    factories.MembershipFactory.create_batch(5, user=person)
    assert count_queries(read) == few


@pytest.fixture
def demo_person(db):
    return factories.UserFactory(email=DEMO_PEOPLE[0].email)


def test_the_demo_accounts_show_on_the_sign_in_page_of_a_development_server(
    client, demo_person, settings
):
    settings.DEMO_ACCOUNTS_SHOWN = True
    page = client.get("/compte/connexion/").content.decode()
    assert demo_person.email in page
    assert DEMO_PASSWORD in page
    assert DEMO_PEOPLE[1].email not in page


def test_the_demo_accounts_show_nowhere_else(client, demo_person):
    page = client.get("/compte/connexion/").content.decode()
    assert demo_person.email not in page
    assert DEMO_PASSWORD not in page


def test_demo_people_are_plainly_made_up_and_can_sign_in_under_our_rules():
    addresses = [person.email for person in DEMO_PEOPLE]
    assert len(set(addresses)) == len(addresses)
    for person in DEMO_PEOPLE:
        assert person.email.endswith("@demo.example")
        assert person.first_name == "Démo"
        validate_password(DEMO_PASSWORD, User(email=person.email))


def test_a_base_in_the_bin_is_not_among_mine_but_the_bin_is_told(client, base):
    owner = factories.MembershipFactory(base=base, role="owner").user
    client.force_login(owner)
    assert "/compte/corbeille/" not in client.get("/compte/").content.decode()

    put_in_bin(base)

    page = client.get("/compte/").content.decode()
    assert base.title not in page
    assert "/compte/corbeille/" in page
