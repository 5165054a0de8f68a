"""What a page is filtered by, one character a value."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from bases.codes import (
    DURATION,
    FACETS,
    code_of,
    codes_in,
    codes_of,
    counted,
    meaning_of,
)
from bases.levels import Level
from resources.models import ResourcePage

LANGUAGES = [code for code, _name in ResourcePage._meta.get_field("language").choices]


def _page(**values):
    return SimpleNamespace(**{"first_published_at": None, "duration": None, **values})


@pytest.mark.parametrize("facet", ["theme", "territory", "licence", "year"])
@pytest.mark.parametrize(
    "number", ["0", "2026", "32767", "32768", "65536", "8001834", f"{2**63 - 1}"]
)
def test_a_character_means_one_value_of_one_facet(facet, number):
    assert meaning_of(code_of(facet, number)) == (facet, number)


@pytest.mark.parametrize(
    ("facet", "values"),
    [
        ("level", Level.values),
        ("language", LANGUAGES),
        (DURATION, ["short", "hour", "half-day", "long"]),
    ],
)
def test_all_that_can_be_chosen_has_its_character(facet, values):
    codes = [code_of(facet, value) for value in values]
    assert [meaning_of(code) for code in codes] == [(facet, value) for value in values]
    assert len(set(codes)) == len(values)


def test_codes_of_many_digits_are_told_apart_and_counted():
    small, large = code_of("theme", "5"), code_of("theme", f"{5 + 2**40}")
    larger = code_of("theme", f"{5 + 2**56}")
    text = f"{small}{large}{larger}{large}"
    assert codes_in(text) == [small, large, larger, large]
    assert counted(text) == {small: 1, large: 2, larger: 1}
    assert not any(small in other for other in (large, larger))


def test_no_two_facets_share_a_character():
    assert len({code_of(facet, "1") for facet in FACETS}) == len(FACETS)


@pytest.mark.parametrize("character", ["a", "é", "\U0010fffd"])
def test_what_is_no_code_means_nothing(character):
    with pytest.raises(LookupError):
        meaning_of(character)


@pytest.mark.parametrize(
    ("minutes", "name"),
    [
        *[(1, "short"), (30, "short"), (31, "hour"), (60, "hour")],
        *[(61, "half-day"), (180, "half-day"), (181, "long")],
    ],
)
def test_a_fiche_is_of_one_duration(minutes, name):
    assert codes_of(_page(duration=minutes), set()) == code_of(DURATION, name)


def test_a_page_tells_its_year_and_no_keyword():
    page = _page(first_published_at=datetime(2025, 12, 31))
    values = {("keyword", "4"), ("theme", "12")}
    assert {meaning_of(code) for code in codes_in(codes_of(page, values))} == {
        ("theme", "12"),
        ("year", "2025"),
    }
