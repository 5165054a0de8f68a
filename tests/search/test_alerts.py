"""The mails that tell what is new for the searches that people saved."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Activity, User
from bases.models import Membership
from search import alerts, noting
from search.models import SavedSearch, SoughtWords
from tests import factories
from tests.bases import teams

NOW = timezone.now()
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def person(db):
    """Somebody with a confirmed address."""
    return teams.person(first_name="Noé", last_name="Garnier")


@pytest.fixture
def wait_for(person):
    """Return a function that saves a search whose news are mailed, last looked at yesterday."""

    def save(question, *, name="Ma recherche", by=person, **fields):
        fields = {"alerts": True, "looked_at": YESTERDAY, **fields}
        return SavedSearch.objects.create(
            person=by, name=name, question=question, **fields
        )

    return save


def publish(
    title="Atelier photo", *, hours_ago=1, make=factories.ResourcePageFactory, **f
):
    """Publish something some hours ago."""
    published = timezone.now() - timedelta(hours=hours_ago)
    return make(title=title, first_published_at=published, **f)


def run():
    told = StringIO()
    call_command("send_alerts", stdout=StringIO(), stderr=told)
    return told.getvalue()


def text():
    """Return the words of the only mail."""
    [letter] = mail.outbox
    return letter.body.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")


def test_one_mail_tells_all_that_is_new_and_where_it_stands(person, wait_for, base):
    wait_for("q=atelier", name="Des ateliers")
    wait_for("type=bases&q=mediatheque", name="Des médiathèques")
    wait_for("type=collections&q=recueil", name="Des recueils")
    wait_for("q=imprimante", name="Rien de neuf")
    fiche = publish("Atelier & photo", parent=base)
    publish("Atelier ancien", hours_ago=48, parent=base)
    library = publish("Médiathèque du port", make=factories.BasePageFactory)
    publish("Recueil de trames", make=factories.CollectionPageFactory, parent=base)

    assert "1 mail(s) sent" in run()
    letter, said = mail.outbox[0], text()
    assert letter.to == [person.email]
    assert letter.subject == "Du nouveau pour vos recherches"
    assert "Noé Garnier, voici ce qui a été publié" in said
    assert f"- Atelier & photo ({base.title})\n  http" in said
    for told in (fiche.url, library.url, "Recueil de trames", "Des ateliers"):
        assert told in said
    for untold in ("Atelier ancien", "Rien de neuf"):
        assert untold not in said
    html, _kind = letter.alternatives[0]
    assert "Atelier &amp; photo</a>" in html


def test_a_mail_is_sent_once_however_often_the_command_runs(wait_for):
    wait_for("q=atelier")
    publish()
    assert "1 mail(s) sent" in run()
    assert "0 mail(s) sent" in run()
    assert len(mail.outbox) == 1


def test_what_is_being_published_is_news_the_next_time(person, wait_for):
    wait_for("q=atelier")
    publish(hours_ago=0)
    assert not alerts.tell(person, now=timezone.now())
    assert alerts.tell(person, now=timezone.now() + timedelta(minutes=11))
    assert not alerts.tell(person, now=timezone.now() + timedelta(minutes=30))
    assert len(mail.outbox) == 1


class MeanwhileBackend(EmailBackend):
    """Before it sends a mail, somebody else looks for news as well."""

    def send_messages(self, letters):
        for person in User.objects.all():
            assert not alerts.tell(person, now=timezone.now())
        return super().send_messages(letters)


def test_two_that_look_at_once_send_one_mail(person, wait_for, settings):
    wait_for("q=atelier")
    publish()
    settings.EMAIL_BACKEND = f"{__name__}.MeanwhileBackend"
    assert alerts.tell(person, now=timezone.now())
    assert len(mail.outbox) == 1


def test_what_somebody_may_not_read_at_that_moment_is_not_told(
    person, wait_for, base, restrict
):
    wait_for("q=atelier")
    wait_for("type=bases&q=mediatheques")
    publish("Atelier fermé", parent=base)
    restrict(base)
    assert "0 mail(s) sent" in run()
    assert not mail.outbox

    member = teams.member(base, Membership.Role.READER).user
    wait_for("q=atelier", by=member)
    run()
    assert mail.outbox[0].to == [member.email]
    assert "Atelier fermé" in text()
    # To whom it opens later it is no news: it was published before.
    factories.MembershipFactory(base=base, user=person)
    assert "0 mail(s) sent" in run()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("q=atelier", True),
        ("q=ateliers+photos", True),
        ("q=atelier&tri=titre", True),
        ("annee={year}", True),
        ("q=atelier+zorglub", False),
        ("q=atelier&theme=disparu", False),
        ("theme=disparu", False),
        ("q=garnier&type=personnes", False),
    ],
)
def test_news_answer_the_whole_question_and_no_other(question, told, person, wait_for):
    wait_for(question.format(year=timezone.now().year))
    publish()
    assert alerts.tell(person, now=timezone.now()) is told


def test_ten_are_named_and_the_others_counted(person, wait_for, base):
    wait_for("q=atelier")
    for number in range(12):
        publish(f"Atelier numéro {number}", parent=base)
    run()
    said = text()
    assert said.count("- Atelier numéro") == 10
    assert "- 2 autres\n" in said
    assert "/recherche/?q=atelier&tri=recent" in said
    assert "au moins" not in said


def test_those_who_may_not_get_a_mail_get_none(person, wait_for):
    publish()
    wait_for("q=atelier", alerts=False, name="Sans courriel")
    forbidden, closed = teams.person(), teams.person()
    unconfirmed = factories.UserFactory()
    for each in (forbidden, closed, unconfirmed):
        wait_for("q=atelier", by=each)
    User.objects.filter(pk=forbidden.pk).update(is_active=False)
    Activity.objects.create(user=closed, last_seen_on=NOW, closed_at=NOW)
    assert "0 mail(s) sent" in run()
    assert not mail.outbox


def test_a_mail_that_could_not_leave_is_news_the_next_time_and_stops_no_other(
    person, wait_for, settings
):
    wait_for("q=atelier")
    publish()
    other = teams.person()
    wait_for("q=imprimante", by=other)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match="1 mail"):
        run()
    assert SavedSearch.objects.get(person=person).looked_at == YESTERDAY
    # That of the others was looked at all the same.
    assert SavedSearch.objects.get(person=other).looked_at > YESTERDAY
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "1 mail(s) sent" in run()
    assert "Atelier photo" in text()


def test_a_mail_is_stopped_by_one_gesture_without_signing_in(person, wait_for):
    search, other = wait_for("q=atelier"), wait_for("q=atelier", by=teams.person())
    publish()
    run()
    letter = next(each for each in mail.outbox if each.to == [person.email])
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert address in letter.body
    assert "/recherche/alertes/" in address

    path = address[address.index("/recherche/") :]
    visitor = Client(enforce_csrf_checks=True)
    asked = visitor.get(path)
    assert "Ne plus recevoir ces courriels" in asked.content.decode()
    assert person.email not in asked.content.decode()
    assert SavedSearch.objects.get(pk=search.pk).alerts
    for _time in range(2):
        answer = visitor.post(path, {"List-Unsubscribe": "One-Click"})
        assert "Les courriels sont arrêtés" in answer.content.decode()
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not SavedSearch.objects.get(pk=search.pk).alerts
    assert SavedSearch.objects.get(pk=other.pk).alerts


@pytest.mark.parametrize("change", [lambda token: f"1{token}", lambda token: token[:-1]])
def test_a_token_that_is_not_ours_stops_nothing(change, person, wait_for, client):
    wait_for("q=atelier")
    tokens = [change(alerts.token_of(person)), "1", "é", "."]
    for token in tokens:
        path = reverse("stop_alerts", args=[token])
        assert client.get(path).status_code == client.post(path).status_code == 404
    assert SavedSearch.objects.get().alerts


def test_looking_for_news_is_not_counted_among_what_people_look_for(wait_for, settings):
    settings.SEARCHES_WRITTEN_AFTER = 0
    wait_for("q=atelier")
    publish()
    run()
    noting.write_waiting()
    assert mail.outbox
    assert not SoughtWords.objects.exists()


def test_a_search_costs_the_same_however_much_is_new(
    person, wait_for, base, count_queries
):
    def cost():
        SavedSearch.objects.update(looked_at=YESTERDAY)
        return count_queries(lambda: alerts.tell(person, now=timezone.now()))

    wait_for("q=atelier")
    publish(parent=base)
    cost()
    one = cost()
    for number in range(4):
        publish(f"Atelier {number}", parent=base)
    cost()
    assert cost() == one
    wait_for("q=atelier&type=collections")
    two = cost()
    wait_for("q=atelier&type=bases")
    assert cost() - two == two - one


def test_people_are_read_some_at_a_time(wait_for, monkeypatch):
    monkeypatch.setattr(alerts, "PEOPLE_AT_ONCE", 2)
    people = [teams.person() for _number in range(5)]
    for each in people:
        wait_for("q=atelier", by=each)
    publish()
    assert "5 mail(s) sent" in run()
    assert sorted(each.to for each in mail.outbox) == sorted([p.email] for p in people)
