import random

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from accounts.domains import clean_domain, domain_of
from accounts.models import User
from bases import readerships, visibility
from bases.access import may_read
from bases.checking import mend, readerships_with_wrong_people
from bases.models import Membership, NamedAddress, Readership
from taxonomy.merging import merge
from taxonomy.models import Territory
from tests import factories


@pytest.fixture
def person(db):
    person = factories.UserFactory(email="ana@ain.example")
    confirm(person)
    return person


@pytest.fixture
def ain(db):
    france = factories.TerritoryFactory(name="Une France", level="country")
    region = factories.TerritoryFactory(name="Une région", level="region", parent=france)
    return factories.TerritoryFactory(name="Un Ain", parent=region)


def confirm(person, email=None):
    return EmailAddress.objects.create(
        user=person, email=email or person.email, verified=True, primary=True
    )


def verify(person, actor_type, territory=None):
    from accounts.verification import record_verification

    person.actor_type, person.territory = actor_type, territory
    record_verification(person, by=None)
    person.save()


def holds(readership, person):
    return person.groups.filter(readership=readership).exists()


@pytest.mark.parametrize("lived_in", ["ain", "region", "france", "elsewhere", "nowhere"])
@pytest.mark.parametrize("asked", [None, "ain", "region", "france"])
def test_a_verified_type_in_a_territory_holds_those_who_are_in_it_or_within_it(
    asked, lived_in, ain, person
):
    places = {
        "ain": ain,
        "region": ain.parent,
        "france": ain.parent.parent,
        "elsewhere": factories.TerritoryFactory(),
        "nowhere": None,
    }
    inside = ["ain", "region", "france", None]
    expected = (
        lived_in in inside[: inside.index(asked) + 1] if asked else lived_in in places
    )
    actor_type = factories.ActorTypeFactory()
    before = readerships.verified(actor_type, places.get(asked))

    verify(person, actor_type, places[lived_in])

    assert holds(before, person) is expected
    before.delete()
    assert holds(readerships.verified(actor_type, places.get(asked)), person) is expected


def test_a_type_that_is_only_declared_is_in_no_readership(person, ain):
    person.actor_type, person.territory = factories.ActorTypeFactory(), ain
    person.save()
    assert not holds(readerships.verified(person.actor_type), person)
    assert not holds(readerships.verified(person.actor_type, ain), person)


@pytest.mark.parametrize("change", ["territory", "type", "verification", "active"])
def test_who_changes_leaves_the_readership_at_once(change, person, ain):
    actor_type = factories.ActorTypeFactory()
    readership = readerships.verified(actor_type, ain)
    verify(person, actor_type, ain)
    assert holds(readership, person)
    stale = User.objects.get(pk=person.pk)

    if change == "territory":
        person.territory = factories.TerritoryFactory()
    elif change == "type":
        person.actor_type = factories.ActorTypeFactory()
    elif change == "verification":
        person.actor_type_verified_at = None
    else:
        person.is_active = False
    person.save()

    assert not holds(readership, person)
    stale.save(update_fields=["is_active"])
    assert holds(readership, person) is (change == "active")


def test_moving_a_territory_moves_its_people(person, ain):
    actor_type = factories.ActorTypeFactory()
    verify(person, actor_type, ain)
    readership = readerships.verified(actor_type, ain.parent)
    assert holds(readership, person)

    ain.parent = factories.TerritoryFactory(level=Territory.Level.REGION)
    ain.save()

    assert not holds(readership, person)


def test_merging_territories_brings_their_people_together(person, ain):
    actor_type = factories.ActorTypeFactory()
    other = factories.TerritoryFactory(parent=ain.parent)
    verify(person, actor_type, other)
    readership = readerships.verified(actor_type, ain)
    assert not holds(readership, person)

    merge(other, ain)

    assert holds(readership, person)


@pytest.mark.parametrize(
    ("email", "domain", "expected"),
    [
        ("ana@ain.example", "ain.example", True),
        ("ana@AIN.example", "ain.example", True),
        ("ana@mail.ain.example", "ain.example", False),
        ("ana@xain.example", "ain.example", False),
        ("ana@ain.example.org", "ain.example", False),
        ('"ana@ain.example"@loin.example', "ain.example", False),
        ("ana@a_n.example", "a%n.example", False),
        ("ana@аin.example", "ain.example", False),
        ("ana@ａin.example", "ain.example", False),
        ("ana@école.example", "xn--cole-9oa.example", True),
        ("ana@xn--cole-9oa.example", "xn--cole-9oa.example", True),
        ("ana@ecole.example", "xn--cole-9oa.example", False),
        ("ana@e\u0301cole.example", "xn--cole-9oa.example", False),
    ],
)
def test_a_domain_holds_those_of_this_very_domain(email, domain, expected, db):
    before = readerships.at_domain(domain)
    person = factories.UserFactory(email=f"p{email.lower()}")

    confirm(person, email.lower())

    assert holds(before, person) is expected
    before.delete()
    assert holds(readerships.at_domain(domain), person) is expected
    assert (domain_of(email) == domain) is expected


@pytest.mark.parametrize("typed", ["ain.example", " @AIN.example ", "ain.example."])
def test_a_domain_is_read_as_people_type_it(typed):
    assert clean_domain(typed) == "ain.example"
    assert clean_domain("École.example") == "xn--cole-9oa.example"


NO_DOMAINS = ["", "ain", "a b.example", "ana@ain.example", ".example", "xn--.example"]
ANYBODYS_DOMAINS = ["gmail.com", "@Orange.FR", "laposte.net"]


@pytest.mark.parametrize(
    "typed",
    [*NO_DOMAINS, *ANYBODYS_DOMAINS, "a" * 300 + ".example", "<b>.x", "\0.example"],
)
def test_a_domain_that_is_none_or_is_anybodys_is_refused(typed):
    with pytest.raises(ValidationError):
        clean_domain(typed)


@pytest.mark.parametrize("kind", ["domain", "people"])
def test_an_address_counts_once_it_is_confirmed_and_as_long_as_it_is(kind, base):
    readership = (
        readerships.at_domain("ain.example")
        if kind == "domain"
        else readerships.named_people(base.pk, ["Zoe@ain.example"])
    )
    person = factories.UserFactory(email="zoe@ain.example")
    address = EmailAddress.objects.create(user=person, email=person.email, primary=True)
    assert not holds(readership, person)

    address.set_verified()
    assert holds(readership, person)

    person.email = "zoe@ailleurs.example"
    person.save()
    address.delete()
    confirm(person)
    assert not holds(readership, person)


def test_an_address_that_is_named_before_it_has_an_account_waits_for_it(base, resource):
    named = readerships.named_people(base.pk, ["zoe@ain.example"])
    visibility.restrict_to(base, [readerships.team_of(base.pk), named])
    zoe = factories.UserFactory(email="zoe@ain.example")
    assert not may_read(zoe, resource.pk)

    confirm(zoe)

    assert may_read(zoe, resource.pk)


@pytest.mark.parametrize("kind", ["team", "type", "domain", "people"])
def test_who_joins_or_leaves_a_readership_gains_or_loses_at_the_next_request(
    kind, base, resource, person, ain, client
):
    actor_type = factories.ActorTypeFactory()
    other = factories.BasePageFactory()
    readers = {
        "team": lambda: readerships.team_of(other.pk),
        "type": lambda: readerships.verified(actor_type, ain),
        "domain": lambda: readerships.at_domain("loin.example"),
        "people": lambda: readerships.named_people(base.pk, ["ana@loin.example"]),
    }
    visibility.restrict_to(base, [readerships.team_of(base.pk), readers[kind]()])
    client.force_login(person)
    assert client.get(resource.url).status_code == 404

    if kind == "team":
        membership = factories.MembershipFactory(base=other, user=person)
    elif kind == "type":
        verify(person, actor_type, ain)
    else:
        address = EmailAddress.objects.create(
            user=person, email="ana@loin.example", verified=True
        )
    assert client.get(resource.url).status_code == 200

    if kind == "team":
        membership.delete()
    elif kind == "type":
        person.actor_type_verified_at = None
        person.save()
    else:
        address.delete()
    assert client.get(resource.url).status_code == 404


def test_a_person_who_goes_leaves_every_readership_without_a_fault(person, base):
    factories.MembershipFactory(base=base, user=person)
    readerships.team_of(base.pk)
    readerships.at_domain("ain.example")
    readerships.named_people(base.pk, [person.email])
    assert person.groups.count() == 2 + 1
    person.delete()
    assert list(readerships_with_wrong_people()) == []


def test_an_inactive_member_is_not_of_the_team(base, person):
    factories.MembershipFactory(base=base, user=person)
    team = readerships.team_of(base.pk)
    person.is_active = False
    person.save()
    assert not holds(team, person)
    assert list(readerships_with_wrong_people()) == []


@pytest.mark.parametrize("how", ["lifted", "replaced", "page deleted"])
def test_chosen_people_whom_nothing_names_any_longer_are_forgotten(
    how, base, resource, visitors
):
    named = readerships.named_people(base.pk, ["ana@ain.example"])
    visibility.restrict_to(resource, [readerships.team_of(base.pk), named])
    if how == "lifted":
        visibility.open_to_all(resource)
    elif how == "replaced":
        visibility.restrict_to(resource, [readerships.team_of(base.pk)])
    else:
        resource.delete()
    assert not Readership.objects.filter(pk=named.pk).exists()
    assert not Group.objects.filter(pk=named.group_id).exists()
    assert not NamedAddress.objects.exists()
    assert Readership.objects.filter(kind="team").exists()


def test_chosen_people_whom_a_copy_names_as_well_are_kept(base, resource):
    named = readerships.named_people(base.pk, ["ana@ain.example"])
    other = factories.ResourcePageFactory(parent=base)
    for page in (resource, other):
        visibility.restrict_to(page, [named])
    visibility.open_to_all(resource)
    assert other.view_restrictions.get().groups.get() == named.group


def test_the_team_of_a_deleted_base_opens_nothing_any_longer(base, resource, person):
    other = factories.BasePageFactory()
    factories.MembershipFactory(base=other, user=person)
    group = readerships.team_of(other.pk).group
    visibility.restrict_to(
        base, [readerships.team_of(base.pk), readerships.team_of(other.pk)]
    )
    assert may_read(person, resource.pk)

    other.delete()

    assert not may_read(person, resource.pk)
    assert not Group.objects.filter(pk=group.pk).exists()
    assert mend() == ([], [])


def test_the_rules_of_pages_follow_a_group_that_staff_delete(base, resource, person):
    group = Group.objects.create(name="lecteurs")
    restriction = PageViewRestriction.objects.create(page=base, restriction_type="groups")
    restriction.groups.set([group, readerships.team_of(base.pk).group])
    group.delete()
    assert mend() == ([], [])


@pytest.mark.parametrize("seed", range(6))
def test_groups_written_person_by_person_are_those_that_the_check_expects(
    seed, base, ain
):
    rng = random.Random(seed)
    types = factories.ActorTypeFactory.create_batch(2)
    places = [None, ain, ain.parent, factories.TerritoryFactory()]
    bases = [base, factories.BasePageFactory()]
    domains = ["ain.example", "loin.example", "xn--cole-9oa.example"]
    people = factories.UserFactory.create_batch(4)
    for place in places[:3]:
        readerships.verified(types[0], place)
    for domain in domains:
        readerships.at_domain(domain)
    for each in bases:
        readerships.team_of(each.pk)
    readerships.named_people(base.pk, ["a0@ain.example", "a1@école.example"])
    for number in range(40):
        change_somebody(rng, rng.choice(people), types, places, bases, number)
    assert list(readerships_with_wrong_people()) == []


def change_somebody(rng, person, types, places, bases, number):
    person.refresh_from_db()
    change = rng.choice(["verify", "declare", "activity", "join", "leave", "address"])
    if change == "verify":
        verify(person, rng.choice(types), rng.choice(places))
    elif change == "declare":
        person.actor_type, person.actor_type_verified_at = rng.choice(types), None
        person.save()
    elif change == "activity":
        person.is_active = not person.is_active
        person.save(update_fields=["is_active"])
    elif change == "join":
        Membership.objects.get_or_create(
            base=rng.choice(bases), user=person, defaults={"role": "reader"}
        )
    elif change == "leave":
        Membership.objects.filter(user=person).delete()
    else:
        EmailAddress.objects.filter(user=person).delete()
        domain = rng.choice(["ain.example", "école.example", "x.ain.example"])
        EmailAddress.objects.create(
            user=person, email=f"a{number % 3}.{number}@{domain}", verified=True
        )


@pytest.mark.parametrize("kind", ["people", "domain", "team", "type"])
def test_the_check_mends_a_group_that_something_else_wrote(kind, base, person):
    factories.MembershipFactory(base=base, user=person)
    readership = {
        "people": lambda: readerships.named_people(base.pk, [person.email]),
        "domain": lambda: readerships.at_domain("ain.example"),
        "team": lambda: readerships.team_of(base.pk),
        "type": lambda: readerships.verified(factories.ActorTypeFactory()),
    }[kind]()
    intruder = factories.UserFactory()
    if kind == "people":
        visibility.restrict_to(base, [readership])
    readership.group.user_set.set([intruder])

    assert [each.pk for each in mend()[1]] == [readership.pk]

    assert not holds(readership, intruder)
    assert holds(readership, person) is (kind != "type")
