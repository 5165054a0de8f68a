import csv
from collections import Counter

import pytest
from django.conf import settings

from home.demo.content import demo_bases

KINDS = {
    "accents",
    "acronym",
    "file",
    "former",
    "inside",
    "long",
    "plural",
    "question",
    "sms",
    "synonym",
    "title",
    "typo",
    "words",
}


@pytest.fixture(scope="module")
def judged():
    path = settings.BASE_DIR / "benchmarks/search/judged.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def open_fiches():
    return {
        f"{given['base']['slug']}/{fiche['slug']}"
        for given in demo_bases()
        if given["base"]["visibility"] == "public"
        for fiche in given["fiches"]
        if (fiche["readership"] or given["base"]["default_readership"]) == "base"
    }


def test_there_are_enough_queries_and_a_third_is_kept_apart(judged):
    sets = Counter(query["set"] for query in judged)

    assert set(sets) == {"tune", "kept"}
    assert len(judged) >= 150
    assert len(judged) * 0.3 < sets["kept"] < len(judged) * 0.37


def test_a_query_is_judged_once_and_says_of_what_kind_it_is(judged):
    asked = Counter(query["words"].casefold() for query in judged)

    assert [words for words, count in asked.items() if count > 1] == []
    assert all(words.strip() == words != "" for words in asked)
    assert {query["kind"] for query in judged} == KINDS


def test_what_answers_is_a_demo_fiche_that_anybody_may_read(judged, open_fiches):
    for query in judged:
        answers = query["answers"].split(" | ")
        assert open_fiches.issuperset(answers), query["words"]
        assert len(set(answers)) == len(answers), query["words"]


def test_every_demo_fiche_that_anybody_may_read_answers_something(judged, open_fiches):
    first = {query["answers"].split(" | ")[0] for query in judged}

    assert open_fiches - first == set()
