import pytest
from allauth.core import context
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.utils import timezone

from accounts.charter import charter_in_force
from accounts.forms import SignUpForm
from accounts.models import User
from taxonomy.models import Territory
from tests import factories
from tests.accounts.conftest import PASSWORD

SIGN_UP = "/compte/inscription/"
SENT = "/compte/courriel/a-confirmer/"


def test_signing_up_asks_for_six_details_and_the_charter(client, db):
    form = client.get(SIGN_UP).context["form"]
    asked = form.visible_fields()
    assert [field.name for field in asked] == [
        "first_name",
        "last_name",
        "email",
        "actor_type",
        "territory",
        "password1",
        "charter",
    ]
    assert all(field.field.required for field in asked)


def test_signing_up_stores_what_was_typed_and_the_charter_that_was_accepted(
    client, details
):
    before = timezone.now()

    assert client.post(SIGN_UP, details).url == SENT

    person = User.objects.get()
    assert person.get_full_name() == "Nadia Belkacem-Lefèvre"
    assert person.email == details["email"]
    assert person.actor_type_id == details["actor_type"]
    assert person.territory_id == details["territory"]
    assert person.check_password(PASSWORD)
    assert before <= person.charter_accepted_at <= timezone.now()
    assert person.charter_version == charter_in_force().name


def test_signing_up_reads_no_other_field(client, details, visitors):
    group = Group.objects.create(name="Rédaction")
    client.post(
        SIGN_UP,
        {
            **details,
            "is_superuser": "on",
            "is_staff": "on",
            "is_active": "",
            "groups": group.pk,
            "user_permissions": "1",
            "actor_type_verified": "on",
            "actor_type_verified_at": "2026-01-01",
            "actor_type_verified_by": visitors["superuser"].pk,
            "date_joined": "2020-01-01",
            "charter_version": "1",
        },
    )
    person = User.objects.get(email=details["email"])
    assert person.is_active
    assert not person.is_superuser
    assert not person.is_staff
    assert not person.has_verified_actor_type
    assert person.actor_type_verified_by is None
    assert not person.groups.exists()
    assert not person.user_permissions.exists()
    assert person.date_joined.year != 2020
    assert person.charter_version != "1"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("first_name", ""),
        ("first_name", "N" * 101),
        ("last_name", ""),
        ("email", "nadia"),
        ("email", f"{'n' * 250}@mediation.example"),
        ("actor_type", ""),
        ("actor_type", "999999"),
        ("territory", "la Vaune"),
        ("password1", "court"),
        ("password1", "123456789012345"),
        ("charter", ""),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_the_rest_is_kept(
    field, typed, client, details
):
    response = client.post(SIGN_UP, {**details, field: typed})

    page = response.content.decode()
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert f'id="id_{field}_error"' in page
    for name, value in details.items():
        if name not in {field, "password1", "charter"}:
            assert str(response.context["form"][name].value()) == str(value)
    assert PASSWORD not in page
    assert not User.objects.exists()


def test_what_a_field_expects_is_told_before_any_error(client, db):
    page = client.get(SIGN_UP).content.decode()
    for field in ("email", "actor_type", "password1"):
        assert f'id="id_{field}_helptext"' in page
        assert f'aria-describedby="id_{field}_helptext"' in page
    assert "placeholder=" not in page


def test_territories_are_grouped_by_level_from_the_country_down(client, db):
    department = factories.TerritoryFactory(name="Ain", level=Territory.Level.DEPARTMENT)
    region = factories.TerritoryFactory(name="Corse", level=Territory.Level.REGION)
    country = factories.TerritoryFactory(name="France", level=Territory.Level.COUNTRY)

    _empty, *levels = client.get(SIGN_UP).context["form"].fields["territory"].choices

    assert [[name for _pk, name in choices] for _label, choices in levels] == [
        [country.name],
        [region.name],
        [department.name],
    ]


def test_actor_types_come_in_their_order(client, db):
    last = factories.ActorTypeFactory(name="Autre", position=2)
    first = factories.ActorTypeFactory(name="Médiateur", position=1)
    _empty, *types = client.get(SIGN_UP).context["form"].fields["actor_type"].choices
    assert [name for _pk, name in types] == [first.name, last.name]


@pytest.mark.parametrize("typed", ["noe@atelier.example", "NOE@Atelier.EXAMPLE"])
def test_a_known_address_gets_the_same_page_and_a_mail_that_says_so(
    typed, client, details, person
):
    unknown = client.post(SIGN_UP, details, follow=True)
    client.cookies.clear()
    known = client.post(SIGN_UP, {**details, "email": typed}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert known.content.decode().replace(person.email, details["email"]) == (
        unknown.content.decode()
    )
    assert [message.to for message in mail.outbox] == [[details["email"]], [person.email]]
    assert "/compte/mot-de-passe/oubli/" in mail.outbox[1].body
    assert User.objects.count() == 2


def test_an_address_is_stored_in_lower_case(client, details):
    client.post(SIGN_UP, {**details, "email": "Nadia@Mediation.EXAMPLE"})
    assert User.objects.get().email == "nadia@mediation.example"


def test_two_clicks_at_the_same_moment_make_one_account(rf, details):
    request = rf.post(SIGN_UP, details)
    request.session, request.user = SessionStore(), AnonymousUser()
    request._messages = CookieStorage(request)
    with context.request_context(request):
        first, second = (SignUpForm(details, request=request) for _click in range(2))
        assert first.is_valid()
        assert second.is_valid()

        made, _answer = first.try_save(request)
        refused, answer = second.try_save(request)

    assert made == User.objects.get()
    assert refused is None
    assert answer.url == SENT


def test_who_is_signed_in_does_not_sign_up_again(client, person):
    client.force_login(person)
    assert client.get(SIGN_UP).url == "/compte/"


def test_a_robot_is_told_to_send_again_and_what_it_typed_is_kept(client, details):
    page = client.post(SIGN_UP, {**details, "site_web": "https://arnaque.example"})
    assert page.status_code == 200
    assert page.context["form"]["email"].value() == details["email"]
    assert not User.objects.exists()
    assert client.post(SIGN_UP, details).url == SENT
