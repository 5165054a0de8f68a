from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.users.models import UserProfile

from home.editorial import editorial_group
from home.models import Selection, SelectionItem
from tests import factories


@pytest.fixture
def feature():
    """Return a selection of pages, shown between two moments counted from now in hours."""

    def make(*pages, title="À la une", starts=None, ends=None):
        now = timezone.now()
        selection = Selection.objects.create(
            title=title,
            starts_at=None if starts is None else now + timedelta(hours=starts),
            ends_at=None if ends is None else now + timedelta(hours=ends),
        )
        selection.items = [
            SelectionItem(page=page, sort_order=order, word=f"Mot sur {page.title}")
            for order, page in enumerate(pages)
        ]
        selection.save()
        return selection

    return make


@pytest.fixture
def editor(db):
    person = factories.UserFactory()
    person.groups.add(editorial_group())
    return person


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [
        (None, None, True),
        (-1, None, True),
        (1, None, False),
        (None, 1, True),
        (None, -1, False),
        (-2, -1, False),
        (-1, 1, True),
    ],
)
def test_a_selection_shows_between_its_dates(
    starts, ends, shown, feature, resource, client
):
    feature(resource, title="Sélection du mois", starts=starts, ends=ends)
    page = client.get("/").content.decode()
    assert ("Sélection du mois" in page) is shown
    assert (f"Mot sur {resource.title}" in page) is shown


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
def test_a_closed_fiche_is_featured_to_its_readers_only(
    kind, feature, base, resource, restrict, visitors, client
):
    feature(resource, title="Pour l’équipe")
    restrict(base)
    if visitors[kind].is_authenticated:
        client.force_login(visitors[kind])
    page = client.get("/").content.decode()
    reads = kind in {"member", "superuser"}
    for words in ("Pour l’équipe", resource.title, resource.summary, "Mot sur"):
        assert (words in page) is reads


def test_pages_are_featured_in_the_order_that_was_chosen(feature, base, client):
    fiches = [factories.ResourcePageFactory(parent=base, title=f"N{n}") for n in range(3)]
    feature(fiches[2], fiches[0], fiches[1])
    page = client.get("/").content.decode()
    places = [page.index(f"Mot sur {fiche.title}") for fiche in fiches]
    assert places[2] < places[0] < places[1]


def test_a_selection_does_not_end_before_it_starts():
    now = timezone.now()
    selection = Selection(title="t", starts_at=now, ends_at=now - timedelta(days=1))
    with pytest.raises(ValidationError):
        selection.full_clean()


def form_of(page, **fields):
    return {
        "title": "Sélection de demain",
        "word": "",
        "starts_at": "",
        "ends_at": "",
        "items-TOTAL_FORMS": "1",
        "items-INITIAL_FORMS": "0",
        "items-MIN_NUM_FORMS": "1",
        "items-MAX_NUM_FORMS": "1000",
        "items-0-page": str(page.pk),
        "items-0-word": "",
        "items-0-ORDER": "1",
        "items-0-DELETE": "",
        **fields,
    }


def test_the_editorial_team_writes_a_selection_and_previews_it_before_it_shows(
    editor, resource, client
):
    client.force_login(editor)
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    form = form_of(resource, starts_at=tomorrow)

    preview = "/admin/selections/preview/"
    assert client.post(preview, form).json()["is_valid"]
    previewed = client.get(preview, {"in_preview_panel": "true"}).content.decode()
    assert "Sélection de demain" in previewed
    assert resource.title in previewed

    assert client.post("/admin/selections/add/", form).status_code == 302
    client.logout()
    assert "Sélection de demain" not in client.get("/").content.decode()
    Selection.objects.update(starts_at=timezone.now())
    assert "Sélection de demain" in client.get("/").content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_date_is_typed_with_the_day_first(language, editor, resource, client):
    client.force_login(editor)
    client.cookies["django_language"] = language
    UserProfile.objects.create(user=editor, preferred_language=language)
    form = form_of(resource, starts_at="05/12/2026 08:30", ends_at="24/12/2026 18:00")
    assert client.post("/admin/selections/add/", form).status_code == 302
    selection = Selection.objects.get()
    starts, ends = map(timezone.localtime, (selection.starts_at, selection.ends_at))
    assert (starts.day, starts.month, starts.hour) == (5, 12, 8)
    assert (ends.day, ends.month) == (24, 12)
    page = client.get(f"/admin/selections/edit/{selection.pk}/").content.decode()
    assert "05/12/2026 08:30" in page


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member"])
def test_nobody_else_writes_what_the_front_page_features(
    kind, resource, visitors, client
):
    if visitors[kind].is_authenticated:
        client.force_login(visitors[kind])
    client.post("/admin/selections/add/", form_of(resource))
    assert not Selection.objects.exists()


def test_the_editorial_team_chooses_among_what_it_may_read(
    editor, base, resource, restrict, client
):
    client.force_login(editor)
    address = f"/admin/choose-page/{base.get_parent().pk}/"
    types = {
        "page_type": "resources.ResourcePage,resources.CollectionPage,bases.BasePage"
    }
    assert base.title in client.get(address, types).json()["html"]
    restrict(base)
    assert base.title not in client.get(address, types).json()["html"]


def test_a_selection_without_a_page_is_refused_and_keeps_what_was_typed(
    editor, resource, client
):
    client.force_login(editor)
    response = client.post(
        "/admin/selections/add/", form_of(resource, **{"items-0-page": ""})
    )
    assert response.status_code == 200
    assert "Sélection de demain" in response.content.decode()
    assert not Selection.objects.exists()
