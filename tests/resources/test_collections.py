import pytest

from bases.bin import put_in_bin, restore
from resources.collecting import (
    add_to_collection,
    items_by_collection,
    move_in_collection,
    shown_items,
)
from tests import factories


@pytest.fixture
def fiches(base):
    return [
        factories.ResourcePageFactory(parent=base, title=f"Fiche {name}")
        for name in "ABC"
    ]


@pytest.fixture
def collection(base, fiches):
    collection = factories.CollectionPageFactory(parent=base)
    for fiche in fiches:
        add_to_collection(collection, fiche, note=f"Note de {fiche.title}")
    return collection


@pytest.fixture
def order(visitors):
    def titles(collection):
        return [
            row["title"][-1] for row in shown_items(visitors["superuser"], collection)
        ]

    return titles


def test_a_fiche_stands_once_in_a_collection(collection, fiches, order):
    add_to_collection(collection, fiches[0], note="encore")
    assert order(collection) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("place", "by", "expected"),
    [(0, 1, "BAC"), (2, -1, "ACB"), (0, -1, "ABC"), (2, 1, "ABC"), (1, -1, "BAC")],
)
def test_a_fiche_moves_by_one_place(collection, order, place, by, expected):
    item = collection.items.all()[place]
    move_in_collection(item, by=by)
    assert "".join(order(collection)) == expected


def test_a_publication_of_the_collection_keeps_what_others_put_in_it(
    collection, fiches, order, base
):
    draft = collection.save_revision()
    add_to_collection(
        collection, factories.ResourcePageFactory(parent=base, title="Fiche D")
    )
    draft.publish()
    assert order(collection) == ["A", "B", "C", "D"]


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
def test_a_closed_fiche_is_neither_listed_nor_counted(
    collection, fiches, restrict, visitors, client, kind
):
    restrict(fiches[1])
    user = visitors[kind]
    if user.is_authenticated:
        client.force_login(user)
    seen = 3 if kind in {"member", "superuser"} else 2

    page = client.get(collection.url).content.decode()

    assert len(shown_items(user, collection)) == seen
    assert items_by_collection(user, [collection.pk])[collection.pk]["count"] == seen
    assert len(items_by_collection(user, [collection.pk])[collection.pk]["tiles"]) == seen
    assert ("Fiche B" in page) is (seen == 3)
    assert ("Note de Fiche B" in page) is (seen == 3)


@pytest.fixture
def screen(collection):
    return f"/admin/collections/{collection.pk}/fiches/"


def test_an_editor_fills_and_orders_a_collection(
    collection, screen, order, base, client, visitors
):
    client.force_login(visitors["superuser"])
    new = factories.ResourcePageFactory(parent=base, title="Fiche D")

    client.post(screen, {"fiche": new.pk, "note": "Pour finir"})
    assert order(collection) == ["A", "B", "C", "D"]

    last = collection.items.get(item=new)
    client.post(f"{screen}{last.pk}/", {"action": "up"})
    assert order(collection) == ["A", "B", "D", "C"]

    client.post(f"{screen}{last.pk}/", {"action": "note", "note": "Au milieu"})
    last.refresh_from_db()
    assert last.note == "Au milieu"

    client.post(f"{screen}{last.pk}/", {"action": "remove"})
    assert order(collection) == ["A", "B", "C"]
    assert client.get(screen).status_code == 200


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member"])
def test_a_collection_is_changed_by_its_editors_only(
    kind, collection, screen, order, client, visitors
):
    if visitors[kind].is_authenticated:
        client.force_login(visitors[kind])
    item = collection.items.first()
    client.post(f"{screen}{item.pk}/", {"action": "remove"})
    assert order(collection) == ["A", "B", "C"]


def test_a_change_is_never_made_by_opening_an_address(
    collection, screen, order, client, visitors
):
    client.force_login(visitors["superuser"])
    item = collection.items.first()
    response = client.get(f"{screen}{item.pk}/", {"action": "remove"})
    assert response.status_code == 405
    assert order(collection) == ["A", "B", "C"]


def test_an_item_of_another_collection_is_not_changed_from_here(
    collection, order, client, visitors, base
):
    client.force_login(visitors["superuser"])
    other = factories.CollectionPageFactory(parent=base)
    item = collection.items.first()
    address = f"/admin/collections/{other.pk}/fiches/{item.pk}/"
    assert client.post(address, {"action": "remove"}).status_code == 404
    assert order(collection) == ["A", "B", "C"]


def test_a_note_too_long_is_refused_and_the_old_one_kept(
    collection, screen, client, visitors
):
    client.force_login(visitors["superuser"])
    item = collection.items.first()
    client.post(f"{screen}{item.pk}/", {"action": "note", "note": "n" * 301})
    item.refresh_from_db()
    assert item.note == "Note de Fiche A"


def test_a_fiche_in_the_bin_leaves_a_collection_and_comes_back_in_its_place(
    collection, fiches, order, client, visitors
):
    entry = put_in_bin(fiches[1])
    assert order(collection) == ["A", "C"]
    client.force_login(visitors["superuser"])
    page = client.get(f"/admin/collections/{collection.pk}/fiches/").content.decode()
    assert "Une fiche dans la corbeille" in page
    assert f">{fiches[1].title}<" not in page

    restore(entry)

    assert order(collection) == ["A", "B", "C"]
    (back,) = [
        row
        for row in shown_items(visitors["anonymous"], collection)
        if row["page_id"] == fiches[1].pk
    ]
    assert back["note"] == "Note de Fiche B"
