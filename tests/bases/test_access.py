import random

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction

from bases import readerships
from bases.access import may_read, visible_to
from bases.models import Card
from tests import factories
from tests.bases.reading import client_of
from tests.bases.trees import RandomPortal, close_bases
from tests.rolling_back import rolled_back

WHO_SEES = {
    "none": {"anonymous", "stranger", "member", "superuser"},
    "login": {"stranger", "member", "superuser"},
    "team": {"member", "superuser"},
    "nobody": {"superuser"},
    "password": set(),
}


@pytest.fixture
def close(base):
    def close(page, kind):
        if kind == "none":
            return
        types = {"login": "login", "password": "password"}
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=types.get(kind, "groups"), password="secret"
        )
        if kind == "team":
            restriction.groups.add(readerships.team_of(base.pk).group)

    return close


@pytest.mark.parametrize("where", ["base", "resource"])
@pytest.mark.parametrize("restriction", WHO_SEES)
def test_a_page_is_listed_to_those_who_can_open_it(
    restriction, where, base, resource, visitors, close, subtests
):
    close({"base": base, "resource": resource}[where], restriction)

    for kind, visitor in visitors.items():
        with subtests.test(kind), rolled_back():
            listed = visible_to(
                visitor, among=Page.objects.filter(pk=resource.pk)
            ).exists()
            opened = (
                resource.summary in client_of(visitor).get(resource.url).content.decode()
            )

            assert listed is opened is (kind in WHO_SEES[restriction])


def test_restrictions_add_up(base, resource, visitors, close):
    close(base, "team")
    close(resource, "nobody")
    assert not may_read(visitors["member"], resource.pk)
    assert may_read(visitors["member"], base.pk)


def test_a_page_without_a_card_is_closed(resource, visitors):
    Card.objects.filter(page=resource).delete()
    for visitor in visitors.values():
        assert not visible_to(visitor, among=Page.objects.filter(pk=resource.pk)).exists()


def test_a_group_deleted_by_staff_opens_nothing(base, resource, visitors):
    group = Group.objects.create(name="lecteurs")
    visitors["stranger"].groups.add(group)
    restriction = PageViewRestriction.objects.create(page=base, restriction_type="groups")
    restriction.groups.add(group)
    assert may_read(visitors["stranger"], resource.pk)

    group.delete()

    assert not may_read(visitors["stranger"], resource.pk)
    assert not may_read(AnonymousUser(), resource.pk)


def test_the_same_rule_is_one_row_whatever_the_number_of_pages(base, close):
    fiches = factories.ResourcePageFactory.create_batch(3, parent=base)
    for fiche in fiches:
        close(fiche, "team")
    rules = Card.objects.filter(page__in=fiches).values_list("rule", flat=True)
    assert len(set(rules)) == 1


@pytest.mark.parametrize("seed", range(10))
def test_listing_agrees_with_the_door_on_random_trees(seed, db):
    RandomPortal(random.Random(seed), pages=25, changes=12).check()


# Two hundred in all: each database draws one in two.
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000 + (connection.vendor == "sqlite"), 1200, 2))
def test_listing_agrees_with_the_door_on_large_random_trees(seed, db):
    rng = random.Random(seed)
    RandomPortal(rng, pages=rng.choice([30, 60, 100, 300]), changes=20).check()


def test_a_listing_asks_the_same_question_whatever_the_number_of_closed_bases(
    base, visitors
):
    def question():
        return {
            name: str(visible_to(visitor, among=Card.objects.all()).query)
            for name, visitor in visitors.items()
        }

    def lengths():
        return {name: len(text) for name, text in question().items()}

    close_bases(10, member=visitors["member"])
    few = lengths()
    close_bases(1090, member=visitors["member"])

    assert lengths() == few
    for visitor in visitors.values():
        assert visible_to(visitor, among=Card.objects.filter(kind="base")).count() >= 0


def test_the_request_of_wagtail_is_answered_as_its_restriction_says(base, close):
    close(base, "login")
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    restriction = base.get_view_restrictions().get()
    assert restriction.accept_request(request) is may_read(request.user, base.pk)
