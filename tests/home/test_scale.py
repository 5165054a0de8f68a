"""The portal that is grown to be measured: as sound as one that people wrote."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from bases.access import may_read
from bases.models import (
    BasePage,
    Card,
    Membership,
    PortalDocument,
    PortalImage,
    PortalRendition,
)
from resources.models import CollectionPage, ResourcePage
from search.finding import find

ASKED = {"bases": 30, "closed": 10, "fiches": 100}


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker):
    """Grow one portal for all the tests of this module: each undoes what it adds to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_scale", **ASKED)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def grown(portal, db):
    """A portal that was grown."""


@pytest.fixture
def readers(grown):
    """Return a visitor, a stranger, and somebody of the team of the first closed base."""
    closed = Card.objects.filter(kind=Card.Kind.BASE, rule__isnull=False).first()
    return {
        "anonymous": AnonymousUser(),
        "stranger": User.objects.create_user("inconnue@exemple.test"),
        "member": Membership.objects.filter(base=closed.base_id).first().user,
    }


def status_of(client, address):
    response = client.get(address)
    assert b"".join(response) if response.streaming else True
    return response.status_code


def test_it_grows_what_is_asked(grown):
    bases = Card.objects.filter(kind=Card.Kind.BASE)
    assert bases.count() == ASKED["bases"]
    assert bases.filter(rule__isnull=False).count() == ASKED["closed"]
    assert ResourcePage.objects.count() == ASKED["fiches"]
    assert CollectionPage.objects.filter(items__isnull=False).exists()
    assert not BasePage.objects.exclude(memberships__role="owner").exists()


def test_nothing_has_to_be_mended(grown, capsys):
    capsys.readouterr()
    call_command("check_cards")
    call_command("fixtree")
    told = capsys.readouterr()
    assert "0 card(s) and 0 readership(s) wrong" in told.err
    assert told.out.count("No problems found.") == 2


def test_a_second_run_adds_as_much(grown, capsys):
    pages = Page.objects.count()
    call_command("seed_scale", **ASKED)
    call_command("fixtree")
    assert ResourcePage.objects.count() == 2 * ASKED["fiches"]
    assert BasePage.objects.count() == 2 * ASKED["bases"]
    assert Page.objects.values("url_path").distinct().count() == Page.objects.count()
    assert Page.objects.count() > 1.9 * pages
    assert capsys.readouterr().out.count("No problems found.") == 2


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member"])
def test_each_page_opens_to_those_who_may_read_it(kind, readers, client):
    reader = readers[kind]
    if reader.is_authenticated:
        client.force_login(reader)
    pages = Page.objects.filter(card__isnull=False, depth__gt=3).order_by("?")[:25]
    for page in pages:
        opened = client.get(page.url).status_code == 200
        assert opened is may_read(reader, page.pk), page.url


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member"])
def test_a_search_finds_what_its_reader_may_open(kind, readers):
    fiches = ResourcePage.objects.filter(live=True, card__base__isnull=False)
    wanted = {fiche.pk for fiche in fiches if may_read(readers[kind], fiche.pk)}
    found, everything = (
        {row["page_id"] for row in find(readers[kind], words=words, per_page=10_000).rows}
        for words in ("séance", "")
    )
    assert found <= wanted
    assert everything == wanted
    assert found


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member"])
def test_files_open_with_the_pages_that_show_them(kind, readers, client):
    reader = readers[kind]
    if reader.is_authenticated:
        client.force_login(reader)
    documents = PortalDocument.objects.filter(uses__isnull=False).distinct()
    renditions = PortalRendition.objects.filter(image__uses__isnull=False).distinct()
    shown = [(each, each.url) for each in documents[:8]]
    shown += [(each.image, each.url) for each in renditions[:8]]
    answers = set()
    for file, address in shown:
        pages = file.uses.values_list("page", flat=True)
        member = reader.is_authenticated and file.base.memberships.filter(user=reader)
        wanted = any(may_read(reader, page) for page in pages) or bool(member)
        answers.add(status_of(client, address) == 200)
        assert (status_of(client, address) == 200) is wanted, address
    assert True in answers


def test_copies_of_a_file_are_rows_of_their_own_with_the_same_content(grown):
    for model in (PortalDocument, PortalImage):
        rows = model.objects.exclude(base=None)
        assert rows.count() > rows.values("sha256").distinct().count()


def test_the_editing_screen_of_a_grown_page_opens(grown, admin_client):
    for model in (BasePage, ResourcePage, CollectionPage):
        page = model.objects.order_by("?").first()
        assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_texts_are_french(grown):
    texts = " ".join(Card.objects.values_list("title", flat=True))
    assert "{" not in texts
    assert not re.search(r"\b(de|à) les? ", texts)


@pytest.mark.parametrize(
    ("settings_say", "options", "refused"),
    [
        ({"DEBUG": False, "DEMO_ALLOWED": False}, {}, True),
        ({"DEBUG": False, "DEMO_ALLOWED": False}, {"yes": True}, False),
        ({"DEBUG": False, "DEMO_ALLOWED": True}, {}, False),
        ({"DEBUG": True, "DEMO_ALLOWED": False}, {}, False),
    ],
)
def test_it_refuses_in_production(settings_say, options, refused, settings, grown):
    for name, value in settings_say.items():
        setattr(settings, name, value)
    asked = {"bases": 1, "closed": 0, "fiches": 1, **options}
    if refused:
        with pytest.raises(CommandError):
            call_command("seed_scale", **asked)
    else:
        call_command("seed_scale", **asked)
    added = BasePage.objects.count() - ASKED["bases"]
    assert added == (0 if refused else 1)


@pytest.mark.parametrize(
    "asked",
    [
        {"bases": 1, "closed": 2, "fiches": 0},
        {"bases": 0, "closed": 0, "fiches": 3},
        {"bases": 2, "closed": -1, "fiches": 3},
    ],
)
def test_what_cannot_be_grown_is_said_before_anything_is_written(asked, grown):
    with pytest.raises(CommandError):
        call_command("seed_scale", **asked)
    assert BasePage.objects.count() == ASKED["bases"]
