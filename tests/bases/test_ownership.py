"""A base is handed over: offered, then accepted, refused or withdrawn."""

import pytest
from django.core import mail

from bases.models import Membership, OwnershipOffer


@pytest.fixture
def hand(team, ask_as):
    """Do one of the steps of handing over, as somebody."""

    def post(who, step="", **data):
        path = f"{team.base.url}equipe/ceder/{step and step + '/'}"
        return ask_as(who, "post", path, data)

    return post


@pytest.fixture
def offered(team, hand):
    """The base, offered by its owner to its contributor."""
    hand("owner", member=team["contributor"].pk)
    mail.outbox.clear()
    return OwnershipOffer.objects.get()


def role(team, who):
    return Membership.objects.get(base=team.base, user=team.people[who]).role


def test_an_offer_changes_nothing_until_it_is_accepted(team, hand):
    hand("owner", member=team["contributor"].pk)
    assert OwnershipOffer.objects.get().offered_to == team.people["contributor"]
    assert role(team, "owner") == "owner"
    assert role(team, "contributor") == "contributor"
    assert [message.to for message in mail.outbox] == [[team.people["contributor"].email]]


def test_who_accepts_owns_the_base_and_who_owned_it_administers_it(team, offered, hand):
    hand("contributor", "accepter")
    assert role(team, "contributor") == "owner"
    assert role(team, "owner") == "administrator"
    assert not OwnershipOffer.objects.exists()
    assert [message.to for message in mail.outbox] == [[team.people["owner"].email]]


def test_accepting_twice_is_accepting_once(team, offered, hand):
    answers = [hand("contributor", "accepter") for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert role(team, "contributor") == "owner"
    assert len(mail.outbox) == 1


def test_who_refuses_changes_nothing_and_the_owner_is_told(team, offered, hand):
    hand("contributor", "refuser")
    assert role(team, "owner") == "owner"
    assert not OwnershipOffer.objects.exists()
    assert [message.to for message in mail.outbox] == [[team.people["owner"].email]]


def test_an_offer_is_withdrawn_by_the_owner(team, offered, hand):
    hand("owner", "retirer")
    assert not OwnershipOffer.objects.exists()
    hand("contributor", "accepter")
    assert role(team, "contributor") == "contributor"


@pytest.mark.parametrize(
    ("who", "step"),
    [
        ("reader", "accepter"),
        ("owner", "accepter"),
        ("superuser", "accepter"),
        ("reader", "refuser"),
        ("administrator", "refuser"),
        ("contributor", "retirer"),
        ("administrator", "retirer"),
        ("stranger", "accepter"),
    ],
)
def test_an_offer_is_answered_by_whom_it_is_for(who, step, team, offered, hand):
    assert hand(who, step).status_code == 404
    assert OwnershipOffer.objects.exists()
    assert role(team, "owner") == "owner"


@pytest.mark.parametrize("who", ["administrator", "contributor", "reader"])
def test_only_the_owner_offers_the_base(who, team, hand):
    assert hand(who, member=team["reader"].pk).status_code == 404
    assert not OwnershipOffer.objects.exists()


def test_the_base_is_offered_to_one_person_at_a_time(team, offered, hand):
    hand("owner", member=team["reader"].pk)
    assert OwnershipOffer.objects.get().offered_to == team.people["contributor"]


@pytest.mark.parametrize("whom", ["owner", "elsewhere", "closed", "unknown", ""])
def test_the_base_is_offered_to_another_active_member(whom, team, hand):
    team.people["reader"].is_active = False
    team.people["reader"].save()
    ids = {
        "owner": team["owner"].pk,
        "elsewhere": Membership.objects.get(base=team.elsewhere).pk,
        "closed": team["reader"].pk,
        "unknown": 0,
    }
    page = hand("owner", member=ids.get(whom, ""))
    assert page.status_code == 200
    assert not OwnershipOffer.objects.exists()


def test_an_offer_of_who_owns_the_base_no_longer_is_not_accepted(team, offered, hand):
    Membership.objects.filter(pk=team["owner"].pk).update(role="reader")
    hand("contributor", "accepter")
    assert role(team, "contributor") == "contributor"


def test_a_superuser_hands_over_a_base_whose_owner_is_gone(team, hand):
    team["owner"].delete()
    hand("superuser", member=team["administrator"].pk)
    hand("administrator", "accepter")
    assert role(team, "administrator") == "owner"


@pytest.mark.parametrize("step", ["accepter", "refuser", "retirer"])
def test_the_steps_of_handing_over_refuse_to_be_only_read(step, team, offered, ask_as):
    path = f"{team.base.url}equipe/ceder/{step}/"
    assert ask_as("contributor", "get", path).status_code == 405
    assert OwnershipOffer.objects.exists()


def test_an_offer_waits_in_the_account_and_on_the_page_of_the_team(team, offered, client):
    client.force_login(team.people["contributor"])
    for path in ("/compte/", f"{team.base.url}equipe/"):
        assert "vous cède cette base" in client.get(path).content.decode()
    client.force_login(team.people["reader"])
    for path in ("/compte/", f"{team.base.url}equipe/"):
        assert "vous cède" not in client.get(path).content.decode()
