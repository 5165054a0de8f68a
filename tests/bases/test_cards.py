import pytest
from django.core.management import call_command
from wagtail.models import Page

from bases.access import may_read
from bases.codes import codes_in, meaning_of
from bases.models import BaseSettings, Card
from bases.moving import ReadersThere, move_to_base
from bases.visibility import Visibility, set_visibility, visibility_of
from taxonomy.models import Theme
from tests import factories


def test_publishing_writes_the_card(base):
    theme = factories.ThemeFactory()
    fiche = factories.ResourcePageFactory(parent=base, title="Brouillon", live=False)
    fiche.title, fiche.summary, fiche.duration = "Une séance", "Deux heures.", 120
    fiche.themes = [theme]
    fiche.save_revision().publish()

    card = fiche.card
    card.refresh_from_db()
    assert (card.title, card.summary, card.duration) == (
        "Une séance",
        "Deux heures.",
        120,
    )
    assert (card.kind, card.base, card.theme, card.live) == (
        "resource",
        base,
        theme,
        True,
    )
    assert card.facets.filter(facet="theme", value=str(theme.pk)).count() == 1


def test_a_draft_beside_the_live_version_changes_nothing_of_the_card(resource):
    resource.title = "Titre à venir"
    resource.save_revision()

    assert Card.objects.get(page=resource).title == "Premiers pas avec la messagerie"


def test_unpublishing_takes_the_page_out_of_listings(resource, visitors):
    resource.unpublish()
    for visitor in visitors.values():
        assert not may_read(visitor, resource.pk)


def test_a_move_changes_base_and_rule(base, resource, restrict, visitors):
    closed = factories.BasePageFactory(title="Fermée")
    restrict(closed)
    resource.move(closed, pos="last-child")

    card = Card.objects.get(page=resource)
    assert card.base_id == closed.pk
    assert not may_read(visitors["member"], resource.pk)

    base.refresh_from_db()
    back = Page.objects.get(pk=resource.pk).specific
    move_to_base(back, base, user=None, readers=ReadersThere.OF_BASE)
    assert Card.objects.get(page=resource).base_id == base.pk
    assert may_read(visitors["anonymous"], resource.pk)


def test_what_is_new_in_a_base_takes_its_default_readership(base, visitors):
    BaseSettings.objects.filter(base=base).update(default_readership="team")

    fiche = factories.ResourcePageFactory(parent=base)

    assert may_read(visitors["member"], fiche.pk)
    assert not may_read(visitors["stranger"], fiche.pk)
    assert may_read(visitors["stranger"], base.pk)


@pytest.mark.parametrize("visibility", Visibility)
def test_a_visibility_is_read_back_as_it_was_set(base, visibility):
    reader = factories.ActorTypeFactory()
    from bases.readerships import verified

    readers = [verified(reader)] if visibility == Visibility.RESTRICTED else []
    set_visibility(base, visibility, readers=readers)
    assert visibility_of(base) == visibility


@pytest.mark.parametrize("confirmed", [True, False])
def test_only_a_confirmed_actor_type_opens_a_restricted_base(base, resource, confirmed):
    from django.utils import timezone

    from bases.readerships import verified

    social_worker = factories.ActorTypeFactory()
    before, after = factories.UserFactory.create_batch(2, actor_type=social_worker)
    if confirmed:
        before.actor_type_verified_at = timezone.now()
        before.save()
    set_visibility(base, Visibility.RESTRICTED, readers=[verified(social_worker)])
    if confirmed:
        after.actor_type_verified_at = timezone.now()
        after.save()

    assert may_read(before, resource.pk) is confirmed
    assert may_read(after, resource.pk) is confirmed


def test_who_leaves_the_team_reads_no_more(base, resource, restrict, visitors):
    restrict(base)
    member = visitors["member"]
    assert may_read(member, resource.pk)
    member.memberships.get(base=base).delete()
    assert not may_read(member, resource.pk)


def test_who_changes_actor_type_loses_what_the_old_one_opened(base, resource):
    from django.utils import timezone

    from bases.readerships import verified

    social_worker = factories.ActorTypeFactory()
    person = factories.UserFactory(
        actor_type=social_worker, actor_type_verified_at=timezone.now()
    )
    set_visibility(base, Visibility.RESTRICTED, readers=[verified(social_worker)])
    assert may_read(person, resource.pk)

    person.actor_type = factories.ActorTypeFactory()
    person.save()

    assert not may_read(person, resource.pk)


def test_check_cards_lists_what_is_wrong_and_mends_it_when_asked(resource, capsys):
    Card.objects.filter(page=resource).update(
        title="Autre", rule=None, live=False, codes=""
    )
    call_command("check_cards")
    assert str(resource.pk) in capsys.readouterr().out
    assert Card.objects.get(page=resource).title == "Autre"

    call_command("check_cards", apply=True)
    card = Card.objects.get(page=resource)
    assert card.title == resource.title
    assert {meaning_of(code) for code in codes_in(card.codes)} >= {("language", "fr")}
    capsys.readouterr()
    call_command("check_cards")
    assert capsys.readouterr().out == ""


def test_a_theme_that_goes_leaves_the_card(resource):
    theme = factories.ThemeFactory()
    resource.themes = [theme]
    resource.save_revision().publish()
    assert Card.objects.get(page=resource).theme == theme
    assert Theme.objects.count() == 1
