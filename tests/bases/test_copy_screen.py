import pytest
from django.urls import reverse
from wagtail.models import Page

from bases.access import may_read
from tests import factories
from tests.bases.groups import moderator_of


@pytest.fixture
def elsewhere(db):
    return factories.BasePageFactory(title="Ailleurs", slug="ailleurs")


@pytest.fixture
def staff(client, visitors):
    client.force_login(visitors["superuser"])
    return client


def _address(page):
    return reverse("wagtailadmin_pages:copy", args=[page.pk])


def _answer(to, **changes):
    return {
        "new_title": "La copie",
        "new_slug": "la-copie",
        "new_parent_page": to.pk,
        "publish_copies": "on",
        **changes,
    }


@pytest.mark.parametrize("way", ["screen", "api"])
@pytest.mark.parametrize("closed", [True, False])
def test_a_copy_to_another_base_is_a_draft_that_opens_nothing(
    closed, way, base, resource, restrict, visitors, elsewhere, staff
):
    if closed:
        restrict(base)
    if way == "screen":
        response = staff.post(_address(resource), _answer(elsewhere))
    else:
        response = staff.post(
            reverse("wagtailadmin_api:pages:action", args=[resource.pk, "copy"]),
            {"destination_page_id": elsewhere.pk, "slug": "la-copie"},
            content_type="application/json",
        )
    assert response.status_code in {302, 201}

    copy = Page.objects.get(slug="la-copie")
    assert not copy.live
    copy.get_latest_revision().publish()
    assert may_read(visitors["stranger"], copy.pk) is not closed


@pytest.mark.parametrize("publish", [True, False])
def test_a_copy_in_its_own_base_is_published_when_asked(publish, base, resource, staff):
    answer = _answer(base)
    if not publish:
        del answer["publish_copies"]
    staff.post(_address(resource), answer)
    assert Page.objects.get(slug="la-copie").live is publish


def test_no_alias_is_offered_nor_made(base, resource, staff):
    page = staff.get(_address(resource))
    assert "alias" not in page.context["form"].fields
    staff.post(_address(resource), _answer(base, alias="on"))
    assert not Page.objects.exclude(alias_of=None).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"new_parent_page": ""},
        {"new_parent_page": "99999"},
        {"new_parent_page": "abc"},
        {"new_slug": "parametres"},
        {"new_slug": "messagerie"},
        {"new_title": "t" * 101},
        {"new_title": ""},
    ],
    ids=str,
)
def test_what_cannot_be_copied_so_is_told_in_the_form(wrong, base, resource, staff):
    response = staff.post(_address(resource), _answer(base, **wrong))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert Page.objects.filter(path__startswith=base.path).count() == 2


def test_a_place_of_others_is_no_choice_and_its_title_is_not_told(
    base, resource, restrict, elsewhere, client
):
    restrict(elsewhere)
    client.force_login(moderator_of(base))
    response = client.post(_address(resource), _answer(elsewhere))
    assert response.status_code == 200
    assert "Ailleurs" not in response.content.decode()
    assert not Page.objects.filter(slug="la-copie").exists()


def test_who_may_not_edit_a_page_does_not_copy_it(base, elsewhere, client):
    client.force_login(moderator_of(base))
    fiche = factories.ResourcePageFactory(parent=elsewhere)
    client.post(_address(fiche), _answer(base))
    assert not Page.objects.filter(slug="la-copie").exists()
