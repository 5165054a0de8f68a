"""Invitations: who is invited, whom the link serves, how often, until when."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from bases import invitations
from bases.models import Invitation, JoinRequest, Membership
from bases.team_forms import addresses_in
from tests import factories
from tests.bases import teams
from tests.rolling_back import rolled_back

LEA = "lea@mediation.example"


@pytest.fixture
def invite(team, ask_as):
    """Invite addresses through the screen; return what became of each."""

    def post(addresses, *, who="administrator", role="contributor", **data):
        form = {"addresses": addresses, "role": role, **data}
        response = ask_as(who, "post", f"{team.base.url}invitations/", form)
        return [
            (each.address, each.outcome.value) for each in response.context["results"]
        ]

    return post


@pytest.fixture
def link(invite):
    """The path of the link that an invited person gets by e-mail."""
    invite(LEA)
    return link_in(mail.outbox.pop())


@pytest.fixture
def follow(django_capture_on_commit_callbacks):
    """Open the link of an invitation as somebody, or answer it; the mails leave."""

    def follow(link, person=None, **answer):
        client = Client()
        if person:
            client.force_login(person)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(link, answer) if answer else client.get(link)

    return follow


def link_in(message):
    return re.search(r"https?://[^/\s]+(/invitations/\S+)", message.body).group(1)


def is_member(base, person):
    return Membership.objects.filter(base=base, user=person).exists()


def the_invitation():
    return Invitation.objects.get(email=LEA)


def test_each_line_of_a_pasted_list_says_what_became_of_it(team, invite):
    member = team.people["reader"].email
    invite("noe@x.example")
    outcomes = invite(
        f"Léa R. <{LEA}>\n{member.upper()}, noe@x.example\nnoe(at)x.example"
    )
    assert outcomes == [
        (LEA, "invited"),
        (member, "member"),
        ("noe@x.example", "waiting"),
        ("noe(at)x.example", "no_address"),
    ]
    assert [message.to for message in mail.outbox] == [["noe@x.example"], [LEA]]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("a@x.fr", ["a@x.fr"]),
        (" a@x.fr ;b@x.fr,\r\n\tc@x.fr ", ["a@x.fr", "b@x.fr", "c@x.fr"]),
        ("a@x.fr b@x.fr", ["a@x.fr", "b@x.fr"]),
        ('"Roche, Léa" <a@x.fr>, Noé G. <b@x.fr>', ["a@x.fr", "b@x.fr"]),
        ("A@x.fr a@X.fr", ["A@x.fr"]),
        ("<>,;\n", []),
    ],
)
def test_addresses_are_found_in_what_is_pasted(text, addresses):
    assert addresses_in(text) == addresses


@pytest.mark.parametrize(
    "form",
    [
        {"addresses": "", "role": "reader"},
        {"addresses": " , ", "role": "reader"},
        {"addresses": LEA, "role": "owner"},
        {"addresses": LEA, "role": "reader", "message": "a" * 501},
        {"addresses": "\n".join(f"p{n}@x.fr" for n in range(21)), "role": "reader"},
        {"addresses": f"{LEA}\0", "role": "reader"},
    ],
    ids=["none", "nothing", "owner", "long message", "twenty-one", "null"],
)
def test_a_form_that_is_wrong_invites_nobody_and_says_why(form, team, ask_as):
    page = ask_as("owner", "post", f"{team.base.url}invitations/", form)
    assert page.context["form"].errors
    assert "notice--error" in page.content.decode()
    assert not Invitation.objects.exists()


def test_an_invitation_is_the_same_with_an_account_and_without_one(team, invite):
    teams.person(email="noe@x.example")
    assert invite(f"noe@x.example {LEA}") == [
        ("noe@x.example", "invited"),
        (LEA, "invited"),
    ]
    with_one, without = (
        message.body.replace("noe@x.example", LEA).split("http")[0]
        for message in mail.outbox
    )
    assert with_one == without


def test_opening_the_link_changes_nothing_and_the_button_joins(team, link, follow):
    lea = teams.person(email=LEA)
    page = follow(link, lea)
    assert team.base.title in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    assert not is_member(team.base, lea)

    assert follow(link, lea, answer="accept").url == team.base.url
    membership = Membership.objects.get(base=team.base, user=lea)
    assert membership.role == "contributor"
    assert membership.invited_by == team.people["administrator"]
    [message] = mail.outbox
    assert message.to == [team.people["administrator"].email]


def test_an_invitation_that_is_refused_is_told_and_joins_nobody(team, link, follow):
    lea = teams.person(email=LEA)
    follow(link, lea, answer="refuse")
    assert not is_member(team.base, lea)
    assert the_invitation().state == "refused"
    assert [message.to for message in mail.outbox] == [
        [team.people["administrator"].email]
    ]


@pytest.mark.parametrize("who", ["stranger", "owner", "anonymous", "unconfirmed"])
def test_a_link_serves_only_the_person_invited(who, team, link, follow, subtests):
    people = {**team.people, "unconfirmed": factories.UserFactory(email=LEA)}
    for answer in ({}, {"answer": "accept"}, {"answer": "refuse"}):
        with subtests.test(answer=answer), rolled_back():
            page = follow(link, people.get(who), **answer)
            shown = page.content.decode()
            assert page.status_code == 200
            for hidden in (team.base.title, "Rôle administrator", 'name="answer"'):
                assert hidden not in shown
            assert the_invitation().state == "pending"
            if who != "anonymous":
                assert LEA not in shown


def test_who_has_no_account_is_led_to_create_it_with_the_address_typed(link, follow):
    shown = follow(link).content.decode()
    path = re.search(r'href="(/compte/inscription/[^"]+)"', shown).group(1)
    form = Client().get(path.replace("&amp;", "&")).content.decode()
    assert f'value="{LEA}"' in form
    assert f'name="next" value="{link}"' in form


def test_somebody_without_an_account_creates_it_confirms_it_and_joins(team, link):
    client, password = Client(), "une phrase bien assez longue"
    details = {
        "first_name": "Léa",
        "last_name": "Roche",
        "email": LEA,
        "actor_type": factories.ActorTypeFactory().pk,
        "territory": factories.TerritoryFactory().pk,
        "password1": password,
        "charter": "on",
        "next": link,
    }
    client.post("/compte/inscription/", details)
    assert not is_member(team.base, User.objects.get(email=LEA))
    client.post(re.search(r"https?://[^/\s]+(/\S+)", mail.outbox.pop().body).group(1))
    page = client.post(
        "/compte/connexion/", {"login": LEA, "password": password}, follow=True
    )
    assert f'href="{link}"' in page.content.decode()
    client.post(link, {"answer": "accept"})
    assert is_member(team.base, User.objects.get(email=LEA))
    assert client.get(team.base.url).status_code == 200


def test_an_invitation_waits_for_who_creates_their_account_later(team, link, client):
    client.force_login(teams.person(email=LEA.upper()))
    page = client.get("/compte/").content.decode()
    assert team.base.title in page
    assert f'href="{link}"' in page


SPENT = {
    "accepted": {"state": "accepted"},
    "refused": {"state": "refused"},
    "withdrawn": {"state": "withdrawn"},
    "expired": {"expires_at": timezone.now() - timedelta(seconds=1)},
}


@pytest.mark.parametrize("spent", [*SPENT, "base closed for good"])
def test_a_link_that_serves_no_longer_says_so_and_names_nothing(
    spent, team, link, follow
):
    lea = teams.person(email=LEA)
    if spent in SPENT:
        Invitation.objects.filter(email=LEA).update(**SPENT[spent])
    else:
        team.base.unpublish()
    for answer in ({}, {"answer": "accept"}):
        page = follow(link, lea, **answer)
        assert team.base.title not in page.content.decode()
        assert not is_member(team.base, lea)
    client = Client()
    client.force_login(lea)
    assert team.base.title not in client.get("/compte/").content.decode()


@pytest.mark.parametrize("confirmed", [True, False])
def test_an_invitation_waits_at_a_personal_address_too_once_it_is_confirmed(
    confirmed, team, link, follow, client
):
    stranger = team.people["stranger"]
    EmailAddress.objects.create(user=stranger, email=LEA, verified=confirmed)
    client.force_login(stranger)
    assert (link in client.get("/compte/").content.decode()) is confirmed
    follow(link, stranger, answer="accept")
    assert is_member(team.base, stranger) is confirmed


def test_who_joined_reads_at_the_link_that_they_did_and_goes_on(team, link, follow):
    lea = teams.person(email=LEA)
    follow(link, lea, answer="accept")
    told = len(mail.outbox)
    for answer in ({}, {"answer": "accept"}, {"answer": "refuse"}):
        page = follow(link, lea, **answer).content.decode()
        assert f"Vous êtes dans l’équipe de {team.base.title}" in page
        assert f'href="{team.base.url}"' in page
    assert is_member(team.base, lea)
    assert len(mail.outbox) == told


def test_an_invitation_serves_once(team, link, follow):
    lea = teams.person(email=LEA)
    follow(link, lea, answer="accept")
    Membership.objects.get(base=team.base, user=lea).delete()
    follow(link, lea, answer="accept")
    assert not is_member(team.base, lea)


@pytest.mark.parametrize("change", ["x{}", "{}x", "1.0.{}", "\0", "é"])
def test_a_link_that_was_never_sent_answers_like_any_unknown_address(
    change, link, follow
):
    token = link.split("/")[-2]
    path = f"/invitations/{change.format(token)}/"
    assert follow(path, teams.person(email=LEA)).status_code == 404


def test_a_role_is_not_lowered_by_an_older_invitation(team, link, follow):
    lea = teams.person(email=LEA)
    factories.MembershipFactory(base=team.base, user=lea, role="administrator")
    follow(link, lea, answer="accept")
    assert Membership.objects.get(base=team.base, user=lea).role == "administrator"


def test_joining_settles_what_the_person_asked(team, link, follow):
    lea = teams.person(email=LEA)
    asked = JoinRequest.objects.create(base=team.base, user=lea, message="Bonjour")
    follow(link, lea, answer="accept")
    asked.refresh_from_db()
    assert asked.state == "accepted"


def posted(team, ask_as, action):
    path = f"{team.base.url}invitations/{the_invitation().pk}/{action}/"
    return ask_as("owner", "post", path)


def test_an_invitation_is_sent_again_with_its_whole_time(team, link, ask_as):
    sent = timezone.now() - timedelta(days=13)
    Invitation.objects.update(sent_at=sent, expires_at=sent + invitations.LIFE)
    posted(team, ask_as, "renvoyer")
    assert the_invitation().expires_at > timezone.now() + timedelta(days=13)
    assert link_in(mail.outbox.pop()) == link


def test_an_invitation_is_not_sent_again_within_the_hour(team, link, ask_as):
    posted(team, ask_as, "renvoyer")
    assert mail.outbox == []


def test_an_invitation_that_is_withdrawn_opens_nothing_more(team, link, ask_as, follow):
    posted(team, ask_as, "retirer")
    lea = teams.person(email=LEA)
    follow(link, lea, answer="accept")
    assert not is_member(team.base, lea)


def test_an_invitation_that_expired_can_be_made_again(team, link, invite):
    long_ago = timezone.now() - timedelta(days=20)
    Invitation.objects.update(sent_at=long_ago, expires_at=long_ago + invitations.LIFE)
    assert invite(LEA, role="reader") == [(LEA, "invited")]
    assert the_invitation().role == "reader"


@pytest.mark.parametrize(
    ("limit", "outcome"),
    [
        ("WAITING_PER_BASE", "full"),
        ("SENT_PER_PERSON_AND_DAY", "too_many"),
    ],
)
def test_invitations_are_limited_and_the_limit_is_told(
    limit, outcome, invite, monkeypatch
):
    monkeypatch.setattr(invitations, limit, 2)
    assert invite("a@x.fr b@x.fr c@x.fr") == [
        ("a@x.fr", "invited"),
        ("b@x.fr", "invited"),
        ("c@x.fr", outcome),
    ]
    assert len(mail.outbox) == 2


def test_nobody_is_written_to_again_and_again(invite, team, ask_as):
    for _ in range(invitations.SENT_PER_ADDRESS_AND_DAY):
        assert invite(LEA) == [(LEA, "invited")]
        pending = Invitation.objects.get(email=LEA, state="pending")
        ask_as("owner", "post", f"{team.base.url}invitations/{pending.pk}/retirer/")
    assert invite(LEA) == [(LEA, "too_often")]
