from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.confirmation import vouch_for_address
from accounts.models import Activity, User
from tests import factories
from tests.accounts.conftest import PASSWORD, link_in

TODAY = timezone.localdate()


@pytest.fixture
def away(person):
    """Return a function that makes `person` last seen so many days ago."""

    def go(days, who=person, **activity):
        long_ago = timezone.now() - timedelta(days=900)
        User.objects.filter(pk=who.pk).update(date_joined=long_ago, last_login=None)
        Activity.objects.update_or_create(
            user=who, defaults={"last_seen_on": TODAY - timedelta(days=days), **activity}
        )

    return go


def days_ago(days):
    return TODAY - timedelta(days=days)


def run(**options):
    told = StringIO()
    call_command(
        "close_inactive_accounts",
        stdout=told,
        stderr=StringIO(),
        **{"apply": True, **options},
    )
    return told.getvalue()


def is_closed(person):
    return Activity.objects.filter(user=person, closed_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("days", "activity", "due"),
    [
        (334, {}, ""),
        (335, {}, "first warning"),
        (900, {}, "first warning"),
        (349, {"warned_on": days_ago(14)}, ""),
        (350, {"warned_on": days_ago(15)}, "second warning"),
        (360, {"warned_on": days_ago(3)}, ""),
        (364, {"warned_on": days_ago(30), "warned_again_on": days_ago(20)}, ""),
        (365, {"warned_on": days_ago(30), "warned_again_on": days_ago(15)}, "closed"),
        (900, {"warned_on": days_ago(30), "warned_again_on": days_ago(14)}, ""),
    ],
)
def test_each_step_comes_in_its_time_however_many_days_were_missed(
    days, activity, due, person, away
):
    away(days, **activity)
    listed = run(apply=False)
    assert listed == (f"{person.email}\t{due}\n" if due else "")
    assert not mail.outbox
    assert not is_closed(person)

    assert run() == listed
    assert len(mail.outbox) == ("warning" in due)
    assert is_closed(person) is (due == "closed")
    assert run() == ""
    assert len(mail.outbox) == ("warning" in due)


def test_some_are_never_warned(person, away):
    banned, unconfirmed, superuser = factories.UserFactory.create_batch(3)
    for each in (banned, superuser):
        vouch_for_address(each)
    for each in (banned, unconfirmed, superuser):
        away(900, each)
    User.objects.filter(pk=banned.pk).update(is_active=False)
    User.objects.filter(pk=superuser.pk).update(is_superuser=True)
    assert run() == ""


def test_a_warning_that_could_not_be_sent_is_sent_another_day(person, away, settings):
    away(340)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError):
        run()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "first warning" in run()


def test_to_come_back_forgets_the_warnings_and_is_written_once_a_day(
    client, person, away, count_queries
):
    away(340, warned_on=days_ago(5))
    client.force_login(person)
    first = count_queries(lambda: client.get("/compte/securite/"))
    activity = Activity.objects.get(user=person)
    assert (activity.last_seen_on, activity.warned_on) == (TODAY, None)
    assert count_queries(lambda: client.get("/compte/securite/")) < first


def closed_account(person, away):
    away(400, closed_at=timezone.now())


def test_a_closed_account_is_told_how_to_open_after_the_right_password_alone(
    client, person, away, sign_in, is_signed_in
):
    closed_account(person, away)
    wrong = sign_in(person.email, "pas le bon mot de passe")
    unknown = sign_in("personne@exemple.test")
    assert wrong.status_code == unknown.status_code == 200
    assert "fermé" not in wrong.content.decode()

    answer = sign_in(person.email)
    assert answer.url == "/compte/ferme/"
    assert "/compte/mot-de-passe/oubli/" in client.get(answer.url).content.decode()
    assert not is_signed_in()


def ask_reset(client, person):
    mail.outbox.clear()
    client.post("/compte/mot-de-passe/oubli/", {"email": person.email})
    return mail.outbox


def choose_password(client, link):
    client.post(client.get(link).url, {"password1": PASSWORD + " encore"})


def test_a_new_password_opens_a_closed_account_again(
    client, person, away, sign_in, is_signed_in
):
    closed_account(person, away)
    choose_password(client, link_in(ask_reset(client, person)[0]))
    assert not is_closed(person)
    sign_in(person.email, PASSWORD + " encore")
    assert is_signed_in()


def test_who_is_forbidden_never_opens_their_account_themself(
    client, person, away, sign_in, is_signed_in
):
    closed_account(person, away)
    link = link_in(ask_reset(client, person)[0])
    User.objects.filter(pk=person.pk).update(is_active=False)
    choose_password(client, link)
    assert sign_in(person.email, PASSWORD + " encore").url != "/compte/ferme/"
    assert sign_in(person.email).status_code in {200, 302}
    assert not is_signed_in()
    assert not User.objects.get(pk=person.pk).is_active


def test_a_session_that_is_still_open_ends_with_its_account(client, person, away):
    client.force_login(person)
    closed_account(person, away)
    cache.clear()
    assert client.get("/compte/").status_code == 302


def test_staff_are_told_of_bases_that_nobody_administers_any_more(person, away):
    superuser = factories.UserFactory(is_superuser=True)
    left = factories.MembershipFactory(user=person, role="owner").base
    kept = factories.MembershipFactory(user=person, role="owner").base
    factories.MembershipFactory(base=kept, role="administrator")
    away(400, warned_on=days_ago(40), warned_again_on=days_ago(20))
    run()
    (told,) = mail.outbox
    assert told.to == [superuser.email]
    assert left.title in told.body
    assert "/admin/bases/basewithoutadministrator/" in told.body
    assert left.memberships.exists()


def test_an_administrator_does_not_leave_a_base_to_a_closed_account(
    client, person, away, base
):
    factories.MembershipFactory(base=base, user=person, role="administrator")
    closed_account(person, away)
    leaving = factories.MembershipFactory(base=base, role="administrator").user
    client.force_login(leaving)
    client.post(f"/bases/{base.slug}/equipe/quitter/")
    assert base.memberships.filter(user=leaving).exists()
