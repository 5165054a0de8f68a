import pytest
from django.core import mail
from wagtail.log_actions import log
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry

from accounts.confirmation import vouch_for_address
from accounts.models import User
from bases import leaving, ownership
from bases.memberships import Refusal
from bases.models import (
    BaseSettings,
    BinEntry,
    Invitation,
    JoinRequest,
    Membership,
    OwnershipOffer,
)
from bases.sharing import make_link
from resources.models import CoAuthor
from tests import factories
from tests.accounts.conftest import PASSWORD

LEAVE = "/compte/donnees/suppression/"


@pytest.fixture
def person(db):
    person = User.objects.create_user(
        "noe@atelier.example", PASSWORD, first_name="Noé", last_name="Garnier"
    )
    vouch_for_address(person)
    return person


@pytest.fixture
def signed_in(client, person):
    """The browser of somebody who has just given their password."""
    client.force_login(person)
    client.post("/compte/verification/", {"password": PASSWORD})
    return client


def end(client, **typed):
    return client.post(LEAVE, {"confirmation": "supprimer", **typed})


def is_gone(person):
    return not User.objects.filter(pk=person.pk).exists()


def test_an_account_ends_once_the_word_is_typed_and_the_password_given(
    client, person, django_capture_on_commit_callbacks
):
    client.force_login(person)
    asked = end(client)
    assert asked.url.startswith("/compte/verification/")
    assert not is_gone(person)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(asked.url, {"password": PASSWORD})
    assert answer.url == "/compte/supprime/"
    assert is_gone(person)
    assert "supprimé" in client.get(answer.url).content.decode()
    assert [sent.to for sent in mail.outbox][-1] == ["noe@atelier.example"]
    assert client.get("/compte/").status_code == 302


@pytest.mark.parametrize("typed", ["", "oui", "\x00", "SUPPRIMER" * 10])
def test_another_word_changes_nothing(typed, signed_in, person):
    response = end(signed_in, confirmation=typed)
    assert "confirmation" in response.context["form"].errors
    assert not is_gone(person)


def test_the_last_administrator_says_first_what_becomes_of_the_base(
    signed_in, person, base
):
    factories.MembershipFactory(base=base, user=person, role=Membership.Role.OWNER)
    shared = factories.MembershipFactory(user=person, role="administrator").base
    factories.MembershipFactory(base=shared, role="owner")

    page = signed_in.get(LEAVE).content.decode()
    assert base.title in page
    assert shared.title not in page
    assert base.title in end(signed_in).content.decode()
    assert not is_gone(person)

    end(signed_in, to_bin=[base.pk])
    assert is_gone(person)
    assert BinEntry.objects.get().page_id == base.pk
    assert shared.memberships.count() == 1


def test_a_base_is_handed_over_to_a_member_who_accepts(signed_in, person, base):
    factories.MembershipFactory(base=base, user=person, role="administrator")
    taker = factories.MembershipFactory(base=base)
    offered = signed_in.post(f"{LEAVE}{base.slug}/ceder/", {"member": taker.pk})
    assert offered.status_code == 302

    page = signed_in.get(LEAVE).content.decode()
    assert f"Proposée à {taker.user.get_full_name()}" in page
    # Neither the bin nor the end of the account, as long as the answer is awaited.
    assert "to_bin" in end(signed_in, to_bin=[base.pk]).context["form"].errors
    assert base.title in end(signed_in).content.decode()
    assert not is_gone(person)

    ownership.accept(base, taker.user)
    assert base.title not in signed_in.get(LEAVE).content.decode()
    end(signed_in)
    assert is_gone(person)
    assert [each.user for each in base.memberships.all()] == [taker.user]


def test_an_offer_is_taken_back_and_others_bases_are_not_touched(signed_in, person, base):
    factories.MembershipFactory(base=base, user=person, role="owner")
    taker = factories.MembershipFactory(base=base)
    others = factories.MembershipFactory(role="owner").base
    stranger = factories.MembershipFactory(base=others)
    for slug, member in ((others.slug, stranger.pk), ("inconnue", taker.pk)):
        answer = signed_in.post(f"{LEAVE}{slug}/ceder/", {"member": member})
        assert answer.status_code == 404
    signed_in.post(f"{LEAVE}{base.slug}/ceder/", {"member": stranger.pk})
    assert not OwnershipOffer.objects.exists()
    signed_in.post(f"{LEAVE}{base.slug}/ceder/", {"member": taker.pk})
    assert signed_in.get(f"{LEAVE}{base.slug}/reprendre/").status_code == 405
    signed_in.post(f"{LEAVE}{base.slug}/reprendre/")
    assert not OwnershipOffer.objects.exists()
    assert end(signed_in, to_bin=[base.pk, others.pk]).status_code == 200
    assert not is_gone(person)


def test_an_administrator_demoted_meanwhile_leaves_no_base_alone(person, base):
    factories.MembershipFactory(base=base, user=person, role="administrator")
    other = factories.MembershipFactory(base=base, role="administrator")
    Membership.objects.filter(pk=other.pk).update(role="reader")
    with pytest.raises(Refusal, match=base.title):
        leaving.delete_account(person, to_bin=[])
    assert not is_gone(person)


def test_the_last_superuser_stays(person):
    User.objects.filter(pk=person.pk).update(is_superuser=True)
    with pytest.raises(Refusal):
        leaving.delete_account(person, to_bin=[])


def published_by(person, base):
    page = factories.ResourcePageFactory(parent=base, owner=person, title="Ma fiche")
    page.co_authors = [
        CoAuthor(name="Noé Garnier"),
        CoAuthor(name="Surnom", user=person),
        CoAuthor(name="Lou"),
    ]
    page.save_revision(user=person, log_action=True).publish(user=person)
    comment = Comment.objects.create(
        page=page, user=person, text="À revoir", contentpath="title"
    )
    comment.log_create(user=person)
    page.save_revision(user=person)
    page.lock_owner = person
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=person)
    return page


@pytest.mark.parametrize("by", ["themself", "staff"])
def test_what_was_published_stays_and_names_its_author_nowhere(by, client, person, base):
    factories.MembershipFactory(base=base, user=person)
    reader = factories.MembershipFactory(base=base, invited_by=person)
    page = published_by(person, base)
    draft = factories.ResourcePageFactory(parent=base, owner=person, live=False)
    log(instance=person, action="wagtail.edit", user=None)
    Invitation.objects.create(
        base=base,
        email=person.email,
        role="reader",
        nonce="a" * 32,
        expires_at=person.date_joined,
    )
    JoinRequest.objects.create(base=base, user=person, message="Bonjour")
    make_link(page, made_by=person, label="", days=3)
    file = factories.DocumentFactory(uploaded_by_user=person, base=base)
    pk = person.pk

    if by == "staff":
        staff = factories.UserFactory(is_superuser=True)
        client.force_login(staff)
        client.post(f"/admin/users/delete/{pk}/")
    else:
        leaving.delete_account(person, to_bin=[])
    assert is_gone(person)

    for kept in (page, draft, file):
        kept.refresh_from_db()
    reader.refresh_from_db()
    assert reader.invited_by is None
    assert (page.live, page.owner, page.locked) == (True, None, False)
    assert [author.name for author in CoAuthor.objects.filter(page=page)] == ["Lou"]
    for version in page.revisions.all():
        text = str(version.content)
        assert version.user_id is None
        assert version.content["owner"] is None
        assert "Noé" not in text
        assert "Surnom" not in text
        assert "Lou" in text
        assert version.as_object().title == "Ma fiche"
    assert not PageLogEntry.objects.filter(user_id=pk).exists()
    assert not ModelLogEntry.objects.filter(user_id=pk).exists()
    assert "Noé" not in str(list(ModelLogEntry.objects.values("label", "data")))
    assert not Invitation.objects.exists()
    client.logout()
    assert "Noé" not in client.get(page.url).content.decode()


def workbench_of(person):
    base = factories.BasePageFactory(title="Établi de Noé", slug="etabli-de-noe")
    settings = BaseSettings.objects.filter(base=base)
    settings.update(purpose="workbench", workbench_of=person)
    factories.MembershipFactory(base=base, user=person, role="owner")
    return base


def test_what_a_workbench_opened_to_all_stays_and_the_rest_goes_to_the_bin(
    client, person, restrict
):
    bench = workbench_of(person)
    bench.save_revision().publish()
    opened = factories.ResourcePageFactory(parent=bench, slug="ouverte")
    closed = factories.ResourcePageFactory(parent=bench, slug="fermee")
    draft = factories.ResourcePageFactory(parent=bench, live=False)
    restrict(closed)

    leaving.delete_account(person, to_bin=[])

    binned = set(BinEntry.objects.values_list("page", flat=True))
    assert binned == {closed.pk, draft.pk}
    bench.refresh_from_db()
    assert bench.title == "Établi"
    assert "Noé" not in str([version.content for version in bench.revisions.all()])
    moved = client.get("/bases/etabli-de-noe/ouverte/")
    assert moved.url == f"/bases/etabli-{bench.pk}/ouverte/"
    assert opened.title in client.get(moved.url).content.decode()


def test_a_workbench_where_nothing_is_open_goes_whole_to_the_bin(person):
    bench = workbench_of(person)
    leaving.delete_account(person, to_bin=[])
    assert BinEntry.objects.get().page_id == bench.pk


def test_query_count_does_not_grow_with_the_bases_to_settle(
    signed_in, person, count_queries
):
    def settle():
        base = factories.MembershipFactory(user=person, role="owner").base
        factories.MembershipFactory(base=base)

    def read():
        assert signed_in.get(LEAVE).status_code == 200

    settle()
    read()
    few = count_queries(read)
    for _ in range(3):
        settle()
    assert count_queries(read) == few
