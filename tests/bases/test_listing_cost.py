"""What keeps a listing cheap on a large portal, whoever reads it."""

import pytest
from django.db import connection

from bases.listing import listed, listed_bases, listed_in_base
from bases.models import Card

LISTINGS = {
    "bases": lambda user, base: listed_bases(user),
    "fiches": lambda user, base: listed(user, kind=Card.Kind.RESOURCE),
    "fiches of a base": lambda user, base: listed_in_base(user, base, kind="resource"),
}


@pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="PostgreSQL reads the whole of a table as small as those of a test",
)
@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
@pytest.mark.parametrize("listing", LISTINGS)
def test_a_listing_walks_an_index_in_its_order(listing, kind, base, visitors):
    cards = LISTINGS[listing](visitors[kind], base)
    page = cards.values("pk", "title", "page__url_path", "rule__teams_only")[:24]
    plan = page.explain()
    assert "USING INDEX card_by_" in plan or "COVERING INDEX card_by_" in plan, plan
    assert "FOR ORDER BY" not in plan, plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="as above")
@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
def test_cards_are_counted_in_an_index_alone(kind, visitors):
    counted = listed(visitors[kind], kind=Card.Kind.RESOURCE).order_by().values("pk")
    assert "USING COVERING INDEX card_by_" in counted.explain()
