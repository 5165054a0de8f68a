"""What a new account publishes first waits for staff, whatever the door."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    streamfield,
)

from accounts.confirmation import vouch_for_address
from accounts.models import User
from bases.access import may_read
from bases.models import BasePage, BaseSettings, HeldPublication, ShareLink
from bases.newcomers import is_held
from resources.models import ResourcePage
from tests import factories
from tests.bases import teams
from tests.rolling_back import rolled_back

LIST = "/admin/bases/heldpublication/"
ASK = "action-ask-to-publish"


@pytest.fixture(autouse=True)
def _holding(settings):
    settings.HOLD_FIRST_PUBLICATION = True


@pytest.fixture
def newcomer(db):
    return teams.person(first_name="Noé", last_name="Garnier")


@pytest.fixture
def staff(db):
    return teams.person(is_superuser=True)


@pytest.fixture
def own(newcomer):
    """The base of somebody new."""
    base = factories.BasePageFactory(title="Chez Noé", slug="chez-noe", owner=newcomer)
    factories.MembershipFactory(base=base, user=newcomer, role="owner")
    return base


@pytest.fixture
def draft(own, newcomer):
    fiche = factories.ResourcePageFactory(
        parent=own, slug="ma-fiche", title="Ma fiche", owner=newcomer, live=False
    )
    fiche.themes.set([factories.ThemeFactory()])
    fiche.save_revision(user=newcomer)
    return fiche


@pytest.fixture
def edit(client, django_capture_on_commit_callbacks):
    """Save a page from its editor, with a button and other fields; its mails leave."""

    def save(page, button, **fields):
        path = f"/admin/pages/{page.pk}/edit/"
        html = client.get(path).content.decode()
        form = querydict_from_html(html, form_id="page-edit-form")
        # The blocks of a body are drawn by a script.
        form.update({**nested_form_data({"body": streamfield([])}), button: "1"})
        form.update(fields)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, form, follow=True)

    return save


@pytest.fixture
def answer(client, staff, django_capture_on_commit_callbacks):
    """Answer what waits, with a button, as staff; what is not told is what the page shows."""

    def send(page, button, **typed):
        client.force_login(staff)
        path = f"{LIST}review/{page.pk}/"
        read = client.get(path).context["form"]["version"].value()
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, {"version": read, button: "1", **typed})

    return send


def through_bulk(client, page, edit):
    client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {"next": "/admin/"}
    )


def through_api(client, page, edit):
    path = f"/admin/api/main/pages/{page.pk}/action/publish/"
    client.post(path, json.dumps({}), content_type="application/json")


def through_editor(client, page, edit):
    edit(page, "action-publish")


def with_a_date(client, page, edit):
    later = timezone.localtime() + timedelta(days=1)
    edit(page, "action-publish", go_live_at=later.strftime("%d/%m/%Y %H:%M"))


def by_a_copy(client, page, edit):
    typed = {"new_title": "Copie", "new_slug": "copie", "publish_copies": "on"}
    typed["new_parent_page"] = page.get_parent().pk
    client.post(f"/admin/pages/{page.pk}/copy/", typed)


DOORS = [through_bulk, through_api, through_editor, with_a_date, by_a_copy]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("holds", [True, False])
def test_no_door_publishes_what_somebody_new_wrote(
    holds, door, settings, client, newcomer, draft, edit
):
    settings.HOLD_FIRST_PUBLICATION = holds
    client.force_login(newcomer)
    if door is by_a_copy and not holds:
        draft.save_revision().publish()
    before = set(Page.objects.live().values_list("pk", flat=True))
    door(client, draft, edit)
    shown = set(Page.objects.live().values_list("pk", flat=True)) - before
    planned = Revision.objects.exclude(approved_go_live_at=None).exists()
    assert (bool(shown) or planned) is not holds


@pytest.mark.parametrize("kind", ["fiche", "collection"])
def test_what_is_asked_waits_is_accepted_and_shows_in_the_name_of_its_author(
    kind, client, newcomer, own, draft, edit, answer, staff
):
    page = draft
    if kind == "collection":
        page = factories.CollectionPageFactory(parent=own, owner=newcomer, live=False)
        page.save_revision(user=newcomer)
    client.force_login(newcomer)
    told = edit(page, ASK).content.decode()
    assert "relue par l’équipe du portail" in told
    edit(page, ASK)
    assert [sent.to for sent in mail.outbox] == [[staff.email]]
    assert not may_read(newcomer, page.pk)

    assert answer(page, "accept", answer="Merci !").url == LIST
    page = Page.objects.get(pk=page.pk)
    assert page.live
    assert page.live_revision.user == newcomer
    assert mail.outbox[-1].to == [newcomer.email]
    assert "Merci !" in mail.outbox[-1].body
    assert not is_held(User.objects.get(pk=newcomer.pk))
    assert client.get(f"{LIST}review/{page.pk}/").status_code in {302, 403, 404}


def test_what_is_refused_stays_a_draft_and_may_be_sent_again(
    client, newcomer, draft, edit, answer
):
    client.force_login(newcomer)
    edit(draft, ASK)
    assert answer(draft, "refuse").context["form"].errors.keys() == {"answer"}
    answer(draft, "refuse", answer="Sans publicité, s’il vous plaît.")
    assert not Page.objects.get(pk=draft.pk).live
    assert "Sans publicité" in mail.outbox[-1].body
    assert is_held(User.objects.get(pk=newcomer.pk))

    client.force_login(newcomer)
    edit(draft, ASK)
    assert HeldPublication.objects.get().state == HeldPublication.State.WAITING


def test_staff_publish_the_version_that_they_read_and_no_other(
    client, newcomer, draft, edit, answer
):
    client.force_login(newcomer)
    edit(draft, ASK)
    read = HeldPublication.objects.get().version_id
    edit(draft, ASK, title="Tout autre chose")
    page = answer(draft, "accept", version=read, answer="Bien.")
    assert page.context["form"]["answer"].value() == "Bien."
    assert not Page.objects.get(pk=draft.pk).live
    answer(draft, "accept")
    assert Page.objects.get(pk=draft.pk).title == "Tout autre chose"


def test_a_base_of_somebody_new_is_for_its_team_until_staff_read_it(
    client, newcomer, answer, staff, django_capture_on_commit_callbacks
):
    client.force_login(newcomer)
    typed = {"purpose": "showcase", "title": "Une vitrine", "summary": "Pour tous."}
    with django_capture_on_commit_callbacks(execute=True):
        made = client.post("/bases/nouvelle/", typed, follow=True)
    assert "relue par l’équipe du portail" in made.content.decode()
    assert [sent.to for sent in mail.outbox] == [[staff.email]]
    base = BasePage.objects.get(title="Une vitrine")
    stranger = factories.UserFactory()
    assert may_read(newcomer, base.pk)
    assert not may_read(stranger, base.pk)

    for refused in ({"who": "everyone"}, {"who": "team", "shown_when_closed": "on"}):
        form = {"default_readership": "base", "confirm": "yes", **refused}
        asked = client.post(f"{base.url}visibilite/", form)
        assert "who" in asked.context["form"].errors
    client.post(f"{base.url}partage/", {"make": "1", "label": "", "days": "30"})
    assert not ShareLink.objects.exists()

    answer(base, "accept")
    assert may_read(stranger, base.pk)


def test_a_base_that_its_owner_then_kept_for_its_team_stays_so_once_accepted(
    client, newcomer, answer, staff
):
    client.force_login(newcomer)
    typed = {"purpose": "showcase", "title": "Une vitrine", "summary": "Pour tous."}
    client.post("/bases/nouvelle/", typed)
    base = BasePage.objects.get(title="Une vitrine")
    BaseSettings.objects.filter(base=base).update(readers_chosen=True)
    answer(base, "accept")
    assert not may_read(factories.UserFactory(), base.pk)


def test_a_workbench_of_somebody_new_is_theirs_alone_until_they_are_accepted(
    client, newcomer, staff, draft, edit, answer
):
    client.force_login(newcomer)
    client.post("/compte/etabli/")
    workbench = BaseSettings.objects.get(workbench_of=newcomer).base
    assert not may_read(factories.UserFactory(), workbench.pk)
    edit(draft, ASK)
    answer(draft, "accept")
    assert may_read(factories.UserFactory(), workbench.pk)


def _staff(person, base):
    group = Group.objects.create(name="Équipe")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    person.groups.add(group)


def _superuser(person, base):
    User.objects.filter(pk=person.pk).update(is_superuser=True)


def _who_published(person, base):
    page = factories.ResourcePageFactory(parent=base, owner=person)
    page.save_revision().publish()


def _of_a_certified_base(person, base):
    BaseSettings.objects.filter(base=base).update(certified_at=timezone.now())


def _brought_by_somebody_known(person, base):
    known = factories.UserFactory(is_superuser=True)
    base.memberships.filter(user=person).update(invited_by=known)


def _brought_by_somebody_new(person, base):
    base.memberships.filter(user=person).update(invited_by=factories.UserFactory())


def _brought_by_themself(person, base):
    base.memberships.filter(user=person).update(invited_by=person)


def _nobody(person, base):
    pass


@pytest.mark.parametrize(
    ("who", "holds"),
    [
        (_staff, False),
        (_superuser, False),
        (_who_published, False),
        (_of_a_certified_base, False),
        (_brought_by_somebody_known, False),
        (_brought_by_somebody_new, True),
        (_brought_by_themself, True),
        (_nobody, True),
    ],
)
def test_who_is_known_publishes_at_once(who, holds, newcomer, own):
    who(newcomer, own)
    assert is_held(User.objects.get(pk=newcomer.pk)) is holds


def test_nobody_is_held_where_the_portal_does_not_ask_for_it(settings, newcomer):
    settings.HOLD_FIRST_PUBLICATION = False
    assert not is_held(newcomer)


def test_the_list_is_for_who_may_read_what_waits(
    client, newcomer, own, draft, restrict, edit, staff
):
    group = Group.objects.create(name="Relecture")
    codenames = ["access_admin", "review_publication"]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    reviewer = factories.UserFactory()
    vouch_for_address(reviewer)
    reviewer.groups.add(group)
    client.force_login(newcomer)
    edit(draft, ASK)
    path = f"{LIST}review/{draft.pk}/"

    for closed, expected in (
        (False, {newcomer: False, reviewer: True, staff: True}),
        (True, {newcomer: False, reviewer: False, staff: True}),
    ):
        with rolled_back():
            if closed:
                restrict(own)
            for person, reads in expected.items():
                client.force_login(person)
                assert (client.get(path).status_code == 200) is reads
                assert (draft.title in client.get(LIST).content.decode()) is reads


def test_query_count_does_not_grow_with_what_waits(
    client, own, newcomer, staff, count_queries
):
    def wait():
        page = factories.ResourcePageFactory(parent=own, owner=newcomer, live=False)
        version = page.save_revision(user=newcomer)
        HeldPublication.objects.create(page=page, author=newcomer, version=version)

    def read():
        assert client.get(LIST).status_code == 200

    client.force_login(staff)
    wait()
    read()
    few = count_queries(read)
    for _page in range(5):
        wait()
    assert count_queries(read) == few
    assert ResourcePage.objects.count() == 6
