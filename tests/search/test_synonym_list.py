import csv
import re
from collections import Counter

import pytest
from django.conf import settings

from search.synonyms import stems_of


def question_words(term):
    return stems_of(term).split()


LIST = settings.BASE_DIR / "search/data/synonyms.csv"


@pytest.fixture(scope="module")
def rows():
    with LIST.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def terms_by_group(rows):
    return {row["group"]: row["terms"].split(" | ") for row in rows}


def test_the_list_is_large_and_each_group_has_its_own_name(rows, terms_by_group):
    assert len(terms_by_group) == len(rows) >= 200
    assert list(terms_by_group) == sorted(terms_by_group)
    assert {row["oneway"] for row in rows} == {"", "1"}


def test_a_group_says_two_different_things_at_least(terms_by_group):
    for group, terms in terms_by_group.items():
        said = {tuple(question_words(term)) for term in terms}
        assert len(said) > 1, group


def test_a_term_is_written_in_lower_case_and_without_stray_blanks(terms_by_group):
    for terms in terms_by_group.values():
        for term in terms:
            assert term == " ".join(term.lower().split()), term
            assert question_words(term), term


def test_accents_are_kept():
    given = LIST.read_text(encoding="utf-8")
    for term in ("pôle emploi", "mél", "aîné", "hameçonnage", "vœux post-bac"):
        assert term in given


def test_what_is_left_of_a_term_of_several_words_is_no_common_word(terms_by_group):
    # "plus de son" would be left with "plus": half of the corpus.
    for terms in terms_by_group.values():
        for term in terms:
            words = re.split(r"[ ’']", re.sub(r"^(se |s'|faire |ça )", "", term))
            assert len(words) == 1 or len(question_words(term)) > 1, term


def test_a_term_has_equivalents_in_one_group_and_is_widened_by_one(rows):
    equivalents, heads = Counter(), Counter()
    for row in rows:
        terms = [tuple(question_words(term)) for term in row["terms"].split(" | ")]
        if row["oneway"]:
            heads[terms[0]] += 1
        else:
            equivalents.update(set(terms))

    assert [term for term, count in equivalents.items() if count > 1] == []
    assert [term for term, count in heads.items() if count > 1] == []
