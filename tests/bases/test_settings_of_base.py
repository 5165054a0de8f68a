"""The settings of a base, on one screen: who sets them, what they are, who comes second."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from bases.making import make_workbench
from bases.memberships import Refusal
from bases.models import BaseNetwork, BasePage, BinEntry
from bases.settings_of_base import values_of, write_settings
from tests import factories
from tests.bases.teams import OTHERS, ROLES, person
from tests.rolling_back import rolled_back

SETTINGS = "/bases/mediatheques/reglages/"
ADMINISTERING = ("owner", "administrator", "superuser")


@pytest.fixture
def base(base):
    base.summary = "Les médiathèques."
    base.description = "<p>Qui nous sommes.</p>"
    base.networks = [BaseNetwork(network="mastodon", url="https://m.example/@val")]
    base.save_revision().publish()
    return BasePage.objects.get(pk=base.pk)


@pytest.fixture
def shown(client, administrator, base):
    """Return what the form sends where nothing is changed, as the administrator sees it."""
    client.force_login(administrator)

    def fields(who=client, path=SETTINGS):
        form = who.get(path).context["form"]
        filled = {field.html_name: field.value() for field in form}
        filled |= {
            name: value.value for name, value in filled.items() if hasattr(value, "value")
        }
        return {
            name: value for name, value in filled.items() if value not in (None, False)
        }

    return fields


@pytest.fixture
def change(client, shown):
    """Change these settings, and return the answer."""

    def send(**fields):
        return client.post(SETTINGS, {**shown(), **fields})

    return send


def reread(base):
    return BasePage.objects.get(pk=base.pk)


@pytest.mark.parametrize("path", ["", "etapes/", "supprimer/"])
def test_administrators_alone_come_in(path, ask_as, team, subtests):
    for who in (*ROLES, "superuser", *OTHERS):
        with subtests.test(who), rolled_back():
            response = ask_as(who, "post", f"{team.base.url}reglages/{path}")
            if who in ADMINISTERING:
                assert response.status_code in {200, 302}
            elif who == "anonymous":
                assert response.url.startswith("/compte/connexion/")
            else:
                assert response.status_code == (404 if who in OTHERS else 403)


def test_all_of_it_is_set_on_one_screen(change, base, client):
    territory, licence = factories.TerritoryFactory(), factories.LicenceFactory()
    trade = factories.ActorTypeFactory()
    picture = factories.ImageFactory.build().file.read()
    response = change(
        title="Les médiathèques du Val",
        summary="Deux phrases.",
        audience="Les bibliothécaires",
        description="### Qui\n\nNous.",
        purpose="workshops",
        contact_email="contact@val.example",
        contact_shown="on",
        website="val.example",
        territory=territory.pk,
        licence=licence.pk,
        actor_types=[trade.pk],
        network_url_0="",
        network_1="peertube",
        network_url_1="https://p.example/val",
        logo=SimpleUploadedFile("logo.jpg", picture),
        cover=SimpleUploadedFile("cover.jpg", picture),
    )
    assert response.url == SETTINGS
    set_ = reread(base)
    assert (set_.title, set_.summary) == ("Les médiathèques du Val", "Deux phrases.")
    assert (set_.audience, set_.website) == ("Les bibliothécaires", "https://val.example")
    assert set_.description == "<h3>Qui</h3><p>Nous.</p>"
    assert set_.settings.purpose == "workshops"
    assert (set_.contact_email, set_.contact_shown) == ("contact@val.example", True)
    assert (set_.territory, set_.licence) == (territory, licence)
    assert list(set_.actor_types.all()) == [trade]
    assert [each.url for each in set_.networks.all()] == ["https://p.example/val"]
    assert set_.logo.base_id == set_.cover.base_id == base.pk
    assert (set_.live, set_.has_unpublished_changes) == (True, False)
    assert set_.card.title == set_.title
    # What the admin edits is the same.
    assert set_.get_latest_revision_as_object().title == set_.title
    page = client.get(SETTINGS)
    assert page.context["form"]["without_logo"]
    change(without_logo="on", without_cover="on")
    assert (reread(base).logo, reread(base).cover) == (None, None)


@pytest.mark.parametrize("key", [str(2**63), f"-{2**64}", "9" * 10_000, "un"])
def test_a_trade_that_cannot_be_is_refused_beside_its_field(key, change):
    response = change(actor_types=[key])
    assert set(response.context["form"].errors) == {"actor_types"}


def test_what_is_sent_unchanged_changes_nothing(change, base):
    versions = base.revisions.count()
    change()
    assert base.revisions.count() == versions
    assert reread(base).description == "<p>Qui nous sommes.</p>"


def test_drafts_and_planned_versions_keep_what_they_changed_and_take_the_rest(
    change, base
):
    later = timezone.now() + timedelta(days=1)
    author = person()
    planned = reread(base)
    planned.summary, planned.go_live_at = "Prévu.", later
    planned.save_revision(user=author).publish()
    draft = reread(base)
    draft.description, draft.title = "<p>Brouillon.</p>", "Brouillon"
    draft.save_revision(user=author)

    change(title="Publié", website="https://val.example")

    live = reread(base)
    assert (live.title, live.summary) == ("Publié", "Les médiathèques.")
    assert live.description == "<p>Qui nous sommes.</p>"
    assert live.has_unpublished_changes
    draft = live.get_latest_revision_as_object()
    assert (draft.title, draft.description) == ("Brouillon", "<p>Brouillon.</p>")
    assert draft.website == "https://val.example"
    assert live.latest_revision.user == author
    waiting = live.revisions.exclude(approved_go_live_at=None).get()
    assert waiting.approved_go_live_at == later
    assert waiting.as_object().summary == "Prévu."
    assert waiting.as_object().title == "Publié"


def test_who_saves_second_is_told_who_changed_what_and_loses_nothing(
    client, shown, base, team_mate
):
    stale = shown()
    theirs = {"title": "Par une autre", "website": "https://autre.example"}
    team_mate.post(SETTINGS, {**shown(), **theirs, "network_url_0": ""})

    response = client.post(
        SETTINGS, {**stale, "summary": "La mienne.", "website": "https://mien.example"}
    )

    assert reread(base).summary == "Les médiathèques."
    page = response.content.decode()
    told = re.search(r"Léa Martin a changé entre-temps[^.]*", page)[0]
    for label in ("Son nom", "Site web", "Réseaux"):
        assert label in told
    assert "En une phrase" not in told
    again = {field.html_name: field.value() for field in response.context["form"]}
    assert (again["title"], again["summary"]) == ("Par une autre", "La mienne.")
    assert again["website"] == "https://mien.example"
    client.post(SETTINGS, {name: value for name, value in again.items() if value})
    final = reread(base)
    assert (final.title, final.summary) == ("Par une autre", "La mienne.")
    assert final.website == "https://mien.example"
    assert not final.networks.exists()


@pytest.fixture
def team_mate(base):
    """Another administrator, in a browser of their own."""
    mate = person(first_name="Léa", last_name="Martin")
    factories.MembershipFactory(base=base, user=mate, role="administrator")
    client = Client()
    client.force_login(mate)
    return client


def test_the_address_changes_and_the_former_one_leads_to_it(
    client, change, shown, base, resource, django_capture_on_commit_callbacks
):
    stale = shown()
    with django_capture_on_commit_callbacks(execute=True):
        assert change(slug="val").url == "/bases/val/reglages/"
    assert client.get("/bases/mediatheques/").url == "/bases/val/"
    assert client.get("/bases/mediatheques/messagerie/").url == "/bases/val/messagerie/"
    # A form that was open meanwhile loses nothing.
    late = client.post(SETTINGS, {**stale, "title": "En retard"})
    assert late.context["form"]["title"].value() == "En retard"
    assert late.context["form"]["slug"].value() == "val"
    # Its own former address is free for it again, and for nobody else.
    other = factories.BasePageFactory(slug="autre")
    factories.MembershipFactory(base=other, user=person(), role="owner")
    client.force_login(other.memberships.get().user)
    fields = shown(path="/bases/autre/reglages/")
    refused = client.post("/bases/autre/reglages/", {**fields, "slug": "mediatheques"})
    assert "n’est pas libre" in refused.content.decode()


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(change, base, subtests):
    factories.BasePageFactory(slug="prise")
    wrong = {
        "no title": {"title": ""},
        "long title": {"title": "t" * 101},
        "no sentence": {"summary": " "},
        "long description": {"description": "d" * 10_001},
        "no address": {"slug": "é à"},
        "reserved": {"slug": "corbeille"},
        "taken": {"slug": "prise"},
        "no e-mail": {"contact_email": "rien"},
        "no website": {"website": "http://"},
        "unknown purpose": {"purpose": "workbench"},
        "unknown licence": {"licence": "999"},
        "unknown territory": {"territory": "x"},
        "a network without a name": {
            "network_1": "",
            "network_url_1": "https://p.example",
        },
        "no image": {"logo": SimpleUploadedFile("logo.png", b"%PDF")},
    }
    for name, fields in wrong.items():
        with subtests.test(name):
            response = change(**{"audience": "Ce qui est tapé", **fields})
            assert response.status_code == 200
            assert 'id="errors"' in response.content.decode()
            assert "Ce qui est tapé" in response.content.decode()
    assert reread(base).audience == ""


def test_an_address_that_another_base_took_meanwhile_is_refused(base, administrator):
    factories.BasePageFactory(slug="prise")
    stood = values_of(base)
    typed = {**stood, "slug": "prise"}
    with pytest.raises(Refusal):
        write_settings(base.pk, typed=typed, stood=stood, images={}, by=administrator)
    assert reread(base).slug == "mediatheques"


def test_a_workbench_stays_one(client, db):
    owner = person(first_name="Noé")
    workbench = make_workbench(owner)
    client.force_login(owner)
    assert "purpose" not in client.get(f"{workbench.url}reglages/").context["form"].fields
    fields = {"title": "Chez Noé", "summary": "Oui.", "slug": workbench.slug}
    client.post(f"{workbench.url}reglages/", {**fields, "purpose": "showcase"})
    workbench = reread(workbench)
    assert (workbench.title, workbench.settings.purpose) == ("Chez Noé", "workbench")


def test_a_base_is_put_in_the_bin_from_its_settings(client, change, resource, base):
    page = client.get(f"{SETTINGS}supprimer/").content.decode()
    assert "la page qu’elle contient" in page
    assert client.post(f"{SETTINGS}supprimer/").url == "/compte/corbeille/"
    assert BinEntry.objects.get().page_id == base.pk
    assert Page.objects.filter(pk=resource.pk, card__in_bin=True).exists()


def test_the_contact_e_mail_is_shown_to_readers_only_where_it_is_ticked(
    change, client, base
):
    change(contact_email="contact@val.example")
    client.logout()
    assert "contact@val.example" not in client.get(base.url).content.decode()


def test_the_screen_costs_as_much_for_a_base_full_of_fiches(
    client, shown, base, count_queries
):
    shown()
    few = count_queries(shown)
    factories.ResourcePageFactory.create_batch(5, parent=base)
    factories.MembershipFactory.create_batch(5, base=base)
    assert count_queries(shown) == few
