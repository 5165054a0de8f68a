"""What search finds and counts is what its reader may open: on every engine."""

import random
from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import IntegrityError, connection, transaction

from bases import readerships
from bases.access import named_to, visible_to
from bases.models import BaseSettings, Card, CardFacet, Membership
from bases.visibility import restrict_to
from search.engines.database import DatabaseEngine
from search.finding import find
from search.models import SearchDocument
from tests import factories

WORDS = ["lavande", "mimosa", "glycine", "pivoine", "jacinthe", "anémone"]


@pytest.fixture
def portal(db):
    """Bases and fiches drawn at random, some closed, and people who read some of them."""
    rng = random.Random(7)
    themes = factories.ThemeFactory.create_batch(3)
    people = factories.UserFactory.create_batch(3)
    bases = factories.BasePageFactory.create_batch(4)
    words = {}
    for number in range(24):
        said = rng.sample(WORDS, rng.randint(1, 3))
        fiche = factories.ResourcePageFactory(
            parent=rng.choice(bases),
            title=f"{said[0]} {number}".capitalize(),
            summary=" ".join(said[1:]) or "Rien de plus.",
        )
        fiche.themes = rng.sample(themes, rng.randint(0, 2))
        fiche.save_revision().publish()
        words[fiche.pk] = set(said)
        if rng.random() < 0.3:
            restrict_to(fiche, [readerships.team_of(fiche.card.base_id)])
    for base in bases[:2]:
        restrict_to(base, [readerships.team_of(base.pk)])
    for person, base in zip(people, bases, strict=False):
        factories.MembershipFactory(base=base, user=person, role=Membership.Role.READER)
    readers = [AnonymousUser(), *people, factories.UserFactory(is_superuser=True)]
    return readers, themes, bases, words


def test_hits_totals_and_facets_are_those_that_its_reader_may_open(portal):
    readers, themes, bases, words = portal
    rng = random.Random(8)
    for _question in range(60):
        reader = rng.choice(readers)
        asked = rng.sample(WORDS, rng.randint(0, 1))
        chosen = {str(theme.pk) for theme in rng.sample(themes, rng.randint(0, 2))}
        inside = rng.choice([None, *bases])
        answer = find(
            reader,
            words=" ".join(asked),
            facets={"theme": chosen} if chosen else {},
            base=inside and inside.pk,
            per_page=100,
        )
        among = Card.objects.filter(kind=Card.Kind.RESOURCE)
        if inside:
            among = among.filter(base=inside)
        open_to_them = visible_to(reader, among=among).values_list("pk", flat=True)
        met = {pk for pk in open_to_them if words[pk].issuperset(asked)}
        themes_of = {pk: _themes_of(pk) for pk in met}
        wanted = {pk for pk in met if not chosen or themes_of[pk] & chosen}
        assert {row["page_id"] for row in answer.rows} == wanted
        assert answer.totals.get(Card.Kind.RESOURCE, 0) == len(wanted)
        counts = Counter(theme for pk in met for theme in themes_of[pk])
        assert answer.facets.get("theme", {}) == dict(counts)


def _themes_of(pk):
    rows = CardFacet.objects.filter(card=pk, facet=CardFacet.Facet.THEME)
    return set(rows.values_list("value", flat=True))


def test_what_is_closed_repairs_nothing_and_is_told_to_be_unknown(portal):
    readers, _themes, bases, _words = portal
    closed = factories.ResourcePageFactory(parent=bases[0], title="Zinnia secret")
    reader = AnonymousUser()
    for word in ("zinnia", "zinia"):
        answer = find(reader, words=word)
        assert (answer.rows, answer.repairs, answer.left_out) == ([], [], (word,))
    member = readers[1]
    assert find(member, words="zinia").repairs == [("zinia", "zinnia")]
    assert [row["page_id"] for row in find(member, words="zinia").rows] == [closed.pk]


def test_a_word_that_was_open_is_unknown_once_it_is_closed(base, restrict):
    fiche = factories.ResourcePageFactory(parent=base, title="Sarrancolin")
    restrict(fiche)
    answer = find(AnonymousUser(), words="sarrancolin")
    assert (answer.rows, answer.left_out) == ([], ("sarrancolin",))


def test_what_changes_is_found_or_gone_at_the_next_question(base, resource, restrict):
    def found():
        return [row["page_id"] for row in find(AnonymousUser(), words="messagerie").rows]

    assert found() == [resource.pk]
    restrict(base)
    assert found() == []
    base.view_restrictions.all().delete()
    assert found() == [resource.pk]
    resource.unpublish()
    assert found() == []
    resource.save_revision().publish()
    assert found() == [resource.pk]
    resource.delete()
    assert found() == []


@pytest.mark.parametrize(
    ("made", "permitted"),
    [
        ({}, False),
        ({}, True),
        ({"is_active": False}, False),
        ({"is_superuser": True}, False),
    ],
)
def test_what_is_asked_of_the_database_is_the_rule_whoever_asks(made, permitted, portal):
    _readers, _themes, bases, _words = portal
    person = factories.UserFactory(**made)
    if permitted:
        person.user_permissions.set(Permission.objects.all())
    factories.MembershipFactory(
        base=bases[1], user=person, role=Membership.Role.ADMINISTRATOR
    )
    BaseSettings.objects.filter(base=bases[0]).update(shown_when_closed=True)
    for reader in (AnonymousUser(), person):
        engine = DatabaseEngine(reader)
        for asked, rule in ((engine.told, named_to), (engine.pages, visible_to)):
            known = rule(reader, among=Card.objects.filter(listed=True))
            assert _ids(*asked) == set(known.values_list("pk", flat=True))
        told = engine.told_of(None)
        opened = set(told.bitmaps.chosen(told.readable, told.bitmaps.documents))
        assert opened == {pk for pk in _ids(*engine.pages) if pk in told.bitmaps.places}
        in_lists = {pk for pk in _ids(*engine.told) if pk in told.bitmaps.places}
        assert opened.union(told.names) == in_lists


def _ids(sql, params):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT owner FROM ({sql}) AS known", params)
        return {pk for (pk,) in cursor.fetchall()}


@pytest.mark.parametrize("moved", [1, -1])
def test_no_document_has_the_readers_of_another_page(moved, resource):
    document = SearchDocument.objects.get(card=resource.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchDocument.objects.filter(pk=document.pk).update(id=document.pk + moved)
