"""The admin's own searches: what a team works on, found in French, at the same cost each time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.models import IndexEntry

from tests import factories
from tests.bases.admin_visits import contributor

pytestmark = pytest.mark.django_db

DRAFT = "Demander l'aide d'un médiateur à l'hôtel de ville"

TYPED = {
    "demander": True,
    "médiateurs": True,
    "mediateur": True,
    "MÉDIA": True,
    "l’aide": True,
    "aides demandées": True,
    "hotel vil": True,
    "aide de": True,
    '"hotel de ville"': True,
    "mediathèque": False,
    "demander inconnue": False,
    "!!!": False,
    "' OR 1=1 --": False,
    " ".join(f"mot{number}" for number in range(1500)): False,
}
SCREENS = ("/admin/pages/search/", "/admin/pages/{base}/", "/admin/choose-page/search/")


def test_pages_are_found_in_french_by_who_works_on_them(client, base, subtests):
    factories.ResourcePageFactory(parent=base, title=DRAFT, live=False)
    factories.ResourcePageFactory(title=f"{DRAFT} ailleurs", live=False)
    client.force_login(contributor(base))
    for typed, is_found in TYPED.items():
        for screen in SCREENS:
            with subtests.test(typed=typed, screen=screen):
                found = client.get(screen.format(base=base.pk), {"q": typed})
                assert (DRAFT in _flat(found)) == is_found
                assert "ville ailleurs" not in _flat(found)


def test_images_and_documents_are_found_in_french(client, base, subtests):
    factories.ImageFactory(base=base, title="Écrans d'une tablette")
    factories.DocumentFactory(base=base, title="Écrans d'une tablette")
    client.force_login(contributor(base))
    for screen in (
        "/admin/images/",
        "/admin/documents/",
        "/admin/images/chooser/results/",
    ):
        for typed, is_found in {
            "ecran": True,
            "tablettes": True,
            "souris": False,
        }.items():
            with subtests.test(screen=screen, typed=typed):
                found = _flat(client.get(screen, {"q": typed}))
                assert ("Écrans d'une tablette" in found) == is_found


def test_a_page_that_is_renamed_is_found_by_its_new_name_alone(client, base, resource):
    client.force_login(contributor(base))
    resource.title = "Tout autre chose"
    resource.save_revision().publish()
    for typed, is_found in {"autres choses": True, "premiers": False}.items():
        found = _flat(client.get("/admin/pages/search/", {"q": typed}))
        assert ("Tout autre chose" in found) == is_found
    resource.delete()
    entries = IndexEntry.objects.filter(object_id=str(resource.pk))
    assert not entries.filter(content_type__model="resourcepage").exists()


def test_to_save_reads_none_of_the_other_entries(resource):
    with CaptureQueriesContext(connection) as queries:
        resource.save()
    touched = [
        query["sql"]
        for query in queries
        if IndexEntry._meta.db_table in query["sql"] and "INSERT" not in query["sql"]
    ]
    assert touched == []


def _flat(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'")
