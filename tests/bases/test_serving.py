import pytest

from bases import readerships
from bases.models import BaseIndexPage
from bases.serving import page_at
from bases.visibility import Visibility, set_visibility, visibility_shown
from tests import factories

QUERIES_TO_FIND_A_PAGE = 2


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
def test_a_page_is_found_and_checked_in_two_queries(
    kind, base, resource, visitors, restrict, count_queries
):
    restrict(base)
    path = resource.url.removeprefix("/")
    base.get_url()

    def find():
        return page_at(path, user=visitors[kind])

    assert (find() == resource) is (kind in {"member", "superuser"})
    assert count_queries(find) <= QUERIES_TO_FIND_A_PAGE


def test_the_front_page_stands_at_the_root(client, db):
    assert client.get("/").status_code == 200


def test_what_is_closed_is_kept_by_no_cache(client, base, resource, visitors, restrict):
    client.force_login(visitors["member"])
    assert "no-store" not in client.get(resource.url)["Cache-Control"]

    restrict(base)

    assert "no-store" in client.get(resource.url)["Cache-Control"]


@pytest.mark.parametrize(
    ("visibility", "badge"),
    [
        ("public", None),
        ("private", "badge--private"),
        ("restricted", "badge--restricted"),
    ],
)
def test_readers_of_a_closed_base_are_told_that_it_is(
    visibility, badge, client, visitors, base
):
    readers = [readerships.verified(factories.ActorTypeFactory())]
    set_visibility(base, Visibility(visibility), readers=readers)
    client.force_login(visitors["member"])

    for path in (base.url, BaseIndexPage.objects.get().url):
        page = client.get(path).content.decode()
        assert ("badge--" in page) is bool(badge)
        assert not badge or badge in page

    base.refresh_from_db()
    assert visibility_shown(page_at(base.url[1:], user=visitors["member"])) == visibility
