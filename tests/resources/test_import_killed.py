"""An import that is killed at any moment, in a process and on a database of its own."""

import json
import random

import pytest

from tests.processes import kill, own_database, run, value_in
from tests.resources.importing import row, write_rows

pytestmark = pytest.mark.slow
ROWS = 3000
KILLS = 5
WRITTEN = "SELECT count(*) FROM resources_importedfiche"
STATE = """
import json
from wagtail.models import Page, ReferenceIndex, Revision
from bases.models import Card
from resources.models import ImportedFiche, RenderedBody, ResourcePage
fiches = ResourcePage.objects.all()
print(json.dumps({
    "problems": [list(found) for found in Page.find_problems()],
    "counts": [
        each.count() for each in (
            fiches, ImportedFiche.objects.all(), RenderedBody.objects.all(),
            Card.objects.filter(kind="resource"), Revision.objects.filter(object_str="Fiche"),
            fiches.filter(live_revision__isnull=False, imported__isnull=False),
        )
    ],
}))
"""


@pytest.fixture
def environment(tmp_path):
    """The variables of a process that has a database of its own, as the tests have theirs."""
    with own_database(tmp_path) as variables:
        yield variables


@pytest.fixture
def manage(environment):
    """Return a function that runs a command and returns what it prints."""
    return lambda *command: run(*command, environment=environment).stdout


def test_an_import_that_is_killed_leaves_a_valid_tree_and_is_completed_by_another(
    environment, manage, tmp_path
):
    themes = ["Maîtrise des outils numériques"]
    rows = [row(str(number), title="Fiche", themes=themes) for number in range(ROWS)]
    path = str(write_rows(tmp_path / "fiches.jsonl", *rows))
    command = ["import_fiches", path, "--base", "ateliers", "--make-base"]
    manage("migrate", "-v", "0")
    manage("load_vocabularies")

    def state():
        return json.loads(manage("shell", "-v", "0", "-c", STATE))

    draw, kept = random.Random(0), [0]
    while len(kept) <= KILLS:
        kill(
            *command,
            environment=environment,
            after=lambda: value_in(environment, WRITTEN) > kept[-1],
            seconds=draw.random() / 2,
        )
        found = state()
        assert not any(found["problems"])
        assert len(set(found["counts"])) == 1
        assert found["counts"][0] >= kept[-1]
        kept.append(found["counts"][0])

    manage(*command)
    found = state()
    assert not any(found["problems"])
    assert set(found["counts"]) == {ROWS}
    assert any(0 < count < ROWS for count in kept)
