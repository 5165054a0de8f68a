"""The screens of the team of a base, wide and light, narrow and dark."""

import pytest

from tests.browser.visits import TWO_LOOKS, assert_is_sound_in

pytestmark = pytest.mark.browser

BASE = "/bases/vaune-mediatrice-et-services-sociaux/"
FICHE = f"{BASE}circuit-d-orientation-polyvalence-et-mediation/"
ADMINISTRATOR = "base-privee@demo.example"
STAFF = "administration@demo.example"
SCREENS = [
    f"{BASE}equipe/",
    f"{BASE}equipe/quitter/",
    f"{BASE}invitations/",
    f"{BASE}demandes/",
    f"{BASE}visibilite/",
    f"{BASE}qui-voit/",
    f"{BASE}voir-comme/",
    f"{BASE}voir-comme/?lecteur=anonyme",
    f"{BASE}corbeille/",
    f"{FICHE}lecteurs/",
    f"{FICHE}qui-voit/",
    f"{FICHE}voir-comme/?lecteur=equipe",
    "/compte/corbeille/",
]


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_of_a_team_can_be_used_by_everyone(path, visit):
    visited = visit(path, signed_in=ADMINISTRATOR)
    assert visited.status == 200
    assert_is_sound_in(visited, TWO_LOOKS)


def test_a_base_can_be_handed_over_by_everyone_who_may(visit):
    # Its owner, or staff; this one has no owner.
    visited = visit(f"{BASE}equipe/ceder/", signed_in=STAFF)
    assert visited.status == 200
    assert_is_sound_in(visited, TWO_LOOKS)


def test_who_reads_is_chosen_without_a_script(visit):
    screen = visit(
        f"{FICHE}lecteurs/", signed_in=ADMINISTRATOR, java_script_enabled=False
    )
    screen.page.locator("[name=who][value=team]").check()
    screen.page.get_by_role("button", name="Voir ce que cela change").click()
    screen.page.get_by_role("heading", name="Ce que cela change").wait_for()
