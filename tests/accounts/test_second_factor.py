import io
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from tests.accounts.conftest import PASSWORD

SET_UP = "/compte/securite/application/activer/"
SWITCH_OFF = "/compte/securite/application/desactiver/"
CHECK = "/compte/connexion/second-facteur/"
CODES = "/compte/securite/codes/"


def code_of(secret):
    """Return the code that an application shows now."""
    # The first and the last that are taken are those of half a minute ago, and in half a minute.
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


@pytest.fixture
def set_up(client, person, sign_in):
    """Set a second factor up as `person`, through the pages, and return its secret."""

    def activate():
        sign_in(person.email)
        page = client.get(SET_UP)
        if page.status_code == 302:
            client.post(page.url, {"password": PASSWORD})
            page = client.get(SET_UP)
        secret = page.context["form"].secret
        assert secret in page.content.decode()
        assert client.post(SET_UP, {"code": code_of(secret)}).url == CODES
        return secret

    return activate


def test_a_second_factor_is_asked_after_the_password(
    client, person, set_up, sign_in, is_signed_in
):
    secret = set_up()
    client.post("/compte/deconnexion/")

    assert sign_in(person.email, next="/bases/").url == CHECK
    assert not is_signed_in()
    wrong = client.post(CHECK, {"code": "000000"})
    assert set(wrong.context["form"].errors) == {"code"}

    code = code_of(secret)
    assert client.post(CHECK, {"code": code}).url == "/bases/"
    assert is_signed_in()


def test_a_code_of_the_application_serves_once(client, person, set_up, sign_in):
    secret = set_up()
    client.post("/compte/deconnexion/")
    sign_in(person.email)
    code = code_of(secret)
    client.post(CHECK, {"code": code})
    client.post("/compte/deconnexion/")
    sign_in(person.email)
    assert client.post(CHECK, {"code": code}).context["form"].errors


def test_a_code_of_rescue_signs_in_once_without_the_telephone(
    client, person, set_up, sign_in, is_signed_in
):
    set_up()
    codes = client.get(CODES).context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] in client.get(f"{CODES}fichier/").content.decode()
    client.post("/compte/deconnexion/")

    sign_in(person.email)
    assert client.post(CHECK, {"code": codes[0]}).url == "/compte/"
    assert is_signed_in()
    client.post("/compte/deconnexion/")
    sign_in(person.email)
    assert client.post(CHECK, {"code": codes[0]}).status_code == 200
    assert not is_signed_in()


def test_codes_of_rescue_are_made_again(client, set_up):
    set_up()
    before = client.get(CODES).context["unused_codes"]
    client.post(f"{CODES}refaire/")
    after = client.get(CODES).context["unused_codes"]
    assert not set(before) & set(after)


def test_what_shows_a_secret_is_kept_by_no_browser(client, set_up, subtests):
    set_up()
    secrets = (SET_UP, CODES, f"{CODES}refaire/", f"{CODES}fichier/")
    for path in (*secrets, "/compte/courriel/", "/compte/appareils/", "/compte/service/"):
        with subtests.test(path):
            assert "no-store" in client.get(path)["Cache-Control"]


def test_a_second_factor_is_switched_off_after_a_confirmation(
    client, person, set_up, sign_in, is_signed_in
):
    set_up()
    assert client.get(SWITCH_OFF).status_code == 200
    assert Authenticator.objects.filter(user=person).exists()
    client.post(SWITCH_OFF)
    client.post("/compte/deconnexion/")
    assert sign_in(person.email).url == "/compte/"


def test_secrets_cannot_be_read_in_a_copy_of_the_database(person, set_up):
    secret = set_up()
    [stored] = Authenticator.objects.filter(user=person, type="totp")
    assert secret not in str(stored.data)


def test_secrets_outlive_a_change_of_the_key_of_the_portal(
    client, person, set_up, sign_in, settings, is_signed_in
):
    secret = set_up()
    client.post("/compte/deconnexion/")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the portal"
    sign_in(person.email)
    client.post(CHECK, {"code": code_of(secret)})
    assert is_signed_in()


def test_too_many_wrong_codes_are_told(client, person, set_up, sign_in, settings):
    set_up()
    client.post("/compte/deconnexion/")
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/key"}
    sign_in(person.email)
    for _attempt in range(2):
        client.post(CHECK, {"code": "000000"})
    page = client.post(CHECK, {"code": "000000"})
    assert "Trop" in page.content.decode()


@pytest.fixture
def staff(person, settings):
    """Make `person` one of the staff, who must have a second factor."""
    settings.SECOND_FACTOR_OF_STAFF = True

    def join(role):
        if role == "superuser":
            person.is_superuser = True
            person.save()
        elif role == "editor":
            group = Group.objects.create(name="Rédaction du portail")
            group.permissions.add(Permission.objects.get(codename="access_admin"))
            person.groups.add(group)

    return join


@pytest.mark.parametrize(
    ("role", "path", "is_stopped"),
    [
        ("superuser", "/admin/", True),
        ("superuser", "/bases/", True),
        ("superuser", "/compte/", False),
        ("editor", "/admin/", True),
        ("editor", "/bases/", False),
        ("member", "/bases/", False),
    ],
)
def test_staff_set_a_second_factor_up_before_they_work(
    role, path, is_stopped, client, person, staff, base
):
    staff(role)
    client.force_login(person)
    answer = client.get(path)
    stopped = answer.status_code == 302 and answer.url.startswith(SET_UP)
    assert stopped is is_stopped


def test_staff_go_on_where_they_were_going_once_it_is_set_up(
    client, person, staff, set_up
):
    staff("superuser")
    set_up()
    assert client.get("/admin/").status_code == 200


def test_staff_cannot_switch_it_off(client, person, staff, set_up):
    staff("superuser")
    set_up()
    page = client.post(SWITCH_OFF)
    assert "ne peut pas être désactivé" in page.content.decode()
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_where_the_set_up_is_shown_the_key_can_be_copied_by_hand(client, person, sign_in):
    sign_in(person.email)
    client.post("/compte/verification/", {"password": PASSWORD})
    page = client.get(SET_UP).content.decode()
    assert re.search(r'<code class="key">[A-Z2-7]{32}</code>', page)
    assert 'src="data:image/svg+xml' in page


def test_who_lost_the_telephone_and_the_codes_is_let_in_by_an_operator(
    client, person, set_up, sign_in, is_signed_in
):
    set_up()
    client.post("/compte/deconnexion/")
    call_command("remove_second_factor", person.email.upper(), stderr=io.StringIO())
    assert sign_in(person.email).url == "/compte/"
    assert is_signed_in()


def test_an_operator_who_mistypes_an_address_is_told(db):
    with pytest.raises(CommandError, match=r"personne@atelier\.example"):
        call_command("remove_second_factor", "personne@atelier.example")
