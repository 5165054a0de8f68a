"""A rebuild that reads in several processes, on a database of its own: they see no transaction."""

import json

import pytest

from tests.resources.importing import portal_of_fiches

pytestmark = pytest.mark.slow
# More than one batch of documents.
ROWS = 250
DAMAGE = """
from search.models import SearchDocument, Word
documents = SearchDocument.objects.filter(card__kind="resource").order_by("pk")
first, second, *_others, last = documents.values_list("pk", flat=True)
SearchDocument.objects.filter(pk=first).update(levels="", forms="")
SearchDocument.objects.filter(pk=last).delete()
SearchDocument.objects.get(pk=second).passages.all().delete()
Word.objects.update(documents=7)
"""
STATE = """
import json
from search.models import Passage, SearchDocument, Word
documents = SearchDocument.objects.order_by("pk").values_list("pk", "levels", "forms")
passages = Passage.objects.order_by("document", "folded").values_list("document", "folded")
words = Word.objects.order_by("text").values_list("text", "documents")
print(json.dumps([[*documents], [*passages], [*words]]))
"""


def test_what_several_processes_find_wrong_is_written_again(tmp_path):
    titles = [f"Fiche {number % 7}" for number in range(ROWS)]
    with portal_of_fiches(tmp_path, titles) as (_environment, manage):

        def state():
            return json.loads(manage("shell", "-v", "0", "-c", STATE).stdout)

        right = state()
        manage("shell", "-v", "0", "-c", DAMAGE)
        assert manage("check_search").stdout.count("out of date") == 2
        said = manage("rebuild_search", "--processes", "3").stderr
        assert f"{ROWS + 1} document(s) written" in said
        assert state() == right
        assert "0 difference(s)" in manage("check_search").stderr
