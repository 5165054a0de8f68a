"""A closed base is visible but closed, or unknown: who learns its name, and nothing else."""

from itertools import product

import pytest
from wagtail.models import PageViewRestriction

from bases.access import may_read, named_to
from bases.models import BaseIndexPage, BaseSettings, Card
from search.finding import find
from tests import factories
from tests.bases.reading import client_of
from tests.rolling_back import rolled_back

SENTENCE = "Demandez à la mission numérique."
LISTINGS = ["/bases/", "/recherche/?type=bases&q=val", "/recherche/?type=bases"]
KINDS = ["anonymous", "stranger", "member", "superuser"]


@pytest.fixture
def close(base, resource, restrict):
    """Close the base, and show its name or not."""
    base.summary = "Un résumé à taire"
    base.description = "<p>Une description à taire</p>"
    base.cover = factories.ImageFactory()
    base.save_revision().publish()

    def closed(*, shown):
        restrict(base)
        BaseSettings.objects.filter(base=base).update(
            shown_when_closed=shown, closed_sentence=SENTENCE
        )

    return closed


@pytest.fixture
def ask_as(visitors):
    def get(kind, path):
        return client_of(visitors[kind]).get(path)

    return get


@pytest.mark.parametrize("shown", [True, False])
def test_a_closed_base_is_named_or_unknown_as_its_administrators_chose(
    shown, base, resource, close, ask_as, subtests
):
    close(shown=shown)
    for kind in KINDS:
        with subtests.test(kind), rolled_back():
            reads = kind in {"member", "superuser"}

            response = ask_as(kind, base.url)

            page = response.content.decode()
            assert response.status_code == (200 if reads else 403 if shown else 404)
            assert (base.title in page) is (reads or shown)
            assert (SENTENCE in page) is (shown and not reads)
            assert (f"{base.url}demandes/nouvelle/" in page) is (shown and not reads)
            assert reads or "à taire" not in page
            assert reads or "noindex" in page
            assert ask_as(kind, resource.url).status_code == (200 if reads else 404)
            assert reads or not shown or "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("shown", [True, False])
def test_listings_tell_the_name_of_a_closed_base_and_nothing_else(
    shown, base, close, ask_as, subtests
):
    close(shown=shown)
    for kind, path in product(KINDS, LISTINGS):
        with subtests.test(kind=kind, path=path), rolled_back():
            reads = kind in {"member", "superuser"}

            page = ask_as(kind, path).content.decode()

            assert (base.title.split()[-1] in page) is (reads or shown)
            assert ("badge--closed" in page) is (shown and not reads)
            if not reads:
                assert "à taire" not in page
                assert SENTENCE not in page
                assert 'class="cover' not in page
                assert "1 fiche" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_title_of_a_closed_base_is_searched(kind, base, close, visitors):
    base.territory = factories.TerritoryFactory()
    close(shown=True)
    reads = kind in {"member", "superuser"}

    def found(words, **terms):
        answer = find(visitors[kind], words=words, kind="base", **terms)
        assert answer.totals.get("base", 0) == len(answer.rows)
        return len(answer.rows)

    assert found("médiathèques") == 1
    assert found("taire") == reads
    # A word that one may not read is as unknown as one that nobody wrote.
    assert found("médiathèques taire") == found("médiathèques xylophone") == 1
    assert found("médiathèques", facets={"theme": {"1"}}) == 0


def test_the_command_that_searches_prints_the_name_alone(base, close, capsys):
    from django.core.management import call_command

    close(shown=True)
    call_command("find", "médiathèques", type="bases", json=True)
    printed = capsys.readouterr().out
    assert base.title in printed
    assert "à taire" not in printed


@pytest.mark.parametrize("state", ["draft", "in bin", "under a closed list"])
def test_a_base_that_is_not_shown_for_another_reason_is_not_named(
    state, base, close, visitors, client
):
    close(shown=True)
    if state == "draft":
        base.unpublish()
    elif state == "in bin":
        Card.objects.filter(page=base).update(in_bin=True)
    else:
        PageViewRestriction.objects.create(
            page=BaseIndexPage.objects.get(), restriction_type="login"
        )
    bases = Card.objects.filter(kind="base")
    assert not named_to(visitors["anonymous"], among=bases).exists()
    assert client.get(base.url).status_code == 404


def test_a_name_that_is_shown_opens_nothing(base, resource, close, visitors):
    close(shown=True)
    assert not may_read(visitors["stranger"], base.pk)
    everything = named_to(visitors["stranger"], among=Card.objects.all())
    assert not everything.filter(page=resource).exists()
    assert list(everything.filter(may_open=False)) == [Card.objects.get(page=base)]


@pytest.mark.parametrize("kind", ["anonymous", "stranger"])
@pytest.mark.parametrize("path", ["/bases/", "/recherche/?type=bases"])
def test_query_count_of_bases_does_not_grow_with_those_that_are_closed(
    path, kind, close, restrict, read_as, count_queries
):
    close(shown=True)
    read = read_as(kind, path)
    few = count_queries(read)
    for base in factories.BasePageFactory.create_batch(3):
        restrict(base)
        BaseSettings.objects.filter(base=base).update(shown_when_closed=True)
    # Whoever asks first after a change reads what changed.
    read()
    assert count_queries(read) == few
