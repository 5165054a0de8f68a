"""Thousands of documents looked up and compared at once: as one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines import marks
from search.engines.places import LARGEST, NOWHERE, Places

MARKS = st.lists(st.tuples(*[st.integers(0, 127)] * 2), max_size=40)


@given(MARKS)
@pytest.mark.parametrize(("at_once", "each"), [(marks.least, min), (marks.largest, max)])
def test_marks_are_compared_as_bytes_are(at_once, each, pairs):
    first, second = (bytearray(pair[side] for pair in pairs) for side in (0, 1))
    assert at_once(first, second) == bytearray(map(each, first, second))


def test_each_document_has_its_place_whatever_its_number():
    places, known = Places(), {7: 0, 2: 1, -3: 2, LARGEST: 3, LARGEST + 8: 4}
    for document, place in known.items():
        places[document] = place
    unknown = [0, 5, 8, -1, -7, LARGEST - 1, LARGEST + 1]
    assert {each: places[each] for each in known} == known
    assert sorted(places.of([*unknown, *known])) == [NOWHERE] * len(unknown) + [*range(5)]
    assert not any(each in places for each in unknown)


@pytest.mark.parametrize("document", [4, -4, LARGEST + 4])
def test_what_is_known_no_more_has_no_place_and_a_copy_keeps_its_own(document):
    places = Places()
    places[document] = 0
    copied = places.copy()
    assert (copied.pop(document), copied.pop(document)) == (0, NOWHERE)
    assert (document in copied, document in places) == (False, True)
