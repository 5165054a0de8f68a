import os

import pytest
from django.test import Client, TestCase
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests.fuzz.inputs import CROWDED, inputs
from tests.fuzz.sending import filled, send
from tests.fuzz.shown import Controls
from tests.fuzz.table import FORMS
from tests.fuzz.world import World
from tests.rolling_back import rolled_back

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", 200))
# Where to go on, which is checked; buttons.
NOT_TYPED = {"next", "make", "apply", "confirm", "stop", "list"}
ANSWERS = {200, 302, 303, 400, 403, 404, 405, 413, 429}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One portal for all: what is sent to it is undone."""
    with django_db_blocker.unblock(), rolled_back():
        yield World()


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_whatever_a_form_is_sent_it_answers_and_loses_nothing(form, world):
    client = Client()
    if form.who:
        client.force_login(getattr(world, form.who))
    path = (form.prepare and form.prepare(client, world)) or form.address(world)
    cookies = dict(client.cookies)
    values = form.well_filled(world)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(sent=inputs([*form.values, *form.files]), comes_back=st.booleans())
    def fuzz(sent, comes_back):
        client.cookies.clear()
        client.cookies.update(cookies)
        with rolled_back():
            _check(form, world, client, path, filled(values, sent), sent, comes_back)

    fuzz()
    client.cookies.update(cookies)
    crowded = filled(values, CROWDED)
    assert send(client, "post", path, crowded, "form").status_code in {400, 405}


def _check(form, world, client, path, fields, sent, comes_back):
    # What leaves once all is written, mails above all, leaves.
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = send(client, form.method, path, fields, sent.coding)
    assert response.status_code in ANSWERS
    assert User.objects.filter(is_superuser=True).count() == 1
    if form.method == "get" or response.status_code not in {200, 302}:
        return
    received = response.wsgi_request.POST
    if response.status_code == 200:
        _check_kept(form, response, received)
    else:
        _check_stored(form, world, received)
        if comes_back:
            _check_next(client, response.url)


def _check_kept(form, response, received):
    """Check that what was typed stands in the page of a form that was refused."""
    if not any(each.is_bound for each in _forms_of(response)):
        return
    controls = Controls(response.content.decode())
    for name in form.values.keys() - NOT_TYPED - set(form.not_kept):
        if name in received:
            assert controls.keep(name, received.getlist(name)), name


def _check_stored(form, world, received):
    """Check that what was typed is kept, once the form was taken."""
    buttons = NOT_TYPED & form.values.keys()
    if not form.stored or not received or not buttons <= received.keys():
        # What was sent is another gesture, or nothing that can be read.
        return
    stored = form.stored(world)
    for name in form.same:
        assert getattr(stored, name) == received.get(name, "").strip(), name


def _check_next(client, url):
    """Check that the page that is shown next answers as well."""
    if url.startswith("/") and not url.startswith(("//", "/admin/")):
        assert client.get(url).status_code in ANSWERS


def _forms_of(response):
    contexts = response.context or []
    return [
        value
        for context in contexts
        for layer in getattr(context, "dicts", [context])
        for value in layer.values()
        if hasattr(value, "is_bound")
    ]
