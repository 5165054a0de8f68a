"""Two requests that save the same fiche at once."""

import threading

import pytest
from django.db import connection
from django.test import Client
from wagtail import hooks
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests import factories

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="a SQLite database in memory has one writer for all threads",
    ),
]


@pytest.fixture
def save():
    """Send the form of a fiche, as its editor does, from a connection of its own."""
    editor = factories.UserFactory(is_superuser=True)

    def post(fiche, **fields):
        client = Client()
        client.force_login(editor)
        form = {
            "title": fiche.title,
            "slug": fiche.slug,
            "summary": "Deux heures.",
            "body": streamfield([]),
            "language": "fr",
            **{
                name: inline_formset([])
                for name in (
                    "co_authors",
                    "producing_bases",
                    "external_producers",
                    "comments",
                )
            },
        }
        data = nested_form_data(form)
        data["themes"] = [fiche.themes.first().pk]
        client.post(f"/admin/pages/{fiche.pk}/edit/", {**data, **fields})
        connection.close()

    return post


def test_a_save_that_began_before_a_publication_does_not_take_it_back(save):
    fiche = factories.ResourcePageFactory(live=False)
    fiche.themes.add(factories.ThemeFactory())
    fiche.save()
    loaded, published = threading.Event(), threading.Event()

    def wait_for_the_publication(request, page):
        if "action-publish" not in request.POST:
            loaded.set()
            published.wait(timeout=2)

    def publish():
        loaded.wait(timeout=10)
        save(fiche, **{"action-publish": "publish"})
        published.set()

    publication = threading.Thread(target=publish)
    draft = threading.Thread(target=save, args=[fiche])
    with hooks.register_temporarily("before_edit_page", wait_for_the_publication):
        publication.start()
        draft.start()
        draft.join()
        publication.join()

    fiche.refresh_from_db()
    assert fiche.live
