"""The screens with which staff confirm what people declare."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts.models import User, VerifiedDomain
from bases import readerships
from tests import factories

QUEUE = "/admin/accounts/persontoverify/"
ANSWER = f"{QUEUE}answer/"
DOMAINS = "/admin/accounts/verifieddomain/"


@pytest.fixture
def social_worker(db):
    return factories.ActorTypeFactory(name="Assistante de service social", verified=True)


@pytest.fixture
def declare(social_worker):
    """Add somebody who declares a type, with a confirmed address."""

    def add(*, confirmed=True, actor_type=social_worker, **fields):
        person = factories.UserFactory(actor_type=actor_type, **fields)
        EmailAddress.objects.create(
            user=person, email=person.email, verified=confirmed, primary=True
        )
        return person

    return add


@pytest.fixture
def verifier(db):
    """Somebody whose group verifies people, and does nothing else."""
    group = Group.objects.create(name="Vérification")
    codenames = ["access_admin", "verify_person"]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    person = factories.UserFactory()
    person.groups.add(group)
    return person


@pytest.fixture
def as_verifier(client, verifier):
    client.force_login(verifier)
    return client


def choice(person):
    return f"{person.pk}-{person.actor_type_id}"


def given(*people, answer="verify", sentence="Merci de votre message."):
    return {"people": map(choice, people), "answer": answer, "sentence": sentence}


def answered(client, *people, **answer):
    data = {
        name: list(value) if name == "people" else value
        for name, value in given(*people, **answer).items()
    }
    return client.post(ANSWER, data, follow=True)


def again(person):
    return User.objects.get(pk=person.pk)


# Who waits, of those who declare a type.
WAITS = {
    "declared": ({}, True),
    "not confirmed": ({"confirmed": False}, False),
    "closed account": ({"is_active": False}, False),
    "verified": ({"actor_type_verified_at": "2026-01-01T00:00Z"}, False),
    "refused": ({"actor_type_refused_at": "2026-01-01T00:00Z"}, False),
    "nothing declared": ({"actor_type": None}, False),
}


@pytest.mark.parametrize("situation", WAITS)
def test_who_waits_is_in_the_list(situation, as_verifier, declare):
    fields, waits = WAITS[situation]
    person = declare(**fields)
    page = as_verifier.get(QUEUE)
    assert page.status_code == 200
    assert (person.email in page.content.decode()) is waits


def test_a_type_that_needs_no_verification_makes_nobody_wait(as_verifier, declare):
    person = declare(actor_type=factories.ActorTypeFactory(verified=False))
    assert person.email not in as_verifier.get(QUEUE).content.decode()


def test_those_who_wait_are_filtered_by_type_and_found_by_name(
    as_verifier, declare, social_worker
):
    other = factories.ActorTypeFactory(verified=True)
    lea = declare(first_name="Léa", last_name="Roche")
    tom = declare(first_name="Tom", last_name="Vidal", actor_type=other)
    for query in (f"actor_type__id__exact={other.pk}", "q=Vidal"):
        page = as_verifier.get(f"{QUEUE}?{query}").content.decode()
        assert tom.email in page
        assert lea.email not in page


def test_the_list_asks_the_same_whatever_the_number_of_people(
    as_verifier, declare, count_queries
):
    def read():
        assert as_verifier.get(QUEUE).status_code == 200

    declare(territory=factories.TerritoryFactory())
    read()
    few = count_queries(read)
    for _number in range(5):
        declare(territory=factories.TerritoryFactory())
    assert count_queries(read) == few


def test_who_is_verified_reads_at_once_and_is_told(
    as_verifier,
    verifier,
    declare,
    social_worker,
    resource,
    restrict,
    django_capture_on_commit_callbacks,
):
    restrict(resource, readerships.verified(social_worker))
    people = [declare(), declare()]
    with django_capture_on_commit_callbacks(execute=True):
        answered(as_verifier, *people, sentence="À bientôt <b>chez nous</b>.")

    for person in people:
        assert again(person).actor_type_verified_by == verifier
        client = Client()
        client.force_login(again(person))
        assert client.get(resource.url).status_code == 200
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        person.email for person in people
    )
    html = mail.outbox[0].alternatives[0].content
    assert "À bientôt &lt;b&gt;chez nous&lt;/b&gt;." in html
    assert "À bientôt <b>chez nous</b>." in mail.outbox[0].body


def test_who_is_refused_is_told_why_and_waits_no_longer(
    as_verifier, declare, django_capture_on_commit_callbacks
):
    person = declare()
    with django_capture_on_commit_callbacks(execute=True):
        answered(as_verifier, person, answer="refuse", sentence="Écrivez-nous.")
    [message] = mail.outbox
    assert "Écrivez-nous." in message.body
    assert not again(person).has_verified_actor_type
    assert person.email not in as_verifier.get(QUEUE).content.decode()
    assert ModelLogEntry.objects.get(action="accounts.refuse").data["sentence"]

    person = again(person)
    person.actor_type = factories.ActorTypeFactory(verified=True)
    person.save()
    assert person.email in as_verifier.get(QUEUE).content.decode()


def test_a_refusal_says_why(as_verifier, declare):
    person = declare()
    page = answered(as_verifier, person, answer="refuse", sentence=" ")
    assert set(page.context["form"].errors) == {"sentence"}
    assert again(person).actor_type_refused_at is None


@pytest.mark.parametrize("meanwhile", ["declares another type", "is answered"])
def test_what_changed_since_the_list_was_read_is_not_answered(
    meanwhile, as_verifier, declare
):
    person, asked = declare(), declare()
    data = {"people": [choice(person), choice(asked)], "answer": "verify"}
    if meanwhile == "is answered":
        answered(as_verifier, person, answer="refuse")
    else:
        person.actor_type = factories.ActorTypeFactory(verified=True)
        person.save()
    page = as_verifier.post(ANSWER, data)
    assert set(page.context["form"].errors) == {"people"}
    assert not again(person).has_verified_actor_type
    assert not again(asked).has_verified_actor_type


@pytest.mark.parametrize(
    "people", [[], ["0-0"], ["abc"], ["²-1"], ["9" * 30 + "-1"], ["1"]]
)
def test_who_does_not_wait_cannot_be_answered(people, as_verifier, db):
    page = as_verifier.get(ANSWER, {"people": people}, follow=True)
    assert page.redirect_chain
    answer = as_verifier.post(ANSWER, {"people": people, "answer": "verify"})
    assert answer.status_code == 200
    assert not User.objects.exclude(actor_type_verified_at=None).exists()


def test_reading_the_answer_page_answers_nobody(as_verifier, declare):
    person = declare()
    page = as_verifier.get(ANSWER, {"people": choice(person), "answer": "verify"})
    assert page.status_code == 200
    assert not again(person).has_verified_actor_type


def test_an_answer_asks_for_the_token_of_the_page(verifier, declare):
    person = declare()
    client = Client(enforce_csrf_checks=True)
    client.force_login(verifier)
    data = {"people": choice(person), "answer": "verify"}
    assert client.post(ANSWER, data).status_code == 403
    assert not again(person).has_verified_actor_type


# Who opens each screen.
SCREENS = {
    QUEUE: {"superuser", "verifier"},
    ANSWER: {"superuser", "verifier"},
    DOMAINS: {"superuser"},
    f"{DOMAINS}create/": {"superuser"},
}


@pytest.mark.parametrize("kind", ["stranger", "manager", "verifier", "superuser"])
@pytest.mark.parametrize("screen", SCREENS)
def test_only_those_who_verify_open_the_screens(
    screen, kind, client, declare, visitors, verifier
):
    person = declare()
    people = {**visitors, "verifier": verifier, "manager": factories.UserFactory()}
    rights = ["access_admin", "change_user", "view_user"]
    people["manager"].user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(people[kind])
    opened = client.get(screen, {"people": choice(person)}).status_code == 200
    assert opened is (kind in SCREENS[screen])
    if kind not in SCREENS[QUEUE]:
        answered(client, person)
        assert not again(person).has_verified_actor_type


@pytest.mark.parametrize("action", ["edit", "delete", "inspect", "history"])
def test_the_queue_changes_nobody_otherwise(action, as_verifier, declare):
    page = as_verifier.get(f"{QUEUE}{action}/{declare().pk}/")
    assert page.status_code in {302, 404}


def test_staff_add_a_domain(client, visitors, declare, social_worker):
    client.force_login(visitors["superuser"])
    person = declare(email="lea@departement.example")
    data = {"domain": "@Departement.example", "actor_type": social_worker.pk}
    client.post(f"{DOMAINS}create/", data)
    [domain] = VerifiedDomain.objects.all()
    assert (domain.domain, domain.added_by) == (
        "departement.example",
        visitors["superuser"],
    )
    assert again(person).has_verified_actor_type

    page = client.post(f"{DOMAINS}create/", data)
    assert page.status_code == 200
    client.post(f"{DOMAINS}delete/{domain.pk}/")
    assert not again(person).has_verified_actor_type


@pytest.mark.parametrize("domain", ["gmail.com", "departement", "a@b.example"])
def test_a_domain_that_says_nothing_is_refused(domain, client, visitors, social_worker):
    client.force_login(visitors["superuser"])
    data = {"domain": domain, "actor_type": social_worker.pk}
    page = client.post(f"{DOMAINS}create/", data)
    assert set(page.context["form"].errors) == {"domain"}


def test_only_types_to_be_verified_have_domains(client, visitors):
    client.force_login(visitors["superuser"])
    other = factories.ActorTypeFactory(verified=False)
    data = {"domain": "departement.example", "actor_type": other.pk}
    page = client.post(f"{DOMAINS}create/", data)
    assert set(page.context["form"].errors) == {"actor_type"}
