"""Tests that drive Chromium."""

import pytest

# What every page owes to everyone is asserted there: what fails is told in full.
pytest.register_assert_rewrite("tests.browser.visits")
