import pytest
from django.core.exceptions import ValidationError
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from bases.access import may_read
from bases.bin import put_in_bin
from bases.models import BaseSettings, Card
from tests import factories


def _copy(page, to):
    return page.copy(to=to, update_attrs={"slug": "copie"})


def _copy_of_plain_instance(page, to):
    return Page.copy(Page.objects.get(pk=page.pk), to=to, update_attrs={"slug": "copie"})


def _action(page, to):
    return CopyPageAction(page, to=to, update_attrs={"slug": "copie"}).execute()


WAYS = [_copy, _copy_of_plain_instance, _action]


@pytest.fixture
def elsewhere(db):
    return factories.BasePageFactory(title="Ailleurs", slug="ailleurs")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("closed", ["base", "fiche", "both", "neither"])
def test_a_copy_in_another_base_is_a_draft_for_those_who_read_the_original(
    closed, way, base, resource, restrict, visitors, elsewhere
):
    if closed in {"base", "both"}:
        restrict(base)
    if closed in {"fiche", "both"}:
        restrict(resource)

    copy = way(resource, elsewhere)

    stored = Page.objects.get(pk=copy.pk)
    assert (stored.live, stored.first_published_at, stored.live_revision) == (
        False,
        None,
        None,
    )
    assert Card.objects.get(pk=copy.pk).rule == Card.objects.get(pk=resource.pk).rule
    stored.get_latest_revision().publish()
    for kind, visitor in visitors.items():
        assert may_read(visitor, copy.pk) is may_read(visitor, resource.pk), kind


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("in_closed_base", [True, False])
def test_a_copy_within_its_base_is_no_wider(
    in_closed_base, way, base, resource, restrict, visitors
):
    restrict(resource)
    if in_closed_base:
        PageViewRestriction.objects.create(page=base, restriction_type="login")

    copy = way(resource, base)

    assert Page.objects.get(pk=copy.pk).live
    for kind, visitor in visitors.items():
        assert may_read(visitor, copy.pk) is may_read(visitor, resource.pk), kind


def test_a_copied_restriction_stands_once(resource, restrict, base, elsewhere):
    restrict(resource)
    assert _copy(resource, base).view_restrictions.count() == 1
    assert _copy(resource, elsewhere).view_restrictions.count() == 1


def test_a_copied_base_is_closed_like_the_first_with_each_of_its_fiches(
    base, resource, restrict, visitors
):
    narrow = factories.ResourcePageFactory(parent=base)
    PageViewRestriction.objects.create(page=narrow, restriction_type="groups")
    restrict(base)

    copy = base.copy(recursive=True, update_attrs={"slug": "copie", "title": "Copie"})

    rules = dict(Card.objects.values_list("title", "rule"))
    copied = Card.objects.filter(page__path__startswith=copy.path)
    assert copied.count() == 3
    assert not copied.filter(live=True).exists()
    for card in copied.exclude(pk=copy.pk):
        source = Card.objects.get(title=card.title, base=base)
        assert card.rule_id == source.rule_id
    assert rules["Copie"] == rules[base.title]


def test_the_history_of_a_fiche_stays_in_its_base(resource, elsewhere, base):
    resource.title = "Un brouillon de travail"
    resource.save_revision()

    resource = type(resource).objects.get(pk=resource.pk)
    copy = _copy(resource, elsewhere)

    contents = str([revision.content for revision in copy.revisions.all()])
    assert "brouillon de travail" not in contents
    assert copy.revisions.count() == 1
    assert _copy(resource, base).revisions.count() == 2


def test_a_draft_is_copied_as_it_was_last_saved(base, elsewhere):
    draft = factories.ResourcePageFactory(parent=base, live=False)
    draft.summary = "Le dernier état"
    draft.save_revision()
    copy = _copy(type(draft).objects.get(pk=draft.pk), elsewhere)
    assert copy.get_latest_revision_as_object().summary == "Le dernier état"


def test_a_copy_takes_the_default_readership_of_its_base(resource, elsewhere, visitors):
    BaseSettings.objects.filter(base=elsewhere).update(default_readership="team")
    copy = _copy(resource, elsewhere)
    copy.get_latest_revision().publish()
    assert not may_read(visitors["stranger"], copy.pk)


def _create_alias(page, to):
    page.create_alias(parent=to, update_slug="alias")


def _create_alias_of_plain_instance(page, to):
    Page.objects.get(pk=page.pk).create_alias(parent=to, update_slug="alias")


def _alias_action(page, to):
    CreatePageAliasAction(page, parent=to, update_slug="alias").execute()


def _assign(page, to):
    other = factories.ResourcePageFactory(parent=to)
    other.alias_of = Page.objects.get(pk=page.pk)
    other.save(clean=False)


@pytest.mark.parametrize(
    "way", [_create_alias, _create_alias_of_plain_instance, _alias_action, _assign]
)
def test_no_page_is_given_an_alias(way, resource, elsewhere):
    with pytest.raises(ValidationError):
        way(resource, elsewhere)
    assert not Page.objects.exclude(alias_of=None).exists()
    assert elsewhere.get_children().filter(slug="alias").count() == 0


def test_what_is_in_the_bin_is_not_copied(resource, elsewhere):
    put_in_bin(resource)
    resource.refresh_from_db()
    with pytest.raises(ValidationError):
        _copy(resource, elsewhere)
