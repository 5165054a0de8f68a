import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import translation
from wagtail.models import PageViewRestriction

from bases import readerships, visibility
from bases.models import Card, Membership
from bases.readers_in_words import readers_of
from tests import factories


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def told():
    """Return in words who reads a page, as they are told to somebody."""

    def tell(page, viewer=None):
        page.card = Card.objects.get(page=page)
        return readers_of(page, viewer=viewer or AnonymousUser()).words

    return tell


@pytest.fixture
def team(base):
    return readerships.team_of(base.pk)


def social_workers(territory=None):
    actor_type = factories.ActorTypeFactory(name="Assistant de service social")
    return readerships.verified(actor_type, territory)


RESTRICTED = {
    "the team": lambda base: [],
    "the team and the verified people of the type “Assistant de service social”": (
        lambda base: [social_workers()]
    ),
    "the team and the verified people of the type “Assistant de service social” (Ain)": (
        lambda base: [social_workers(factories.TerritoryFactory(name="Ain"))]
    ),
    "the team and everybody at @ain.example": (
        lambda base: [readerships.at_domain("ain.example")]
    ),
    "the team, everybody at @ain.example and 1 person named by address": (
        lambda base: [
            readerships.at_domain("ain.example"),
            readerships.named_people(base.pk, ["ana@ain.example"]),
        ]
    ),
    "the team and the team of the base “Voisine”": (
        lambda base: [readerships.team_of(factories.BasePageFactory(title="Voisine").pk)]
    ),
}


@pytest.mark.parametrize("words", RESTRICTED)
def test_who_reads_is_told_in_words(words, base, team, told):
    visibility.restrict_to(base, [team, *RESTRICTED[words](base)])
    assert told(base) == words


def test_what_nothing_restricts_is_read_by_everyone(base, resource, told):
    assert told(resource) == "everyone"


def test_what_asks_for_an_account_is_read_by_everybody_who_has_one(base, told):
    visibility.restrict_to_accounts(base)
    assert told(base) == "everybody who has an account"


@pytest.mark.parametrize("kind", ["group", "empty", "password"])
def test_what_staff_set_otherwise_is_told_without_its_name(kind, base, told):
    restriction = PageViewRestriction.objects.create(
        page=base, restriction_type="password" if kind == "password" else "groups"
    )
    if kind == "group":
        restriction.groups.add(Group.objects.create(name="Comité secret"))
    words = told(base)
    assert "staff" in words
    assert "secret" not in words


def test_restrictions_that_add_up_are_told_as_what_results(base, resource, team, told):
    domain = readerships.at_domain("ain.example")
    visibility.restrict_to(base, [team, domain])
    visibility.restrict_to(resource, [team])
    assert told(resource) == "the team"

    workers = social_workers()
    visibility.restrict_to(resource, [team, domain, workers])
    assert told(resource) == "the team and everybody at @ain.example"

    visibility.restrict_to(resource, [team, workers])
    assert told(resource) == (
        "among the team and everybody at @ain.example, only the team and the verified"
        " people of the type “Assistant de service social”"
    )

    visibility.restrict_to_accounts(base)
    assert told(resource).startswith("the team and the verified")


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
def test_the_base_of_a_team_is_named_to_those_who_may_read_it(
    kind, base, team, restrict, visitors, told
):
    closed = factories.BasePageFactory(title="Cachée")
    restrict(closed)
    visibility.restrict_to(base, [team, readerships.team_of(closed.pk)])
    factories.MembershipFactory(base=closed, user=visitors["member"])
    named = "Cachée" in told(base, visitors[kind])
    assert named is (kind in {"member", "superuser"})


@pytest.mark.parametrize("role", [*Membership.Role, "superuser", "stranger"])
def test_people_are_named_to_administrators_alone(role, base, team):
    named = readerships.named_people(base.pk, ["ana@ain.example"])
    visibility.restrict_to(base, [team, named])
    viewer = factories.UserFactory(is_superuser=role == "superuser")
    if role in Membership.Role:
        factories.MembershipFactory(base=base, user=viewer, role=role)
    factories.MembershipFactory(base=base, user__last_name="Durand")
    base.card = Card.objects.get(page=base)

    readers = readers_of(base, viewer=viewer, names=True)

    told = [name for part in readers.clauses[0].parts for name in part.names]
    entitled = role in {"owner", "administrator", "superuser"}
    assert any("Durand" in name for name in told) is entitled
    assert ("ana@ain.example" in told) is entitled
    assert not any(
        part.names for part in readers_of(base, viewer=viewer).clauses[0].parts
    )


def test_those_named_by_address_are_counted_apart_whether_they_have_an_account_or_not(
    base, team, visitors
):
    ana = factories.UserFactory(email="ana@ain.example")
    EmailAddress.objects.create(user=ana, email=ana.email, verified=True)
    named = readerships.named_people(base.pk, [ana.email, "personne@ain.example"])
    visibility.restrict_to(base, [team, named])
    base.card = Card.objects.get(page=base)

    readers = readers_of(base, viewer=visitors["member"])

    assert list(readers.people()) == [visitors["member"]]
    assert readers.addresses == 2


def test_the_people_who_read_are_those_whom_every_clause_lets_in(
    base, resource, team, visitors
):
    both, neighbour = factories.UserFactory.create_batch(2)
    other = factories.BasePageFactory()
    for user in (both, neighbour):
        factories.MembershipFactory(base=other, user=user)
    factories.MembershipFactory(base=base, user=both)
    neighbours = readerships.team_of(other.pk)
    visibility.restrict_to(base, [team])
    visibility.restrict_to(resource, [neighbours])
    resource.card = Card.objects.get(page=resource)
    readers = readers_of(resource, viewer=both)
    assert list(readers.people()) == [both]


def test_telling_who_reads_takes_one_query_whatever_the_readers(
    base, team, visitors, count_queries
):
    visibility.restrict_to(base, [team])
    base.card = Card.objects.get(page=base)

    def tell():
        readers_of(base, viewer=visitors["stranger"])

    assert count_queries(tell) == 1
    more = [
        readerships.team_of(each.pk) for each in factories.BasePageFactory.create_batch(4)
    ]
    visibility.restrict_to(base, [team, *more, social_workers()])
    base.card = Card.objects.get(page=base)
    assert count_queries(tell) == 1
