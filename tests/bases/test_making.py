"""A base is made from the public site, by whoever signs in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.signals import page_published

from bases.access import may_read
from bases.making import BASES_PER_HOUR
from bases.models import BasePage, BaseSettings, Membership, PortalImage
from bases.visibility import visibility_of
from tests import factories
from tests.bases.teams import person
from tests.rolling_back import rolled_back

NEW = "/bases/nouvelle/"
FILLED = {
    "purpose": "showcase",
    "title": "Relais de la Vaune",
    "summary": "Ce que les relais partagent.",
    "audience": "Les relais",
    "visibility": "",
}
PURPOSES = {
    "showcase": ("public", "base"),
    "internal": ("private", "base"),
    "workshops": ("public", "base"),
    "exchange": ("private", "base"),
}


@pytest.fixture
def maker(client, db):
    maker = person(first_name="Noé")
    client.force_login(maker)
    return maker


@pytest.fixture
def make(client, maker):
    """Send the form with these fields changed, and return the answer."""

    def send(**fields):
        return client.post(NEW, {**FILLED, **fields})

    return send


def made():
    return BasePage.objects.get(title=FILLED["title"])


def test_whoever_is_not_signed_in_signs_in_first(client, db):
    assert client.get(NEW).url == f"/compte/connexion/?next={NEW}"
    assert client.post(NEW, FILLED).url == f"/compte/connexion/?next={NEW}"
    assert not BasePage.objects.exists()


def test_a_base_is_published_at_once_and_owned_by_who_made_it(make, maker, client):
    response = make()
    base = made()
    assert response.url == base.url == "/bases/relais-de-la-vaune/"
    assert (base.live, base.has_unpublished_changes, base.owner) == (True, False, maker)
    assert base.memberships.get().role == Membership.Role.OWNER
    client.logout()
    page = client.get(base.url).content.decode()
    assert FILLED["summary"] in page
    assert FILLED["audience"] in page


def test_its_purpose_sets_who_reads_unless_another_answer_is_given(make, subtests):
    for purpose, (visibility, readership) in PURPOSES.items():
        for answer in ("", "public", "private"):
            with subtests.test(purpose, answer=answer), rolled_back():
                make(purpose=purpose, visibility=answer)
                base = made()
                assert base.settings.purpose == purpose
                assert visibility_of(base) == answer or visibility
                assert base.settings.default_readership == readership


def test_a_closed_base_is_closed_before_it_is_published(make):
    read = []

    def look(instance, **kwargs):
        read.append(may_read(AnonymousUser(), instance.pk))

    page_published.connect(look)
    try:
        make(purpose="internal")
    finally:
        page_published.disconnect(look)
    assert read == [False]


def test_a_double_click_makes_one_base(make):
    assert make().url == make().url
    assert BasePage.objects.count() == 1


def test_so_many_bases_are_made_within_an_hour(make):
    for number in range(BASES_PER_HOUR):
        make(title=f"Base {number}")
    page = make(title="Une de trop").content.decode()
    assert "attendez un peu" in page
    assert "Une de trop" in page
    assert BasePage.objects.count() == BASES_PER_HOUR


def test_its_address_is_free_and_none_of_the_portal(make, base, subtests):
    moved = factories.BasePageFactory(slug="ailleurs")
    Redirect.objects.create(old_path="/bases/parti", redirect_page=moved)
    cases = {
        "Médiathèques": "mediatheques-2",
        "Corbeille": "corbeille-2",
        "Nouvelle": "nouvelle-2",
        "Parti": "parti-2",
        "L’atelier d'Émile": "l-atelier-d-emile",
        "日本": "base",
        "a" * 100: "a" * 60,
    }
    for title, slug in cases.items():
        with subtests.test(title), rolled_back():
            assert make(title=title).url == f"/bases/{slug}/"


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(make, subtests):
    wrong = {
        "no purpose": {"purpose": ""},
        "unknown purpose": {"purpose": "rien"},
        "long title": {"title": "t" * 101},
        "long sentence": {"summary": "s" * 561},
        "unknown readers": {"visibility": "restricted"},
        "control characters": {"title": "a\0b"},
        "no image": {"logo": SimpleUploadedFile("logo.png", b"GIF89a")},
        "empty image": {"logo": SimpleUploadedFile("logo.png", b"")},
    }
    for name, fields in wrong.items():
        with subtests.test(name):
            response = make(**fields)
            assert response.status_code == 200
            page = response.content.decode()
            assert 'id="errors"' in page
            assert FILLED["audience"] in page
    assert not BasePage.objects.exists()
    assert not PortalImage.objects.exists()


def test_its_logo_is_an_image_of_the_base_that_says_its_name(make, maker):
    picture = factories.ImageFactory.build().file
    make(logo=SimpleUploadedFile("logo.jpg", picture.read()))
    logo = made().logo
    assert (logo.base, logo.uploaded_by_user) == (made(), maker)
    assert logo.default_alt_text == "Logo de Relais de la Vaune"


def test_the_fifth_purpose_makes_a_workbench_without_another_answer(make, maker):
    response = make(purpose="workbench", title="", summary="")
    assert response.url == "/bases/etabli-de-noe/"
    assert BaseSettings.objects.get().workbench_of == maker


def test_the_form_costs_as_much_beside_many_bases(make, client, count_queries):
    def read():
        assert client.get(NEW).status_code == 200

    read()
    few = count_queries(read)
    factories.BasePageFactory.create_batch(5)
    assert count_queries(read) == few


def test_the_way_to_a_new_base_shows_to_who_is_signed_in(client, maker):
    for path in ("/", "/compte/"):
        page = client.get(path).content.decode()
        assert f'href="{NEW}"' in page
        assert 'href="/fiches/nouvelle/"' in page
        assert 'action="/compte/etabli/" method="post"' in page
    client.logout()
    assert f'href="{NEW}"' not in client.get("/").content.decode()
