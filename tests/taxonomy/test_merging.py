"""Two entries become one: all that used either uses the one that stays, drafts included."""

import pytest
from wagtail.models import ReferenceIndex

from bases.models import Card, Readership
from bases.readerships import verified
from resources.models import ResourcePage
from resources.models.resource import ExternalProducer, ResourceKeyword
from taxonomy.merging import MergeRefused, merge, term_merged
from taxonomy.models import Audience, Keyword, LoadedEntry, Nature, Territory, Theme
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return factories.ThemeFactory(name="Parentalités")


@pytest.fixture
def target():
    return factories.ThemeFactory(name="Parentalité")


def themes_of(fiche):
    return list(ResourcePage.objects.get(pk=fiche.pk).themes.all())


def test_fiches_of_the_source_have_the_target(source, target):
    fiche = factories.ResourcePageFactory(themes=[source])
    merge(source, target)
    assert themes_of(fiche) == [target]
    assert list(Theme.objects.all()) == [target]


def test_a_fiche_that_had_both_has_the_target_once(source, target):
    fiche = factories.ResourcePageFactory(themes=[source, target])
    merge(source, target)
    assert themes_of(fiche) == [target]


def test_foreign_keys_move_to_the_target():
    source, target = factories.LicenceFactory.create_batch(2)
    base = factories.BasePageFactory(licence=source)
    fiche = factories.ResourcePageFactory(parent=base, licence=source)
    merge(source, target)
    for page in (base, fiche):
        page.refresh_from_db()
        assert page.licence == target


def test_people_and_producers_move_to_the_target():
    source, target = factories.ActorTypeFactory.create_batch(2)
    person = factories.UserFactory(actor_type=source)
    fiche = factories.ResourcePageFactory()
    producer = ExternalProducer.objects.create(page=fiche, name="Une", actor_type=source)
    merge(source, target)
    person.refresh_from_db()
    producer.refresh_from_db()
    assert person.actor_type == producer.actor_type == target


def test_keywords_of_fiches_move_without_repeats():
    source, target = factories.KeywordFactory.create_batch(2)
    both, one = factories.ResourcePageFactory.create_batch(2)
    for fiche, tag in [(both, source), (both, target), (one, source)]:
        ResourceKeyword.objects.create(tag=tag, content_object=fiche)
    merge(source, target)
    assert [[*fiche.keywords.all()] for fiche in (both, one)] == [[target], [target]]
    assert list(Keyword.objects.all()) == [target]


def test_what_stood_within_the_source_stands_within_the_target():
    source, target = factories.TerritoryFactory.create_batch(2, level="region")
    within = factories.TerritoryFactory(parent=source)
    merge(source, target)
    within.refresh_from_db()
    assert within.parent == target


def test_the_rows_of_listings_name_the_target(source, target):
    fiche = factories.ResourcePageFactory(themes=[source])
    Card.objects.filter(page_id=fiche.pk).update(theme=source)
    merge(source, target)
    assert Card.objects.get(page_id=fiche.pk).theme == target


def test_a_draft_published_later_has_the_target(source, target):
    fiche = factories.ResourcePageFactory()
    fiche.themes.add(source)
    fiche.save_revision()
    merge(source, target)
    ResourcePage.objects.get(pk=fiche.pk).latest_revision.publish()
    assert themes_of(fiche) == [target]


def test_a_draft_that_named_both_names_the_target_once(source, target):
    fiche = factories.ResourcePageFactory(themes=[source])
    fiche.themes.set([target, source])
    fiche.save_revision()
    merge(source, target)
    fiche.refresh_from_db()
    assert fiche.latest_revision.content["themes"] == [target.pk]


def test_a_published_fiche_keeps_the_target_when_it_is_unpublished(source, target):
    fiche = factories.ResourcePageFactory(themes=[source])
    fiche.save_revision().publish()
    merge(source, target)
    # From now on Wagtail edits the last version, not what is saved.
    ResourcePage.objects.get(pk=fiche.pk).unpublish()
    edited = ResourcePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
    edited.save_revision().publish()
    assert themes_of(fiche) == [target]


def test_the_references_that_wagtail_keeps_lead_to_the_target():
    source, target = factories.LicenceFactory.create_batch(2)
    fiche = factories.ResourcePageFactory(licence=source)
    merge(source, target)
    referring = ReferenceIndex.get_references_to(target).values_list(
        "object_id", flat=True
    )
    assert list(referring) == [str(fiche.pk)]


def test_a_scheduled_version_has_the_target(source, target, tomorrow):
    fiche = factories.ResourcePageFactory()
    fiche.themes.add(source)
    fiche.go_live_at = tomorrow
    scheduled = fiche.save_revision(approved_go_live_at=tomorrow)
    fiche.themes.set([])
    fiche.save_revision()
    merge(source, target)
    scheduled.refresh_from_db()
    assert scheduled.content["themes"] == [target.pk]


def test_a_draft_keeps_its_keywords_and_its_producers():
    source, target = factories.KeywordFactory.create_batch(2)
    before, after = factories.ActorTypeFactory.create_batch(2)
    fiche = factories.ResourcePageFactory()
    for tag in (source, target):
        ResourceKeyword.objects.create(tag=tag, content_object=fiche)
    fiche.external_producers.add(ExternalProducer(name="Une", actor_type=before))
    fiche.save_revision()
    merge(source, target)
    merge(before, after)
    ResourcePage.objects.get(pk=fiche.pk).latest_revision.publish()
    published = ResourcePage.objects.get(pk=fiche.pk)
    assert [*published.keywords.all()] == [target]
    assert published.external_producers.get().actor_type == after


def test_a_draft_keeps_its_territory():
    source, target = factories.TerritoryFactory.create_batch(2)
    fiche = factories.ResourcePageFactory()
    fiche.territory = source
    fiche.save_revision()
    merge(source, target)
    drafted = ResourcePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
    assert drafted.territory == target


def test_an_old_version_opens_after_its_territory_is_gone():
    source, target = factories.TerritoryFactory.create_batch(2)
    fiche = factories.ResourcePageFactory(territory=source)
    old = fiche.save_revision()
    fiche.territory = None
    fiche.save_revision().publish()
    merge(source, target)
    old.refresh_from_db()
    assert old.as_object().territory is None


def test_other_entries_of_a_draft_are_left_alone(source, target):
    other = factories.ThemeFactory()
    # A type of resource may have the number that the source has among themes.
    nature = factories.NatureFactory(pk=source.pk)
    fiche = factories.ResourcePageFactory()
    fiche.themes.set([other, source])
    fiche.natures.set([nature])
    fiche.save_revision()
    merge(source, target)
    fiche.refresh_from_db()
    assert set(fiche.latest_revision.content["themes"]) == {other.pk, target.pk}
    assert fiche.latest_revision.content["natures"] == [nature.pk]


def test_what_was_loaded_stays_known(source, target):
    LoadedEntry.objects.create(vocabulary="theme", key="Parentalités")
    merge(source, target)
    assert LoadedEntry.objects.filter(key="Parentalités").exists()


def test_a_merge_is_told_to_the_layers_above(source, target):
    told = []

    def listen(sender, source_pk, target, **kwargs):
        told.append((sender, source_pk, target, Theme.objects.count()))

    term_merged.connect(listen)
    gone = source.pk
    try:
        merge(source, target)
    finally:
        term_merged.disconnect(listen)
    assert told == [(Theme, gone, target, 1)]


def test_a_failure_above_undoes_the_merge(source, target):
    fiche = factories.ResourcePageFactory(themes=[source])

    def fail(sender, **kwargs):
        raise RuntimeError

    term_merged.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            merge(source, target)
    finally:
        term_merged.disconnect(fail)
    assert themes_of(fiche) == [Theme.objects.get(name="Parentalités")]


def _a_region_and_its_departement():
    region = factories.TerritoryFactory(level=Territory.Level.REGION)
    return region, factories.TerritoryFactory(parent=region)


def _the_same_entry_twice():
    theme = factories.ThemeFactory()
    return theme, Theme.objects.get(pk=theme.pk)


def _two_audiences_of_two_groups():
    other = factories.AudienceFactory(group=Audience.Group.PROFESSIONALS)
    return factories.AudienceFactory(), other


def _two_territories_one_within_the_other():
    source = factories.TerritoryFactory()
    return source, factories.TerritoryFactory(parent=source)


def _two_actor_types_with_readers():
    types = factories.ActorTypeFactory.create_batch(2)
    for each in types:
        verified(each)
    return types


@pytest.mark.parametrize(
    "pair",
    [
        lambda: (factories.ThemeFactory(), factories.NatureFactory()),
        _the_same_entry_twice,
        _a_region_and_its_departement,
        _two_audiences_of_two_groups,
        _two_territories_one_within_the_other,
        _two_actor_types_with_readers,
    ],
)
def test_entries_that_cannot_be_one_are_not_merged(pair):
    source, target = pair()
    with pytest.raises(MergeRefused):
        merge(source, target)
    assert type(source).objects.filter(pk=source.pk).exists()


def test_an_actor_type_gives_its_readers_to_one_that_has_none():
    source, target = factories.ActorTypeFactory.create_batch(2)
    readership = verified(source)
    merge(source, target)
    assert Readership.objects.get(actor_type=target) == readership


def test_a_nature_merges_as_a_theme_does():
    source, target = factories.NatureFactory.create_batch(2)
    fiche = factories.ResourcePageFactory(natures=[source])
    merge(source, target)
    assert list(ResourcePage.objects.get(pk=fiche.pk).natures.all()) == [target]
    assert list(Nature.objects.all()) == [target]
