"""Our lists are loaded once for each entry; what staff did since is theirs."""

import csv

import pytest
from django.core.management import call_command

from taxonomy.loading import FOLDER, VOCABULARIES
from taxonomy.merging import merge
from taxonomy.models import (
    ActorType,
    Audience,
    Licence,
    LoadedEntry,
    Nature,
    Territory,
    Theme,
    ThemeCategory,
)
from taxonomy.slugs import slug_of
from tests import factories

pytestmark = pytest.mark.django_db


def load():
    call_command("load_vocabularies")


def test_every_row_of_our_lists_becomes_an_entry():
    load()
    for vocabulary in VOCABULARIES:
        assert vocabulary.model.objects.count() == len(vocabulary.rows())


def test_every_entry_but_a_territory_is_defined_in_a_sentence():
    load()
    for vocabulary in VOCABULARIES:
        if vocabulary.model is not Territory:
            for term in vocabulary.model.objects.all():
                assert term.definition.endswith("."), term
                assert len(term.definition) >= 40, term


def test_entries_hold_what_our_lists_say():
    load()
    parentalite = Theme.objects.get(slug="parentalite")
    assert parentalite.category.name == "Inclusion numérique"
    assert parentalite.category.family == ThemeCategory.Family.INCLUSION
    assert Nature.objects.get(slug="trame-d-atelier").name == "Trame d'atelier"
    assert Audience.objects.get(name="Élus").group == Audience.Group.PROFESSIONALS
    ain = Territory.objects.get(code="01")
    assert (ain.slug, ain.level, ain.parent.code) == ("01-ain", "department", "R84")
    assert ain.parent.parent.code == "FR"
    licence = Licence.objects.get(spdx="CC-BY-NC-SA-4.0")
    assert (licence.allows_remix, licence.allows_commercial) == (True, False)
    assert ActorType.objects.get(name="Agent de la PMI").verified


def test_entries_keep_the_order_of_our_lists():
    load()
    listed = [row["name"] for row in _rows("resource_types.csv")]
    assert [nature.name for nature in Nature.objects.all()] == listed


def test_loading_again_adds_nothing():
    load()
    before = LoadedEntry.objects.count()
    load()
    assert LoadedEntry.objects.count() == before
    for vocabulary in VOCABULARIES:
        assert vocabulary.model.objects.count() == len(vocabulary.rows())


def test_loading_again_keeps_what_staff_changed():
    load()
    theme = Theme.objects.get(slug="parentalite")
    theme.name, theme.definition, theme.position = "Être parent", "Autre chose.", 3
    theme.category = ThemeCategory.objects.get(name="Culture numérique")
    theme.save()
    load()
    kept = Theme.objects.get(pk=theme.pk)
    assert (kept.name, kept.definition, kept.position) == (
        "Être parent",
        "Autre chose.",
        3,
    )
    assert kept.category.name == "Culture numérique"
    assert not Theme.objects.filter(name="Parentalité").exists()


def test_what_staff_deleted_or_merged_does_not_come_back():
    load()
    Theme.objects.get(slug="mobilites").delete()
    merge(Theme.objects.get(slug="donnees"), Theme.objects.get(slug="parentalite"))
    load()
    assert not Theme.objects.filter(slug__in=["mobilites", "donnees"]).exists()


def test_an_entry_that_staff_made_first_is_left_to_them():
    own = factories.NatureFactory(name="Jeu", slug="jeux", definition="Le nôtre.")
    load()
    own.refresh_from_db()
    assert own.definition == "Le nôtre."
    assert Nature.objects.filter(name="Jeu").count() == 1


def test_an_entry_whose_parent_is_gone_is_left_out_and_told(capsys):
    load()
    LoadedEntry.objects.filter(vocabulary="theme", key="Mobilités").delete()
    Theme.objects.all().delete()
    ThemeCategory.objects.get(slug="numerique-et-environnement").delete()
    capsys.readouterr()
    load()
    assert not Theme.objects.exists()
    assert "Mobilités" in capsys.readouterr().err


def test_the_summary_goes_to_the_standard_error(capsys):
    load()
    said = capsys.readouterr()
    assert said.out == ""
    assert "theme: 29 added, 0 known" in said.err


def test_no_two_entries_of_a_list_share_an_address():
    for vocabulary in VOCABULARIES:
        keys = [vocabulary.key(row) for row in vocabulary.rows()]
        assert len({slug_of(key) for key in keys}) == len(keys)


def _rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
