"""The mails of teams: what they are made of, whom they may be answered to, what a failure loses."""

import pytest
from django.core import mail

from bases.invitations import token_of
from bases.models import BaseSettings, Invitation, JoinRequest, Membership
from tests.accounts.test_mails import closed_port
from tests.bases import teams

LEA = "lea@mediation.example"
WORDS = "Pour l’atelier <b>« tout de suite »</b> & après."


@pytest.fixture
def send(team, ask_as):
    """Do, as an administrator, what sends a mail; return the mail."""
    BaseSettings.objects.filter(base=team.base).update(shown_when_closed=True)
    team.people["lea"] = teams.person(email=LEA)
    at = team.base.url

    def invite():
        form = {"addresses": LEA, "role": "reader", "message": WORDS}
        ask_as("administrator", "post", f"{at}invitations/", form)

    def answer_invitation(answer):
        invite()
        token = token_of(Invitation.objects.get(email=LEA))
        ask_as("lea", "post", f"/invitations/{token}/", {"answer": answer})

    def ask():
        Membership.objects.get(base=team.base, role="owner").delete()
        ask_as("lea", "post", f"{at}demandes/nouvelle/", {"message": WORDS})

    def answer_request(answer):
        asked = JoinRequest.objects.create(
            base=team.base, user=team.people["lea"], message=WORDS
        )
        form = {"role": "reader", "answer": WORDS}
        ask_as("administrator", "post", f"{at}demandes/{asked.pk}/{answer}/", form)

    def hand_over(answer=None):
        form = {"member": team["reader"].pk}
        ask_as("owner", "post", f"{at}equipe/ceder/", form)
        if answer:
            ask_as("reader", "post", f"{at}equipe/ceder/{answer}/")

    def change(path, **data):
        path = f"{at}equipe/{team['reader'].pk}/{path}/"
        ask_as("administrator", "post", path, data)

    actions = {
        "invited": invite,
        "invitation accepted": lambda: answer_invitation("accept"),
        "invitation refused": lambda: answer_invitation("refuse"),
        "asked": ask,
        "request accepted": lambda: answer_request("accepter"),
        "request refused": lambda: answer_request("refuser"),
        "removed": lambda: change("retirer"),
        "role changed": lambda: change("role", role="contributor"),
        "offered": hand_over,
        "offer accepted": lambda: hand_over("accepter"),
        "offer refused": lambda: hand_over("refuser"),
    }

    def do(name):
        actions[name]()
        return mail.outbox[-1]

    return do


MAILS = [
    ("invited", "lea"),
    ("invitation accepted", "administrator"),
    ("invitation refused", "administrator"),
    ("asked", "administrator"),
    ("request accepted", "lea"),
    ("request refused", "lea"),
    ("removed", "reader"),
    ("role changed", "reader"),
    ("offered", "reader"),
    ("offer accepted", "owner"),
    ("offer refused", "owner"),
]


@pytest.mark.parametrize(("name", "whom"), MAILS)
def test_a_mail_says_what_happened_in_text_and_html_and_leads_to_the_portal(
    name, whom, team, send, settings
):
    settings.WAGTAILADMIN_BASE_URL = "https://labase.example"
    message = send(name)

    [(html, kind)] = message.alternatives
    assert message.to == [team.people[whom].email]
    assert kind == "text/html"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.reply_to == []
    for body in (message.body, html):
        assert "https://labase.example/" in body
        assert team.base.title in body
        assert "{{" not in body
        assert "testserver" not in body
    assert "Bonjour" in message.body
    assert "&" not in message.body.replace(WORDS, "")
    assert "<b>" not in html
    assert "<img" not in html


@pytest.mark.parametrize("name", [name for name, _whom in MAILS])
def test_what_people_are_called_makes_no_header_and_no_markup(name, team, send):
    title = "Base\r\nBcc: tous@x.example\n<script>alert(1)</script>"
    type(team.base).objects.filter(pk=team.base.pk).update(title=title)
    for person in team.people.values():
        person.last_name = "Nom\nSubject: faux <b>"
        person.save()

    message = send(name)

    sent = message.message()
    assert sent["Bcc"] is None
    assert len(sent.get_all("Subject")) == 1
    assert "\n" not in message.subject
    [(html, _kind)] = message.alternatives
    assert "<script>" not in html
    assert "<b>" not in html


@pytest.mark.parametrize("chooses", [True, False])
@pytest.mark.parametrize("what", ["invitations/", "demandes/nouvelle/"])
def test_a_mail_is_answered_to_who_writes_it_only_where_they_choose(
    what, chooses, team, ask_as
):
    BaseSettings.objects.filter(base=team.base).update(shown_when_closed=True)
    who = "administrator" if what == "invitations/" else "stranger"
    form = {"addresses": LEA, "role": "reader", "message": "Bonjour"}
    if chooses:
        form["may_answer"] = "on"
    ask_as(who, "post", f"{team.base.url}{what}", form)
    address = team.people[who].email
    message = mail.outbox[0]
    assert message.reply_to == ([address] if chooses else [])
    assert (address in str(message.message())) is chooses


def test_mails_speak_the_language_of_the_portal(team, client, ask_as, settings):
    client.force_login(team.people["administrator"])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    ask_as("administrator", "post", f"{team.base.url}equipe/{team['reader'].pk}/retirer/")
    assert "Bonjour" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("what", ["remove", "invite"])
def test_a_mail_that_cannot_leave_is_told_and_loses_nothing(
    what, team, client, settings, caplog
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    client.force_login(team.people["administrator"])
    path, data = {
        "remove": (f"equipe/{team['reader'].pk}/retirer/", {}),
        "invite": (
            "invitations/",
            {"addresses": f"{LEA} noe@x.example", "role": "reader"},
        ),
    }[what]

    page = client.post(f"{team.base.url}{path}", data, follow=True)

    assert page.status_code == 200
    assert page.content.decode().count("notice--error") == 1
    assert "could not be sent" in caplog.text
    if what == "remove":
        assert not Membership.objects.filter(pk=team["reader"].pk).exists()
    else:
        assert Invitation.objects.count() == 2


def test_nobody_is_told_by_mail_what_they_did_themselves(team, ask_as):
    path = f"{team.base.url}equipe/{team['administrator'].pk}/role/"
    ask_as("administrator", "post", path, {"role": "reader"})
    assert mail.outbox == []
