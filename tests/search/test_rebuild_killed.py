"""A rebuild that is killed at any moment, in a process and on a database of its own."""

import json
import random

import pytest

from tests.processes import kill, value_in
from tests.resources.importing import portal_of_fiches

pytestmark = pytest.mark.slow
ROWS = 1500
KILLS = 3
AGE = 'from search.models import SearchDocument; SearchDocument.objects.update(summary="ancien")'
AFTER = "SELECT coalesce(max(after), 0) FROM search_searchrebuild"
STATE = """
import json
from search.models import SearchDocument, SearchRebuild
pages = SearchDocument.objects.filter(card__isnull=False)
after = SearchRebuild.objects.get().after
old = pages.filter(summary="ancien")
print(json.dumps({
    "after": after,
    "old": old.count(),
    "old before": old.filter(card__lte=after).count(),
    "new after": pages.exclude(summary="ancien").filter(card__gt=after).count(),
}))
"""


def test_a_rebuild_that_is_killed_is_continued_by_another(tmp_path):
    with portal_of_fiches(tmp_path, ["Fiche"] * ROWS) as (environment, manage):

        def state():
            return json.loads(manage("shell", "-v", "0", "-c", STATE).stdout)

        def goes_on():
            """Whether the run wrote something since it began where another was killed."""
            return value_in(environment, AFTER) > kept[-1]

        manage("shell", "-v", "0", "-c", AGE)

        draw, kept = random.Random(0), [0]
        for _kill in range(KILLS):
            kill(
                "rebuild_search",
                "--processes",
                "2",
                environment=environment,
                after=goes_on,
                seconds=draw.random() / 10,
            )
            found = state()
            # What is written, and where it is, are written together.
            assert found["old before"] == found["new after"] == 0
            assert found["after"] >= kept[-1]
            kept.append(found["after"])
        assert kept[-1] > 0
        assert found["old"] > 0
        said = manage("rebuild_search", "--processes", "2").stderr
        assert f"goes on after page {kept[-1]}" in said
        assert state() == {"after": 0, "old": 0, "old before": 0, "new after": ROWS + 1}
