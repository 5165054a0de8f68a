"""What may name a row, and what is refused before it is asked of the database."""

import pytest

from accounts.ids import names_an_id


@pytest.mark.parametrize("text", ["0", "12", 12, "9" * 18])
def test_figures_name_a_row(text):
    assert names_an_id(text)


@pytest.mark.parametrize(
    "text", ["", "-1", "1.5", "²", "١٢", "1\0", "9" * 19, "9" * 10_000]
)
def test_nothing_else_does(text):
    assert not names_an_id(text)
