import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from bases.access import may_read
from bases.bin import put_in_bin, restore
from bases.models import BinEntry, Card
from tests import factories


def test_what_is_in_the_bin_is_read_by_nobody(base, resource, visitors):
    put_in_bin(base)
    for visitor in visitors.values():
        assert not may_read(visitor, base.pk)
        assert not may_read(visitor, resource.pk)


def test_what_is_restored_is_as_it_was(base, resource, visitors):
    before = (resource.url, Card.objects.values().get(page=resource))
    entry = put_in_bin(resource, user=visitors["member"])
    assert (entry.slug, entry.base, entry.binned_by) == (
        "messagerie",
        base,
        visitors["member"],
    )

    restored = restore(entry)

    assert (restored.url, Card.objects.values().get(page=resource)) == before
    assert not BinEntry.objects.exists()


def test_a_name_may_be_used_again_and_the_restored_page_takes_the_next(base, resource):
    first = put_in_bin(resource)
    second = put_in_bin(
        factories.ResourcePageFactory(parent=base, title="Deux", slug="messagerie")
    )
    third = factories.ResourcePageFactory(parent=base, title="Trois", slug="messagerie")

    assert restore(first).slug == "messagerie-2"
    assert restore(second).slug == "messagerie-3"
    assert Page.objects.get(pk=third.pk).slug == "messagerie"


def test_a_fiche_binned_before_its_base_stays_in_the_bin(base, resource, visitors):
    other = factories.ResourcePageFactory(parent=base)
    put_in_bin(resource)
    entry = put_in_bin(base)

    restore(entry)

    assert may_read(visitors["anonymous"], other.pk)
    assert not may_read(visitors["anonymous"], resource.pk)
    assert restore(BinEntry.objects.get()).url == "/bases/mediatheques/messagerie/"


def test_a_fiche_is_not_restored_into_a_binned_base(base, resource):
    entry = put_in_bin(resource)
    put_in_bin(base)
    with pytest.raises(ValidationError):
        restore(entry)


def test_what_is_in_the_bin_cannot_be_published(resource, base):
    draft = factories.ResourcePageFactory(parent=base, live=False)
    revision = resource.save_revision()
    other = draft.save_revision()
    put_in_bin(resource)
    with pytest.raises(ValidationError):
        revision.publish()
    put_in_bin(base)
    with pytest.raises(ValidationError):
        other.publish()
