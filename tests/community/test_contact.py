"""Writing to the team of a base, whose address stays unknown."""

import pytest
from django.core import mail
from django.test import Client

from tests import factories
from tests.accounts.test_mails import closed_port

TYPED = {
    "text": "Puis-je reprendre votre trame ?",
    "name": "Léa",
    "email": "lea@exemple.test",
}
ADDRESS = "equipe@mediatheques.example"


@pytest.fixture
def base(db):
    return factories.BasePageFactory(
        title="Médiathèques du Val", slug="mediatheques", contact_email=ADDRESS
    )


def test_a_message_goes_to_the_team_and_is_answered_to_who_writes(base, send):
    response = send(f"{base.url}contacter/", TYPED)
    assert response.url == base.url
    [message] = mail.outbox
    assert (message.to, message.cc, message.bcc) == ([ADDRESS], [], [])
    assert message.reply_to == ["lea@exemple.test"]
    assert TYPED["text"] in message.body


def test_who_is_signed_in_is_answered_at_their_account(base, person, send):
    send(f"{base.url}contacter/", TYPED, by=person)
    [message] = mail.outbox
    assert message.reply_to == [person.email]
    assert "Noé Garnier" in message.subject


@pytest.mark.parametrize("name", ["text", "name", "email"])
def test_a_message_says_what_and_who(name, base, send):
    response = send(f"{base.url}contacter/", {**TYPED, name: ""})
    assert name in response.context["form"].errors
    assert not mail.outbox


def test_the_address_is_printed_nowhere(base, read):
    for path in (base.url, f"{base.url}contacter/"):
        page = read(path)
        assert ADDRESS not in page
    assert f"{base.url}contacter/" in page


def test_a_message_that_does_not_leave_is_told_and_kept(base, send, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    response = send(f"{base.url}contacter/", TYPED)
    assert response.context["form"].non_field_errors()
    assert TYPED["text"] in response.content.decode()
    assert "could not be sent" in caplog.text


@pytest.mark.parametrize("shown", ["no address", "shown", "closed", "unknown"])
def test_there_is_a_form_only_where_it_is_needed_and_readable(shown, base, close, read):
    if shown == "no address":
        type(base).objects.update(contact_email="")
    elif shown == "shown":
        type(base).objects.update(contact_shown=True)
        assert f"mailto:{ADDRESS}" in read(base.url)
    elif shown == "closed":
        close(base)
    path = "/bases/inconnue/" if shown == "unknown" else base.url
    assert Client().get(f"{path}contacter/").status_code == 404
    assert Client().post(f"{path}contacter/", TYPED).status_code == 404


def test_somebody_writes_so_many_times_an_hour(base, person, send):
    for _ in range(6):
        response = send(f"{base.url}contacter/", TYPED, by=person)
    assert response.context["form"].non_field_errors()
    assert len(mail.outbox) == 5


def test_a_public_page_is_shared_by_its_address_and_a_closed_one_is_not(
    base, close, read
):
    member = factories.MembershipFactory(base=base).user
    assert f'value="http://testserver{base.url}"' in read(base.url)
    close(base)
    assert "data-share" not in read(base.url, by=member)
