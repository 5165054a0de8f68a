"""What staff show before the answers to some questions."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from search.models import PromotedPage
from tests import factories

ADD = reverse("search_promotedpage_modeladmin_create")
LIST = reverse("search_promotedpage_modeladmin_index")
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def promote(resource):
    """Promote the fiche, or another page, for a question."""

    def make(words="courriels", page=resource, **others):
        return PromotedPage.objects.create(words=words, page=page, **others)

    return make


@pytest.fixture
def promoted(client):
    """Return the titles that are shown before the answers to a question."""

    def ask(words="courriels", **asked):
        answer = client.get(reverse("search"), {"q": words, **asked})
        return [row["title"] for row in answer.context["promoted"]]

    return ask


@pytest.fixture
def editor(db, client):
    """Somebody who promotes results, signed in."""
    person = factories.UserFactory()
    wanted = ["access_admin", "add_promotedpage", "change_promotedpage"]
    person.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(person)
    return person


def form_of(promoted, **typed):
    return {
        "words": "courriels",
        "page": promoted.pk,
        "sentence": "Pour commencer.",
        "starts_on": "",
        "ends_on": "",
        **typed,
    }


def test_a_promoted_page_comes_first_with_its_sentence(promote, resource, client):
    promote(sentence="Pour commencer.")
    page = client.get(reverse("search"), {"q": "courriels"}).content.decode()
    assert page.index("Sélection de l’équipe") < page.index("Pour commencer.")
    assert resource.title in page


@pytest.mark.parametrize(
    ("typed", "is_same"),
    [
        ("déclarer ses impôts", True),
        ("Impôt déclarer", True),
        ("comment déclarer les IMPOTS ?", True),
        ("impôts", False),
        ("déclarer impôts revenus", False),
        ("", False),
    ],
)
def test_questions_are_compared_as_search_compares_them(
    typed, is_same, promote, promoted
):
    promote("autre chose\ndéclarer ses impôts")
    assert bool(promoted(typed)) is is_same


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_shown"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
        (TODAY - DAY, TODAY + DAY, True),
    ],
)
def test_a_promotion_starts_and_ends_by_itself(
    starts_on, ends_on, is_shown, promote, promoted
):
    promote(starts_on=starts_on, ends_on=ends_on)
    assert bool(promoted()) is is_shown


def test_what_is_promoted_is_shown_to_those_who_may_open_it(
    promote, promoted, resource, restrict, visitors, client
):
    promote()
    restrict(resource)
    assert promoted() == []
    client.force_login(visitors["stranger"])
    assert promoted() == []
    client.force_login(visitors["member"])
    assert promoted() == [resource.title]


def test_three_are_shown_of_those_that_one_may_open(promote, promoted, base, restrict):
    titles = ["Une", "Deux", "Trois", "Quatre"]
    closed = factories.ResourcePageFactory(parent=base, title="Fermée")
    restrict(closed)
    promote(page=closed)
    for title in titles:
        promote(page=factories.ResourcePageFactory(parent=base, title=title))
    assert promoted() == titles[:3]


def test_other_pages_and_filters_show_the_answers_alone(promote, promoted, resource):
    promote("messagerie")
    assert promoted("messagerie")
    assert not promoted("messagerie", niveau="debutant")
    for number in range(25):
        factories.ResourcePageFactory(
            parent=resource.get_parent(), title=f"La messagerie {number}"
        )
    assert not promoted("messagerie", page="2")


def test_a_base_and_a_collection_may_be_promoted(promote, promoted, base):
    promote(page=base)
    promote(page=factories.CollectionPageFactory(parent=base, title="Des courriels"))
    assert promoted() == [base.title, "Des courriels"]


def test_the_cost_is_no_query_where_nothing_is_promoted_and_does_not_grow(
    promote, client, base, count_queries
):
    def ask(words):
        assert client.get(reverse("search"), {"q": words}).status_code == 200

    for words in ("courriels", "rien"):
        ask(words)
    without = count_queries(lambda: ask("courriels"))
    promote()
    ask("courriels")
    few = count_queries(lambda: ask("courriels"))
    assert few == without + 2
    promote(page=factories.ResourcePageFactory(parent=base))
    ask("courriels")
    assert count_queries(lambda: ask("courriels")) == few


def test_staff_promote_a_page(editor, resource, client):
    typed = form_of(resource, words=" courriels \n\nécrire  un mail\n")
    assert client.post(ADD, typed).status_code == 302
    made = PromotedPage.objects.get()
    assert made.words == "courriels\nécrire un mail"
    assert resource.title in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"words": ""},
        {"words": " \n ! "},
        {"words": "mot " * 60},
        {"words": "nul\0"},
        {"page": ""},
        {"page": "9" * 30},
        {"page": "abc"},
        {"sentence": "a" * 201},
        {"starts_on": "05/12/2026", "ends_on": "04/12/2026"},
        {"ends_on": "hier"},
    ],
    ids=str,
)
def test_what_is_wrong_is_told_and_kept(typed, editor, resource, client):
    answer = client.post(ADD, form_of(resource, **typed))
    assert answer.status_code == 200
    assert "Pour commencer." in answer.content.decode() or "sentence" in typed
    assert not PromotedPage.objects.exists()


def test_staff_promote_what_they_may_read_and_is_published(
    editor, resource, restrict, client
):
    home = resource.get_parent().get_parent()
    draft = factories.ResourcePageFactory(parent=resource.get_parent(), live=False)
    restrict(resource)
    told = []
    for page in (resource, draft, home):
        answer = client.post(ADD, form_of(page))
        assert answer.status_code == 200
        assert resource.title not in answer.content.decode()
        told.append("Choisissez une page publiée" in answer.content.decode())
    assert told == [True, True, True]
    assert not PromotedPage.objects.exists()


def test_staff_do_not_see_what_is_promoted_of_pages_that_they_may_not_read(
    editor, promote, resource, restrict, client
):
    made = promote(sentence="Une phrase fermée.")
    restrict(resource)
    page = client.get(LIST).content.decode()
    assert resource.title not in page
    assert "Une phrase fermée." not in page
    edit = reverse("search_promotedpage_modeladmin_edit", args=[made.pk])
    assert client.get(edit).status_code == 404


def test_the_cost_of_the_list_does_not_grow(editor, promote, base, client, count_queries):
    def look():
        assert client.get(LIST).status_code == 200

    promote()
    look()
    few = count_queries(look)
    for _number in range(3):
        promote(page=factories.ResourcePageFactory(parent=base))
    assert count_queries(look) == few
