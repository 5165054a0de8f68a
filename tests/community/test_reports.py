"""What is wrong is reported by who reads it, and answered by the portal's team."""

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import ModelLogEntry

from bases import visibility
from bases.models import FileUse
from community.models import Report
from community.reports import handled_by
from tests import factories
from tests.bases import teams

QUEUE = "/admin/community/report/"
TYPED = {"reason": "wrong", "text": "Le lien de la page 2 ne mène nulle part."}
NOBODY = None


@pytest.fixture
def reported(resource):
    """A report on a fiche, by somebody without an account."""
    return Report.objects.create(page=resource, email="lea@exemple.test", **TYPED)


@pytest.fixture
def answer(save):
    """Save the screen of a report, settled unless told."""
    return lambda report, **typed: save(report, **{"state": "done", **typed})


@pytest.mark.parametrize("thing", ["base", "resource"])
def test_what_can_be_read_can_be_reported_without_an_account(thing, request, send, db):
    page = request.getfixturevalue(thing)
    typed = {**TYPED, "email": "lea@exemple.test"}
    assert send(f"{page.url}signaler/", typed).url == page.url
    report = Report.objects.get()
    assert report.page_id == page.pk
    assert report.answers_to == "lea@exemple.test"


def test_who_is_signed_in_is_answered_at_their_account(resource, person, send):
    typed = {**TYPED, "email": "autre@exemple.test"}
    send(f"{resource.url}signaler/", typed, by=person)
    report = Report.objects.get()
    assert report.sender == person
    assert report.answers_to == person.email
    assert not report.email


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_cannot_be_read_is_answered_as_what_is_not_there(
    method, base, resource, close
):
    close(base)
    client = Client()
    paths = (base.url, resource.url, "/bases/inconnue/", f"{base.url}inconnue/")
    answers = {
        getattr(client, method)(f"{path}signaler/", TYPED).status_code for path in paths
    }
    assert answers == {404}
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"reason": ""},
        {"reason": "autre chose"},
        {"text": ""},
        {"text": "a" * 3001},
        {"text": "nul\0"},
        {"email": "pas une adresse"},
        {"site_web": "https://exemple.test"},
    ],
)
def test_a_report_that_is_refused_is_kept_as_typed(typed, resource, send):
    response = send(f"{resource.url}signaler/", {**TYPED, **typed})
    assert response.status_code == 200
    assert response.context["form"].errors
    if "text" not in typed:
        assert TYPED["text"] in response.content.decode()
    assert not Report.objects.exists()


def test_a_file_is_reported_among_those_of_its_fiche(base, resource, send):
    shown, other = factories.DocumentFactory.create_batch(2, base=base)
    FileUse.objects.create(page=resource, document=shown)
    path = f"{resource.url}signaler/"
    assert send(path, {**TYPED, "file": other.pk}).context["form"].errors
    send(path, {**TYPED, "file": shown.pk})
    assert Report.objects.get().document == shown


def test_a_person_is_reported_by_who_knows_them(base, person, send):
    colleague = factories.MembershipFactory(base=base).user
    factories.MembershipFactory(base=base, user=person)
    path = f"/personnes/{colleague.pk}/signaler/"
    assert send(path, TYPED, by=factories.UserFactory()).status_code == 404
    send(path, TYPED, by=person)
    assert Report.objects.get().person == colleague


def test_those_who_handle_reports_are_told_without_what_is_reported(
    resource, send, handler
):
    staff = handler("handle_report")
    superuser = factories.UserFactory(is_superuser=True)
    send(f"{resource.url}signaler/", TYPED)
    [message] = mail.outbox
    assert message.to == [staff.email]
    assert superuser.email != staff.email
    assert TYPED["text"] not in message.body


def test_a_report_on_what_staff_do_not_read_goes_to_superusers(
    base, resource, close, send, handler
):
    member = teams.member(base, "reader").user
    staff, superuser = handler("handle_report"), factories.UserFactory(is_superuser=True)
    close(base)
    send(f"{resource.url}signaler/", TYPED, by=member)
    assert [message.to for message in mail.outbox] == [[superuser.email]]
    assert not handled_by(staff).exists()
    assert handled_by(superuser).exists()


def test_the_queue_shows_a_report_to_those_who_read_its_page(
    base, reported, handler, close
):
    staff, client = handler("handle_report"), Client()
    client.force_login(staff)
    assert reported.page.title in client.get(QUEUE).content.decode()
    screen = client.get(f"{QUEUE}edit/{reported.pk}/").content.decode()
    assert TYPED["text"] in screen
    assert reported.page.title in screen
    close(base)
    assert reported.page.title not in client.get(QUEUE).content.decode()
    assert client.get(f"{QUEUE}edit/{reported.pk}/").status_code == 404


@pytest.mark.parametrize(
    "action", ["", "edit/{pk}/", "history/{pk}/", "create/", "delete/{pk}/"]
)
def test_the_queue_is_closed_to_those_who_do_not_handle_it(
    action, reported, handler, client
):
    client.force_login(handler("handle_idea"))
    response = client.get(f"{QUEUE}{action.format(pk=reported.pk)}")
    assert response.status_code == 302
    assert response.url == "/admin/"


def test_an_answer_is_mailed_once_and_logged(reported, handler, answer):
    staff = handler("handle_report")
    answer(reported, by=staff, answer="C’est corrigé, merci.", notes="Vu avec l’équipe.")
    reported.refresh_from_db()
    assert (reported.state, reported.answered_by) == ("done", staff)
    [message] = mail.outbox
    assert message.to == ["lea@exemple.test"]
    assert "C’est corrigé, merci." in message.body
    assert "Vu avec l’équipe." not in message.body
    assert ModelLogEntry.objects.filter(object_id=reported.pk, user=staff).exists()
    answer(reported, by=staff, answer="C’est corrigé, merci.", state="dismissed")
    assert len(mail.outbox) == 1


def test_two_who_answer_at_once_do_not_write_over_each_other(reported, handler, answer):
    staff = handler("handle_report")
    answer(reported, by=staff, answer="La première réponse.")
    late = answer(reported, by=staff, answer="La seconde réponse.")
    assert "La première réponse." in late.content.decode()
    assert "La seconde réponse." in late.content.decode()
    reported.refresh_from_db()
    assert reported.answer == "La première réponse."
    again = late.context["form"]["read_at"].value()
    answer(reported, by=staff, answer="La seconde réponse.", read_at=again)
    reported.refresh_from_db()
    assert reported.answer == "La seconde réponse."


def test_a_report_outlives_what_it_is_about(reported, resource):
    superuser = factories.UserFactory(is_superuser=True)
    resource.delete()
    assert handled_by(superuser).get().page is None
    client = Client()
    client.force_login(superuser)
    assert client.get(f"{QUEUE}edit/{reported.pk}/").status_code == 200


def test_the_cost_of_the_queue_does_not_grow(reported, handler, client, count_queries):
    client.force_login(handler("handle_report"))

    def look():
        assert client.get(QUEUE).status_code == 200

    look()
    few = count_queries(look)
    for _ in range(3):
        page = factories.ResourcePageFactory()
        sender = factories.UserFactory()
        Report.objects.create(page=page, sender=sender, **TYPED)
    assert count_queries(look) == few


def test_a_fiche_offers_to_report_it_and_a_preview_does_not(resource, read):
    assert f"{resource.url}signaler/" in read(resource.url)
    visibility.restrict_to_accounts(resource)
    assert f"{resource.url}signaler/" in read(resource.url, by=factories.UserFactory())
