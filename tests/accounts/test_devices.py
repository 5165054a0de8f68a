import pytest
from django.test import Client

from accounts.devices import device_of
from tests.accounts.conftest import PASSWORD

DEVICES = "/compte/appareils/"
FIREFOX = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
)


@pytest.fixture
def elsewhere(person):
    """The browser of `person` on another device."""
    browser = Client(headers={"user-agent": FIREFOX})
    browser.post("/compte/connexion/", {"login": person.email, "password": PASSWORD})
    return browser


def is_in(browser):
    return browser.get("/compte/").status_code == 200


def test_the_devices_where_i_am_signed_in_are_listed(client, person, sign_in, elsewhere):
    sign_in(person.email)
    page = client.get(DEVICES)
    rows = page.context["rows"]
    assert [row["device"] for row in rows] == ["Appareil inconnu", "Firefox, Windows"]
    assert [row["is_current"] for row in rows] == [True, False]


def test_one_device_is_signed_out(client, person, sign_in, elsewhere):
    sign_in(person.email)
    other = client.get(DEVICES).context["rows"][1]["session"]
    client.post(DEVICES, {"session": other.pk})
    assert not is_in(elsewhere)
    assert is_in(client)


def test_all_the_other_devices_are_signed_out(client, person, sign_in, elsewhere):
    sign_in(person.email)
    client.post(DEVICES)
    assert not is_in(elsewhere)
    assert is_in(client)


@pytest.mark.parametrize(
    "named", ["0", "x", "", "²", "999999999999999999999", "9" * 10_000]
)
def test_the_device_of_somebody_else_is_unknown(
    named, client, person, sign_in, visitors, db
):
    sign_in(person.email)
    assert client.post(DEVICES, {"session": named}).status_code == 404


def test_nobody_signs_out_the_device_of_another(client, person, elsewhere, visitors):
    mine = elsewhere.get(DEVICES).context["rows"][0]["session"]
    client.force_login(visitors["stranger"])
    assert client.post(DEVICES, {"session": mine.pk}).status_code == 404
    assert is_in(elsewhere)


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (FIREFOX, "Firefox, Windows"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
            " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36"
            " Edg/140",
            "Edge, Windows",
        ),
        ("", "Appareil inconnu"),
        ("<script>", "Appareil inconnu"),
    ],
)
def test_a_device_has_the_name_that_a_person_gives_it(user_agent, device):
    assert device_of(user_agent) == device
