import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD

SIGN_IN = "/compte/connexion/"


@pytest.mark.parametrize("typed", ["noe@atelier.example", " NOE@Atelier.Example "])
def test_the_case_of_an_address_does_not_matter(typed, person, sign_in, is_signed_in):
    assert sign_in(typed).url == "/compte/"
    assert is_signed_in()


@pytest.mark.parametrize(
    ("email", "password"),
    [("noe@atelier.example", "une autre phrase"), ("personne@atelier.example", PASSWORD)],
)
def test_a_refusal_is_the_same_whether_the_address_is_known_or_not(
    email, password, person, sign_in, is_signed_in
):
    response = sign_in(email, password)
    assert response.status_code == 200
    [error] = response.context["form"].non_field_errors().as_data()
    assert error.code == "email_password_mismatch"
    assert response.context["form"]["login"].value() == email
    assert password not in response.content.decode()
    assert not is_signed_in()


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        ("/recherche/?q=mot+de+passe&theme=2", "/recherche/?q=mot+de+passe&theme=2"),
        ("/bases/mediatheques/", "/bases/mediatheques/"),
        ("http://testserver/bases/", "http://testserver/bases/"),
        ("", "/compte/"),
        ("https://ailleurs.example/", "/compte/"),
        ("//ailleurs.example/", "/compte/"),
        ("///ailleurs.example/", "/compte/"),
        ("/\\ailleurs.example/", "/compte/"),
        ("http:ailleurs.example", "/compte/"),
        ("http://testserver@ailleurs.example/", "/compte/"),
        ("http://testserver.ailleurs.example/", "/compte/"),
        # Allowed as a host, which does not make it the place where one was.
        ("http://localhost/", "/compte/"),
        ("javascript:alert(1)", "/compte/"),
        ("data:text/html,x", "/compte/"),
    ],
)
def test_signing_in_goes_on_to_the_page_asked_for_and_never_leaves_the_portal(
    asked, reached, person, sign_in
):
    assert sign_in(person.email, next=asked).url == reached


@pytest.mark.parametrize(
    "next_page", ["//ailleurs.example/", "https://ailleurs.example/"]
)
def test_signing_out_never_leaves_the_portal(next_page, client, person):
    client.force_login(person)
    assert client.post("/compte/deconnexion/", {"next": next_page}).url == "/"


def test_only_a_button_signs_out(client, person, is_signed_in):
    client.force_login(person)

    page = client.get("/compte/deconnexion/")
    assert page.status_code == 200
    assert is_signed_in()

    client.post("/compte/deconnexion/")
    assert not is_signed_in()


def test_a_device_is_remembered_only_where_one_asks_for_it(client, person, sign_in):
    sign_in(person.email)
    assert client.session.get_expire_at_browser_close()
    client.post("/compte/deconnexion/")
    sign_in(person.email, remember="on")
    assert not client.session.get_expire_at_browser_close()


def test_too_many_wrong_passwords_are_told_and_what_was_typed_is_kept(
    settings, person, sign_in, is_signed_in
):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/key"}
    for _attempt in range(2):
        sign_in(person.email, "une autre phrase")
    response = sign_in(person.email)
    [error] = response.context["form"].non_field_errors().as_data()
    assert error.code == "too_many_login_attempts"
    assert response.context["form"]["login"].value() == person.email
    assert not is_signed_in()


@pytest.mark.parametrize(
    ("action", "path"),
    [
        ("login", SIGN_IN),
        ("signup", "/compte/inscription/"),
        ("reset_password", "/compte/mot-de-passe/oubli/"),
    ],
)
def test_too_many_requests_get_a_page_of_ours(action, path, settings, client, person):
    settings.ACCOUNT_RATE_LIMITS = {action: "1/m/ip"}
    client.post(path, {"email": person.email})
    response = client.post(path, {"email": person.email})
    assert response.status_code == 429
    assert "429.html" in [template.name for template in response.templates]


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("/admin/", "/compte/connexion/?next=/admin/"),
        ("/admin/login/?next=/admin/pages/", "/compte/connexion/?next=/admin/pages/"),
        ("/_util/login/?next=/bases/", "/compte/connexion/?next=/bases/"),
        ("/admin/password_reset/", "/compte/mot-de-passe/oubli/"),
    ],
)
def test_the_doors_of_wagtail_lead_to_ours(door, leads_to, client, db):
    assert client.get(door).url == leads_to
    assert client.post(door, {"username": "x", "password": "x"}).status_code == 302


def test_the_password_and_address_forms_of_wagtail_are_not_served(client, visitors):
    client.force_login(visitors["superuser"])
    page = client.get("/admin/account/").content.decode()
    assert 'name="name_email-first_name"' in page
    assert "name_email-email" not in page
    assert "password-new_password1" not in page
    token = "/admin/password_reset/confirm/MQ/set-password/"
    assert client.get(token).status_code == 404


def test_signing_out_of_the_admin_takes_a_button_too(client, visitors, is_signed_in):
    client.force_login(visitors["superuser"])
    assert client.get("/admin/logout/").status_code == 200
    assert is_signed_in()
    assert client.post("/admin/logout/").url == "/"
    assert not is_signed_in()


@pytest.mark.parametrize("path", ["/admin/", "http://testserver/admin/"])
def test_who_may_not_enter_the_admin_is_sent_to_their_account(
    path, client, person, sign_in
):
    answer = sign_in(person.email, next=path)
    page = client.get(answer.url, follow=True)
    assert page.redirect_chain[-1][0] == "/compte/"
    assert page.status_code == 200


def test_a_superuser_made_from_the_shell_can_sign_in(
    db, sign_in, monkeypatch, is_signed_in
):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser",
        interactive=False,
        verbosity=0,
        email="Cheffe@Portail.example",
        first_name="Ada",
        last_name="Martin",
    )
    assert sign_in("cheffe@portail.example", next="/admin/").url == "/admin/"
    assert is_signed_in()
    assert User.objects.get().is_superuser


def test_a_closed_account_is_signed_out_at_once(client, person, is_signed_in):
    client.force_login(person)
    person.is_active = False
    person.save()
    assert not is_signed_in()


def test_a_form_without_its_token_is_refused(person):
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 403
