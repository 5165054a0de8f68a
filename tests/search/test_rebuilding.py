"""All that search reads is written again: a run that was stopped is continued by the next."""

import pytest
from django.core.management import CommandError, call_command

from search.models import SearchDocument, SearchRebuild
from search.rebuilding import rebuild
from search.resuming import Run, TakenOver
from tests import factories


class Killed(Exception):
    """What ends a run in the middle."""


def stop(last, done):
    raise Killed


@pytest.fixture
def stopped(resource):
    """A run that was stopped once it had written the pages that there were."""
    with pytest.raises(Killed):
        rebuild(Run(), report=stop)
    SearchDocument.objects.update(summary="ancien")
    return SearchRebuild.objects.get()


@pytest.fixture
def rebuild_search(capsys):
    """Return a function that runs the command, and returns what it says."""

    def run(*options):
        call_command("rebuild_search", *options)
        return capsys.readouterr().err

    return run


def old():
    """Return the pages whose document was not written again."""
    documents = SearchDocument.objects.filter(summary="ancien")
    return set(documents.values_list("card", flat=True))


def test_a_run_goes_on_after_the_last_page_that_was_done(
    stopped, resource, rebuild_search
):
    later = factories.ResourcePageFactory(title="Une fiche de plus")
    SearchDocument.objects.filter(card=later.pk).update(summary="ancien")
    assert f"goes on after page {stopped.after}" in rebuild_search()
    assert resource.pk in old()
    assert later.pk not in old()


def test_a_run_after_one_that_ended_begins_anew(stopped, rebuild_search):
    rebuild_search()
    assert old()
    assert "goes on" not in rebuild_search()
    assert not old()


def test_a_run_may_be_told_to_begin_anew(stopped, rebuild_search):
    assert "goes on" not in rebuild_search("--from-start")
    assert not old()


def test_what_a_stopped_run_wrote_and_where_it_is_agree(resource):
    before = SearchDocument.objects.get(card=resource.pk)
    SearchDocument.objects.update(title="ancien")
    with pytest.raises(TakenOver):
        take_over_first(Run())
    assert SearchDocument.objects.get(card=resource.pk).title == "ancien"
    assert SearchRebuild.objects.get().after == 0
    rebuild(Run())
    assert SearchDocument.objects.get(card=resource.pk).title == before.title


def take_over_first(run):
    Run()
    rebuild(run)


def test_of_two_runs_the_later_one_takes_over_and_the_other_stops(resource):
    later = []
    with pytest.raises(TakenOver):
        rebuild(Run(), report=lambda last, done: later.append(Run()))
    rebuild(later[0])
    later[0].end()
    assert SearchRebuild.objects.get().after == 0


def test_the_command_says_that_another_run_took_over(resource):
    class Interrupted:
        """A terminal on which somebody starts another run, once this one is under way."""

        def write(self, text):
            Run()

        def isatty(self):
            return True

        def flush(self):
            return

    with pytest.raises(CommandError, match="took over"):
        call_command("rebuild_search", stderr=Interrupted())
