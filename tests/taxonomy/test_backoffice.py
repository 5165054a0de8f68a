"""What every list of the back office keeps to: each hole of the package, closed."""

import csv
import io

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from bases.models import BasePage, Membership
from taxonomy.backoffice import AbstractBackOfficeAdmin
from taxonomy.models import Keyword, Theme
from tests import factories

pytestmark = pytest.mark.django_db

ACTIONS = ["edit", "inspect", "delete", "history", "merge"]


class MembershipAdmin(AbstractBackOfficeAdmin):
    """A list with people in it, of which it shows the contributors."""

    model = Membership
    list_display = ["user", "role"]
    list_filter = ["role"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(role=Membership.Role.CONTRIBUTOR)


@pytest.fixture
def request_of():
    """Return a function that makes the request of a person."""

    def make(user, **parameters):
        request = RequestFactory().get("/admin/", parameters)
        request.user = user
        return request

    return make


@pytest.fixture
def superuser():
    return factories.UserFactory(is_superuser=True)


@pytest.fixture
def theme():
    return factories.ThemeFactory(name="Parentalité", slug="parentalite")


@pytest.mark.parametrize("action", ["edit", "inspect", "delete", "history"])
def test_what_the_list_does_not_show_is_not_reached_by_its_id(
    action, request_of, superuser
):
    owner = factories.MembershipFactory(role=Membership.Role.OWNER)
    view = getattr(MembershipAdmin(), f"{action}_view")
    with pytest.raises(Http404):
        view(request_of(superuser), str(owner.pk))


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("pk", ["abc", "0", "999999999999999999999999", "_00", "²"])
def test_an_id_that_names_nothing_is_not_found(action, pk, as_keeper):
    assert as_keeper.get(f"/admin/taxonomy/theme/{action}/{pk}/").status_code == 404


@pytest.mark.parametrize("action", ["edit", "delete", "history", "merge"])
def test_a_person_who_may_only_look_changes_nothing(action, client, editor, theme):
    editor.user_permissions.add(Permission.objects.get(codename="view_theme"))
    client.force_login(editor)
    assert client.get(f"/admin/taxonomy/theme/inspect/{theme.pk}/").status_code == 200
    response = client.get(f"/admin/taxonomy/theme/{action}/{theme.pk}/")
    assert response.url == "/admin/"


def test_the_history_asks_for_a_permission(request_of):
    membership = factories.MembershipFactory()
    with pytest.raises(PermissionDenied):
        MembershipAdmin().history_view(request_of(membership.user), str(membership.pk))


@pytest.mark.parametrize(
    "lookup",
    [
        "user__password__startswith",
        "user__email__contains",
        "base__title",
        "pk",
        "nothing__at_all",
    ],
)
def test_a_lookup_that_no_filter_offers_changes_nothing(lookup, request_of, superuser):
    factories.MembershipFactory.create_batch(2)
    request = request_of(superuser, **{lookup: "zzz"})
    listed = MembershipAdmin().index_view(request).context_data["object_list"]
    assert len(listed) == 2


@pytest.mark.parametrize(
    "query",
    [
        "category__id__exact=abc",
        "category__id__exact=999999999999999999999999",
        "category__id__exact=%00",
        "q=%00",
        "q=' OR 1=1 --",
        "o=abc",
        "o=99.-99",
        "o=.",
        "p=abc",
        "p=-1",
        "p=999",
        "export=pdf",
        "resources__title__startswith=S",
        "e=1",
    ],
)
def test_an_address_that_makes_no_sense_gets_the_list(query, as_keeper, theme):
    factories.ThemeFactory(category__name="Une autre")
    response = as_keeper.get(f"/admin/taxonomy/theme/?{query}", follow=True)
    assert response.status_code == 200
    assert response.context["view"].model is Theme


@pytest.mark.parametrize("query", ["forbidden__exact=perhaps", "q=un%00mot"])
def test_a_filter_that_is_not_understood_is_said(query, as_keeper):
    factories.KeywordFactory()
    response = as_keeper.get(f"/admin/taxonomy/keyword/?{query}")
    assert response.url == "/admin/taxonomy/keyword/"
    assert len(list(as_keeper.get(response.url).context["messages"])) == 1


DANGEROUS = ["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_cell_of_an_export_is_never_a_formula(name, as_keeper):
    Keyword.objects.create(name=name, slug="un-mot")
    exported = as_keeper.get("/admin/taxonomy/keyword/?export=csv")
    text = b"".join(exported.streaming_content).decode()
    assert [*csv.reader(io.StringIO(text, newline=""))][1][0] == f"'{name}"
    exported = as_keeper.get("/admin/taxonomy/keyword/?export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(exported.streaming_content)))
    cell = sheet.active["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_a_cell_that_cannot_be_written_loses_what_cannot(as_keeper):
    Keyword.objects.create(name="un\x0bmot", slug="un-mot")
    exported = as_keeper.get("/admin/taxonomy/keyword/?export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(exported.streaming_content)))
    assert sheet.active["A2"].value == "unmot"


def test_pages_are_not_listed_in_the_back_office():
    class PageAdmin(AbstractBackOfficeAdmin):
        model = BasePage

    with pytest.raises(ImproperlyConfigured):
        PageAdmin()


def test_fields_are_not_filled_by_scripts_that_are_not_there():
    class PrepopulatedAdmin(AbstractBackOfficeAdmin):
        model = Theme
        prepopulated_fields = {"slug": ["name"]}

    with pytest.raises(ImproperlyConfigured):
        PrepopulatedAdmin()


def test_the_menu_shows_a_list_to_those_who_may_do_something_with_it(
    client, keeper, editor
):
    for user, shown in [(keeper, True), (editor, False)]:
        client.force_login(user)
        assert ("/admin/taxonomy/theme/" in client.get("/admin/").text) is shown


def test_the_menu_shows_one_vocabulary_to_those_who_keep_one(client, editor):
    editor.user_permissions.add(Permission.objects.get(codename="change_keyword"))
    client.force_login(editor)
    menu = client.get("/admin/").text
    assert "/admin/taxonomy/keyword/" in menu
    assert "/admin/taxonomy/theme/" not in menu


@pytest.mark.parametrize("action", ["", "create/"])
def test_a_person_without_rights_is_refused_the_lists(action, client, editor):
    client.force_login(editor)
    assert client.get(f"/admin/taxonomy/theme/{action}").url == "/admin/"


@pytest.mark.parametrize("action", ACTIONS)
def test_a_person_without_rights_is_refused_each_screen(action, client, editor, theme):
    client.force_login(editor)
    address = f"/admin/taxonomy/theme/{action}/{theme.pk}/"
    assert client.get(address).url == client.post(address).url == "/admin/"
    # Whether the entry exists is not told either.
    assert client.get(f"/admin/taxonomy/theme/{action}/0/").url == "/admin/"


def test_an_anonymous_visitor_is_sent_to_sign_in(client, theme):
    for action in ["", f"edit/{theme.pk}/", f"merge/{theme.pk}/"]:
        response = client.get(f"/admin/taxonomy/theme/{action}")
        assert response.status_code == 302
        assert "connexion" in response.url


def test_a_list_that_something_protects_says_so_and_deletes_nothing(
    rf_with_messages, superuser
):
    class ThemeCategoryAdmin(AbstractBackOfficeAdmin):
        model = Theme.category.field.related_model
        base_url_path = "taxonomy/themecategory"

    category = factories.ThemeFactory().category
    request = rf_with_messages(superuser)
    response = ThemeCategoryAdmin().delete_view(request, str(category.pk))
    assert response.status_code == 302
    category.refresh_from_db()


@pytest.fixture
def rf_with_messages():
    """Return a function that makes a POST whose answer may say something."""

    def make(user):
        request = RequestFactory().post("/admin/")
        request.user = user
        request._messages = CookieStorage(request)
        return request

    return make
