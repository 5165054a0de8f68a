import socket

import pytest
from django.core import mail

from accounts.models import User


@pytest.fixture
def ask(client, details, person):
    """Do what sends a mail, by its name."""
    posts = {
        "new": ("/compte/inscription/", details),
        "known": ("/compte/inscription/", {**details, "email": person.email}),
        "reset": ("/compte/mot-de-passe/oubli/", {"email": person.email}),
        "unknown": ("/compte/mot-de-passe/oubli/", {"email": "rien@atelier.example"}),
    }

    def post(name, **headers):
        path, data = posts[name]
        client.post(path, data, **headers)
        [message] = mail.outbox
        return message

    return post


@pytest.mark.parametrize("name", ["new", "known", "reset", "unknown"])
def test_a_mail_is_sent_in_text_and_html_from_the_address_of_the_settings(
    name, ask, settings
):
    settings.DEFAULT_FROM_EMAIL = "La Base <bonjour@labase.example>"
    settings.WAGTAILADMIN_BASE_URL = "https://labase.example"

    message = ask(name)

    [(html, kind)] = message.alternatives
    assert kind == "text/html"
    assert message.from_email == "La Base <bonjour@labase.example>"
    assert "\n" not in message.subject
    for body in (message.body, html):
        assert "https://labase.example/compte/" in body
        assert "{{" not in body
    assert "&" not in message.body
    assert "<img" not in html
    assert "http://testserver" not in message.body + html


@pytest.mark.parametrize("name", ["new", "known", "reset", "unknown"])
def test_the_host_of_a_request_does_not_choose_where_a_mail_leads(name, ask, settings):
    settings.ALLOWED_HOSTS = ["*"]
    message = ask(name, HTTP_HOST="piege.example")
    assert "piege.example" not in str(message.message())


def test_holiday_responders_leave_our_mails_alone(ask):
    assert ask("new").extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("known", [True, False])
def test_a_mail_that_cannot_leave_is_told_and_loses_nothing(
    known, client, details, person, settings, caplog
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    if known:
        details["email"] = person.email

    page = client.post("/compte/inscription/", details, follow=True)

    assert page.status_code == 200
    assert "notice--error" in page.content.decode()
    assert "could not be sent" in caplog.text
    assert User.objects.filter(email=details["email"]).count() == 1


def closed_port():
    """Return a port of this machine where nothing answers."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        return place.getsockname()[1]
