"""One's own base: a public shell, in no list while nothing in it is open to all."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from wagtail.models import Page

from bases import ownership, readerships, visibility
from bases.admin.known import choosable_by
from bases.bin import delete_for_good, put_in_bin, restore
from bases.checking import pages_with_wrong_cards
from bases.listing import listed_bases, named_bases
from bases.making import make_workbench, workbench_of
from bases.models import BaseSettings, Card
from search.finding import find
from tests import factories
from tests.bases.teams import member, person
from tests.rolling_back import rolled_back

ANYBODY = AnonymousUser()


@pytest.fixture
def owner(db):
    return person(first_name="Noé")


@pytest.fixture
def workbench(owner):
    return make_workbench(owner)


@pytest.fixture
def note(workbench):
    """A fiche of the workbench, for its owner alone as what is new in it is."""
    return factories.ResourcePageFactory(parent=workbench, slug="note")


def is_listed(base):
    """Say whether lists name a base, once each of them agrees with the card."""
    listed = Card.objects.get(pk=base.pk).listed
    cards = [
        listed_bases(ANYBODY),
        named_bases(ANYBODY),
    ]
    named = [{card.pk for card in each} for each in cards]
    for words in ("", base.title):
        answer = find(ANYBODY, kind=Card.Kind.BASE, words=words)
        named.append({row["page_id"] for row in answer.rows})
        assert answer.totals.get(Card.Kind.BASE, 0) == len(answer.rows)
    assert {base.pk in each for each in named} == {listed}
    chosen = choosable_by(factories.UserFactory(), Page.objects.filter(pk=base.pk))
    assert chosen.exists() is listed
    assert list(pages_with_wrong_cards()) == []
    return listed


def test_a_button_makes_it_and_leads_to_it_afterwards(client, owner):
    client.force_login(owner)
    assert client.get("/compte/etabli/").status_code == 200
    assert workbench_of(owner) is None
    made = client.post("/compte/etabli/").url
    assert made == "/bases/etabli-de-noe/"
    assert client.post("/compte/etabli/").url == client.get("/compte/etabli/").url == made
    base = workbench_of(owner)
    assert base.title == "L’établi de Noé"
    assert base.memberships.get(role="owner").user == owner
    assert base.settings.default_readership == "team"


def test_its_name_is_said_as_it_is_heard(db, subtests):
    names = {
        "Anne": ("L’établi d’Anne", "etabli-d-anne"),
        "Élodie": ("L’établi d’Élodie", "etabli-d-elodie"),
        "Yves": ("L’établi d’Yves", "etabli-d-yves"),
        "Yann": ("L’établi de Yann", "etabli-de-yann"),
        "Hélène": ("L’établi d’Hélène", "etabli-d-helene"),
        "Hassan": ("L’établi de Hassan", "etabli-de-hassan"),
        "": ("Un établi", "etabli-de"),
    }
    for name, (title, slug) in names.items():
        with subtests.test(name), rolled_back():
            base = make_workbench(person(first_name=name))
            assert (base.title, base.slug) == (title, slug)


def test_a_person_has_one_whatever_writes(owner, workbench):
    other = BaseSettings.objects.get(base=factories.BasePageFactory())
    other.workbench_of = owner
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_it_stays_a_workbench(workbench):
    with pytest.raises(IntegrityError), transaction.atomic():
        BaseSettings.objects.filter(base=workbench).update(purpose="showcase")


def test_its_address_tells_its_name_alone_while_nothing_is_open(
    client, owner, workbench, note
):
    def page():
        return client.get(workbench.url).content.decode()

    shell = page()
    assert "L’établi de Noé" in shell
    assert "Rien n’est encore ouvert ici" in shell
    assert 'content="noindex"' in shell
    for hidden in (workbench.summary, note.title, "/demandes/"):
        assert hidden not in shell
    visibility.open_to_all(note)
    assert note.title in page()
    visibility.restrict_to(note, [readerships.team_of(workbench.pk)])
    client.force_login(owner)
    assert note.title in page()


def test_who_reads_something_in_it_sees_more_than_its_name(client, workbench, note):
    friend = factories.MembershipFactory().base
    readers = [readerships.team_of(each.pk) for each in (workbench, friend)]
    visibility.restrict_to(note, readers)
    client.force_login(friend.memberships.get().user)
    assert note.title in client.get(workbench.url).content.decode()
    assert not is_listed(workbench)


def test_lists_name_it_while_something_in_it_is_open_to_all(workbench, note, owner):
    assert not is_listed(workbench)
    visibility.open_to_all(note)
    assert is_listed(workbench)
    visibility.restrict_to_accounts(note)
    assert not is_listed(workbench)


def test_whatever_takes_away_or_gives_back_what_is_open_is_followed(
    workbench, note, subtests
):
    visibility.open_to_all(note)
    elsewhere = factories.BasePageFactory(live=False)

    def bin_and_back():
        entry = put_in_bin(note)
        assert not is_listed(workbench)
        restore(entry)

    def unpublish_and_back():
        page = note.specific
        page.unpublish()
        assert not is_listed(workbench)
        page.save_revision().publish()

    def move_and_back():
        Page.objects.get(pk=note.pk).specific.move(elsewhere, pos="last-child")
        assert not is_listed(workbench)
        Page.objects.get(pk=note.pk).specific.move(
            Page.objects.get(pk=workbench.pk), pos="last-child"
        )

    for change in (bin_and_back, unpublish_and_back, move_and_back):
        with subtests.test(change.__name__), rolled_back():
            change()
            assert is_listed(workbench)


def test_what_is_deleted_for_good_is_followed(workbench, note, subtests):
    visibility.open_to_all(note)
    with subtests.test("from the bin"), rolled_back():
        delete_for_good(put_in_bin(note))
        assert not is_listed(workbench)
    with subtests.test("from the shell"), rolled_back():
        Page.objects.get(pk=note.pk).delete()
        assert not is_listed(workbench)


def test_a_base_that_is_no_workbench_is_listed_empty(base):
    assert is_listed(base)


def test_in_the_bin_it_is_restored_and_not_made_again(client, owner, workbench):
    put_in_bin(workbench)
    client.force_login(owner)
    assert client.post("/compte/etabli/").url == "/compte/"
    assert "restaurez-le" in client.get("/compte/").content.decode()
    assert BaseSettings.objects.count() == 1


def test_handed_over_it_leaves_room_for_another(owner, workbench):
    heir = member(workbench, "administrator")
    ownership.offer(workbench, heir.pk, by=owner)
    ownership.accept(workbench, heir.user)
    assert workbench_of(owner) is None
    assert make_workbench(owner) != workbench
