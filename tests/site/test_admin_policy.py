"""Wagtail's admin works under the policy that it is given."""

import pytest

from tests.factories import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def refusals(window):
    """What the browser says it refused, or could not run, since the window opened."""
    said = []
    window.on("console", lambda message: said.append(message.text))
    window.on("pageerror", lambda error: said.append(f"error: {error}"))
    return said


@pytest.fixture
def administrator(window, live_server, client):
    """A superuser, signed in to the admin in the window."""
    person = UserFactory(is_superuser=True)
    client.force_login(person)
    window.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": live_server.url}
            for name, cookie in client.cookies.items()
        ]
    )
    return person

SCREENS = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/multiple/add/",
    "/admin/users/",
    "/admin/users/new/",
    "/admin/reports/site-history/",
    "/admin/redirects/add/",
    "/admin/account/",
]

@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_of_the_admin_runs_under_its_policy(
    screen, window, administrator, refusals
):
    assert window.goto(screen).ok
    window.wait_for_load_state("networkidle")

    assert refusals == []

def test_x(window, administrator, refusals, resource):
    window.goto(f"/admin/pages/{resource.pk}/edit/")
    window.wait_for_load_state("networkidle")
    window.screenshot(path="/tmp/infra-edit.png", full_page=True)
    print(refusals)
    assert 0
