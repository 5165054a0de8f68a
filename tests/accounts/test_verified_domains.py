"""What the domain of a confirmed address says of the type that its holder declares."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError

from accounts.domains import domain_of
from accounts.fields import DomainField
from accounts.models import User, VerifiedDomain
from bases import readerships
from taxonomy.merging import merge
from tests import factories
from tests.accounts.conftest import link_in

DOMAIN = "departement.example"


@pytest.fixture
def social_worker(db):
    return factories.ActorTypeFactory(name="Assistante de service social", verified=True)


@pytest.fixture
def domain(social_worker):
    """The domain of a département, whose social workers are what they say."""
    return VerifiedDomain.objects.create(domain=DOMAIN, actor_type=social_worker)


@pytest.fixture
def join(social_worker):
    """Add somebody with this address, confirmed or not."""

    def add(email, *, confirmed=True, actor_type=social_worker, **fields):
        person = factories.UserFactory(email=email, actor_type=actor_type, **fields)
        EmailAddress.objects.create(
            user=person, email=email, verified=confirmed, primary=True
        )
        return User.objects.get(pk=person.pk)

    return add


def again(person):
    return User.objects.get(pk=person.pk)


# Whether the holder of an address is of the domain `departement.example`.
ADDRESSES = {
    f"lea@{DOMAIN}": True,
    "lea@DEPARTEMENT.example": True,
    "lea@service.departement.example": False,
    "lea@mondepartement.example": False,
    "lea@departement.example.org": False,
    "lea@departement-example.org": False,
    '"a@departement.example"@ailleurs.example': False,
}


@pytest.mark.parametrize("when", ["address first", "domain first"])
@pytest.mark.parametrize("email", ADDRESSES)
def test_only_the_very_domain_confirms(email, when, join, social_worker):
    if when == "address first":
        person = join(email)
    VerifiedDomain.objects.create(domain=DOMAIN, actor_type=social_worker)
    if when == "domain first":
        person = join(email)
    assert again(person).has_verified_actor_type is ADDRESSES[email]


@pytest.mark.parametrize(
    "email", ["lea@développement.example", "lea@xn--dveloppement-beb.example"]
)
@pytest.mark.parametrize("when", ["address first", "domain first"])
def test_an_accented_domain_is_the_same_in_both_spellings(
    email, when, join, social_worker
):
    stored = DomainField().clean("@Développement.example")
    if when == "address first":
        person = join(email)
    VerifiedDomain.objects.create(domain=stored, actor_type=social_worker)
    if when == "domain first":
        person = join(email)
    assert stored == domain_of(email)
    assert again(person).has_verified_actor_type


def test_an_address_that_nobody_confirmed_confirms_nothing(join, domain):
    person = join(f"lea@{DOMAIN}", confirmed=False)
    assert not person.has_verified_actor_type

    EmailAddress.objects.get(user=person).set_verified()
    person = again(person)
    assert person.has_verified_actor_type
    assert person.actor_type_verified_by is None
    assert person.actor_type_verified_through == domain


def test_who_declares_another_type_is_not_confirmed(join, domain):
    other = factories.ActorTypeFactory(verified=True)
    person = join(f"lea@{DOMAIN}", actor_type=other)
    assert not person.has_verified_actor_type


def test_a_confirmed_person_reads_at_once_what_their_type_opens(
    join, domain, resource, restrict, client
):
    restrict(resource, readerships.verified(domain.actor_type))
    client.force_login(join(f"lea@{DOMAIN}"))
    assert client.get(resource.url).status_code == 200


def test_a_domain_that_is_added_opens_to_those_who_were_there(
    join, social_worker, resource, restrict, client
):
    restrict(resource, readerships.verified(social_worker))
    people = [join(f"p{number}@{DOMAIN}") for number in range(3)]
    client.force_login(people[2])
    assert client.get(resource.url).status_code == 404

    verified = VerifiedDomain.objects.create(domain=DOMAIN, actor_type=social_worker)
    assert client.get(resource.url).status_code == 200

    verified.delete()
    assert client.get(resource.url).status_code == 404
    assert not any(again(person).has_verified_actor_type for person in people)


def test_adding_a_domain_asks_the_same_whatever_the_number_of_people(
    join, social_worker, count_queries
):
    def add(domain):
        return count_queries(
            lambda: VerifiedDomain.objects.create(domain=domain, actor_type=social_worker)
        )

    join("seule@premier.example")
    add("premier.example")  # what is read once for all, is read here
    join("seule@petite.example")
    few = add("petite.example")
    for number in range(6):
        join(f"p{number}@grande.example")
    assert add("grande.example") == few


def test_a_domain_removed_leaves_whom_staff_verified(join, domain, visitors):
    person = join(f"lea@{DOMAIN}", actor_type_verified_by=visitors["superuser"])
    User.objects.filter(pk=person.pk).update(actor_type_verified_through=None)
    VerifiedDomain.objects.all().delete()
    assert again(person).has_verified_actor_type


@pytest.mark.parametrize("change", [{"domain": "autre.example"}, {"actor_type": None}])
def test_a_domain_that_changes_confirms_others(change, join, domain):
    person = join(f"lea@{DOMAIN}")
    if "actor_type" in change:
        change = {"actor_type": factories.ActorTypeFactory(verified=True)}
    for name, value in change.items():
        setattr(domain, name, value)
    domain.save()
    assert not again(person).has_verified_actor_type


def test_another_type_withdraws_what_was_confirmed(join, domain):
    person = join(f"lea@{DOMAIN}")
    person.actor_type = factories.ActorTypeFactory(verified=True)
    person.save()
    assert not again(person).has_verified_actor_type

    person.actor_type = domain.actor_type
    person.save(update_fields=["actor_type"])
    assert again(person).has_verified_actor_type


@pytest.mark.parametrize("written", [None, ["actor_type"]])
def test_another_type_withdraws_what_staff_confirmed(written, social_worker, visitors):
    person = factories.UserFactory(
        actor_type=social_worker, actor_type_verified_at="2026-01-01T00:00Z"
    )
    person = again(person)
    person.actor_type = factories.ActorTypeFactory(verified=True)
    person.save(update_fields=written)
    assert not again(person).has_verified_actor_type


def test_an_address_that_changes_withdraws_what_its_domain_confirmed(
    client, person, sign_in, social_worker
):
    VerifiedDomain.objects.create(domain="atelier.example", actor_type=social_worker)
    person.actor_type = social_worker
    person.save()
    group = readerships.verified(social_worker).group
    assert group in person.groups.all()
    change = "/compte/courriel/"
    sign_in(person.email)
    asked = client.post(change, {"action_add": "", "email": "noe@ailleurs.example"})
    client.post(asked.url, {"password": "une phrase bien assez longue"})
    assert again(person).has_verified_actor_type

    client.post(link_in(mail.outbox[0]))

    assert again(person).email == "noe@ailleurs.example"
    assert not again(person).has_verified_actor_type
    assert group not in person.groups.all()


def test_an_address_that_changes_leaves_what_staff_confirmed(join, social_worker):
    person = join("lea@ailleurs.example", actor_type_verified_at="2026-01-01T00:00Z")
    person.email = "lea@autre.example"
    person.save()
    assert again(person).has_verified_actor_type


def test_whom_staff_refused_no_domain_confirms(join, social_worker):
    person = join(f"lea@{DOMAIN}", actor_type_refused_at="2026-01-01T00:00Z")
    VerifiedDomain.objects.create(domain=DOMAIN, actor_type=social_worker)
    person.save()
    assert not again(person).has_verified_actor_type


def test_merged_types_keep_the_people_that_their_domains_confirm(join, domain):
    person = join(f"lea@{DOMAIN}")
    target = factories.ActorTypeFactory(name="Travailleur social", verified=True)
    VerifiedDomain.objects.create(domain=DOMAIN, actor_type=target)
    group = readerships.verified(target).group

    merge(domain.actor_type, target)

    [left] = VerifiedDomain.objects.all()
    assert again(person).has_verified_actor_type
    assert again(person).actor_type_verified_through == left
    assert group in person.groups.all()


def test_what_was_withdrawn_does_not_come_back_with_a_stale_copy(join, domain):
    stale = join(f"lea@{DOMAIN}")
    domain.delete()
    stale.save(update_fields=["is_active"])
    assert not again(stale).has_verified_actor_type


def test_a_confirmed_person_can_be_deleted(join, domain):
    join(f"lea@{DOMAIN}").delete()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "typed", ["gmail.com", "@Orange.fr", "laposte.net.", "GMAIL.COM", "ｇｍａｉｌ.com"]
)
def test_free_mail_is_refused(typed):
    with pytest.raises(ValidationError, match="boîtes"):
        DomainField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["", "departement", "lea@departement.example", "a..b.fr", "é" * 80 + ".fr"]
)
def test_what_is_no_domain_is_refused(typed):
    with pytest.raises(ValidationError):
        DomainField().clean(typed)
