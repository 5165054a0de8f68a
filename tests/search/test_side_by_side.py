"""Work that is shared between processes."""

import os

import pytest
from django.core.management import CommandError, call_command

from search.side_by_side import ReaderEnded, side_by_side


def square(number):
    return number * number, os.getpid()


def end(number):
    os._exit(number)


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_order(processes):
    with side_by_side(processes) as each:
        results, doers = zip(*each(square, range(100)), strict=True)
    assert results == tuple(number * number for number in range(100))
    assert len(set(doers)) <= processes
    assert (os.getpid() in doers) == (processes == 1)


def test_a_process_that_is_ended_is_told():
    with pytest.raises(ReaderEnded), side_by_side(2) as each:
        list(each(end, [9]))


@pytest.mark.parametrize("command", ["rebuild_search", "check_search"])
def test_a_command_without_a_process_is_refused(command, db):
    with pytest.raises(CommandError, match="at least one"):
        call_command(command, processes=0)
