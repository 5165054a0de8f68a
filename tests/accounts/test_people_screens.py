import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission

from accounts.models import User
from bases import readerships
from tests import factories
from tests.accounts.conftest import PASSWORD

PEOPLE = "/admin/users/"


@pytest.fixture
def superuser(client, visitors):
    client.force_login(visitors["superuser"])
    return visitors["superuser"]


@pytest.fixture
def manager(client, db):
    """Somebody who keeps the list of people, without being a superuser."""
    group = Group.objects.create(name="Gestion des personnes")
    group.permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", "add_user", "change_user"],
            content_type__app_label__in=["wagtailadmin", "accounts"],
        )
    )
    manager = factories.UserFactory()
    manager.groups.add(group)
    client.force_login(manager)
    return manager


@pytest.fixture
def readership(base):
    """The group of the team of a base, written by our rows."""
    return readerships.team_of(base.pk).group


@pytest.fixture
def written(db):
    """What staff write about a person."""
    return {
        "email": "Lea@Mediation.example",
        "first_name": "Léa",
        "last_name": "Roche",
        "actor_type": factories.ActorTypeFactory().pk,
        "territory": factories.TerritoryFactory().pk,
    }


def edit(person):
    return f"{PEOPLE}edit/{person.pk}/"


def described(person, **changes):
    """Return what the edit form posts about a person left as they are, but for `changes`."""
    return {
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "actor_type": person.actor_type_id or "",
        "territory": person.territory_id or "",
        "is_active": "on",
        **changes,
    }


def test_a_person_whom_staff_create_can_sign_in_at_once(
    client, superuser, written, sign_in, is_signed_in
):
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(f"{PEOPLE}new/", written | passwords).status_code == 302

    person = User.objects.get(email="lea@mediation.example")
    assert person.actor_type_id == written["actor_type"]
    assert person.territory_id == written["territory"]
    client.post("/compte/deconnexion/")
    charter = sign_in(person.email).url
    assert client.post(charter, {"charter": "on"}).url == "/compte/"
    assert is_signed_in()


def test_staff_need_not_know_the_password_of_whom_they_create(client, superuser, written):
    assert client.post(f"{PEOPLE}new/", written).status_code == 302
    assert not User.objects.get(email="lea@mediation.example").has_usable_password()


def test_the_people_screens_ask_for_what_our_accounts_have(client, superuser):
    page = client.get(f"{PEOPLE}new/").content.decode()
    for field in (
        "email",
        "first_name",
        "actor_type",
        "actor_type_verified",
        "territory",
    ):
        assert f'name="{field}"' in page
    assert 'name="username"' not in page


@pytest.mark.parametrize(
    "taken", ["unconfirmed@atelier.example", "second@atelier.example"]
)
def test_staff_cannot_give_an_address_that_has_an_account(
    taken, client, superuser, written, person
):
    factories.UserFactory(email="unconfirmed@atelier.example")
    EmailAddress.objects.create(
        user=person, email="second@atelier.example", verified=True
    )
    page = client.post(f"{PEOPLE}new/", written | {"email": taken.upper()})
    assert set(page.context["form"].errors) == {"email"}


def test_an_address_that_staff_change_is_the_one_to_sign_in_with(
    client, superuser, person, sign_in
):
    change = described(person, email="noe@ailleurs.example")
    assert client.post(edit(person), change).status_code == 302

    [address] = EmailAddress.objects.filter(user=person)
    assert (address.email, address.verified) == ("noe@ailleurs.example", True)
    client.post("/compte/deconnexion/")
    assert sign_in("noe@ailleurs.example").url == "/compte/"


def test_editing_a_person_does_not_confirm_their_address(client, superuser):
    person = factories.UserFactory()
    EmailAddress.objects.create(user=person, email=person.email)
    client.post(edit(person), described(person, first_name="Autre"))
    assert not EmailAddress.objects.get(user=person).verified


def test_staff_verify_an_actor_type_and_take_it_back(client, superuser):
    person = factories.UserFactory(actor_type=factories.ActorTypeFactory())
    group = readerships.verified(person.actor_type).group

    client.post(edit(person), described(person, actor_type_verified="on"))
    person.refresh_from_db()
    assert person.has_verified_actor_type
    assert person.actor_type_verified_by == superuser
    assert group in person.groups.all()

    client.post(edit(person), described(person))
    person.refresh_from_db()
    assert not person.has_verified_actor_type
    assert person.actor_type_verified_by is None
    assert group not in person.groups.all()


def test_a_verification_that_stands_keeps_its_date_and_its_author(
    client, superuser, visitors
):
    person = factories.UserFactory(actor_type=factories.ActorTypeFactory())
    client.post(edit(person), described(person, actor_type_verified="on"))
    person.refresh_from_db()
    client.force_login(factories.UserFactory(is_superuser=True))
    client.post(edit(person), described(person, actor_type_verified="on", last_name="B"))
    again = User.objects.get(pk=person.pk)
    assert again.last_name == "B"
    assert again.actor_type_verified_at == person.actor_type_verified_at
    assert again.actor_type_verified_by == superuser


def test_what_is_verified_must_be_said(client, superuser, person):
    page = client.post(edit(person), described(person, actor_type_verified="on"))
    assert set(page.context["form"].errors) == {"actor_type"}


def test_saving_a_person_leaves_the_groups_that_our_rows_write(
    client, superuser, visitors, readership
):
    member = visitors["member"]
    own = Group.objects.create(name="Relecture")
    client.post(edit(member), described(member, groups=own.pk))
    assert set(member.groups.all()) == {own, readership}
    client.post(edit(member), described(member))
    assert set(member.groups.all()) == {readership}


@pytest.mark.parametrize(
    "screen",
    [
        "/admin/users/",
        "/admin/users/new/",
        "/admin/users/edit/{person}/",
        "/admin/groups/",
        "/admin/groups/?q=readership",
        "/admin/bulk/accounts/user/assign_role/?id={person}",
    ],
)
def test_the_groups_that_our_rows_write_show_on_no_screen(
    screen, client, superuser, person, readership
):
    page = client.get(screen.format(person=person.pk))
    assert page.status_code == 200
    assert readership.name not in page.content.decode()


@pytest.mark.parametrize("screen", ["edit", "delete", "history", "usage"])
def test_a_group_that_our_rows_write_answers_like_one_that_does_not_exist(
    screen, client, superuser, readership
):
    own = Group.objects.create(name="Relecture")
    assert client.get(f"/admin/groups/{screen}/{own.pk}/").status_code == 200
    assert client.get(f"/admin/groups/{screen}/{readership.pk}/").status_code == 404
    client.post(f"/admin/groups/{screen}/{readership.pk}/")
    assert Group.objects.filter(pk=readership.pk).exists()


def test_a_group_that_our_rows_write_is_given_by_no_form(
    client, superuser, person, readership
):
    page = client.post(edit(person), described(person, groups=readership.pk))
    assert set(page.context["form"].errors) == {"groups"}
    client.post(
        f"/admin/bulk/accounts/user/assign_role/?id={person.pk}", {"role": readership.pk}
    )
    assert not person.groups.exists()


def test_staff_cannot_name_a_group_like_those_that_our_rows_write(client, superuser):
    client.post("/admin/groups/new/", group_posted("readership-a-moi"))
    assert not Group.objects.filter(name="readership-a-moi").exists()
    client.post("/admin/groups/new/", group_posted("Relecture"))
    assert Group.objects.filter(name="Relecture").exists()


def group_posted(name):
    """Return what the form of a group without permissions posts."""
    formsets = ["page", "document", "image", "collection"]
    counts = {
        f"{kind}_permissions-{count}": 0
        for kind in formsets
        for count in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    return {"name": name, **counts}


def test_a_group_is_given_to_several_people_at_once(client, superuser, person):
    own = Group.objects.create(name="Relecture")
    client.post(
        f"/admin/bulk/accounts/user/assign_role/?id={person.pk}", {"role": own.pk}
    )
    assert set(person.groups.all()) == {own}


def test_closing_several_accounts_at_once_closes_what_their_type_opened(
    client, superuser
):
    person = factories.UserFactory(actor_type=factories.ActorTypeFactory())
    client.post(edit(person), described(person, actor_type_verified="on"))
    group = readerships.verified(person.actor_type).group
    address = f"/admin/bulk/accounts/user/set_active_state/?id={person.pk}"

    client.post(address, {"mark_as_active": "False"})
    assert group not in person.groups.all()
    assert not User.objects.get(pk=person.pk).is_active

    client.post(address, {"mark_as_active": "True"})
    assert group in person.groups.all()


def test_who_keeps_the_list_of_people_gives_no_right(client, manager, person, written):
    group = Group.objects.create(name="Rédaction")
    rights = {"is_superuser": "on", "groups": group.pk}

    assert client.post(f"{PEOPLE}new/", written | rights).status_code == 302
    assert client.post(edit(person), described(person, **rights)).status_code == 302
    assert client.post(edit(manager), described(manager, **rights)).status_code == 302
    client.post(
        f"/admin/bulk/accounts/user/assign_role/?id={person.pk}", {"role": group.pk}
    )

    assert not User.objects.filter(is_superuser=True).exists()
    assert not group.user_set.exists()
    assert manager.groups.count() == 1


def test_who_keeps_the_list_of_people_does_not_write_superusers(client, manager):
    chief = factories.UserFactory(is_superuser=True)
    assert client.get(edit(chief)).status_code == 302
    client.post(edit(chief), described(chief, email="pris@atelier.example"))
    client.post(
        f"/admin/bulk/accounts/user/set_active_state/?id={chief.pk}",
        {"mark_as_active": "False"},
    )
    again = User.objects.get(pk=chief.pk)
    assert (again.email, again.is_active) == (chief.email, True)


def test_the_list_of_people_comes_by_pages(client, superuser, count_queries):
    factories.UserFactory.create_batch(25)
    page = client.get(PEOPLE)
    assert page.context["page_obj"].has_next()
    assert len(page.context["page_obj"].object_list) == 20


DELETIONS = {
    "alone": f"{PEOPLE}delete/{{person}}/",
    "among others": (
        "/admin/bulk/accounts/user/delete/?id={person}&id={other}&next=/admin/users/"
    ),
}


@pytest.mark.parametrize("way", DELETIONS)
@pytest.mark.parametrize("role", ["administrator", "contributor"])
def test_a_person_is_deleted_unless_a_base_would_have_no_administrator(
    role, way, client, superuser, base, person
):
    factories.MembershipFactory(base=base, user=person, role=role)
    other = factories.UserFactory()
    address = DELETIONS[way].format(person=person.pk, other=other.pk)

    page = client.post(address, follow=True)

    needed = role == "administrator"
    assert page.status_code == 200
    assert User.objects.filter(pk=person.pk).exists() is needed
    assert (base.title in page.content.decode()) is needed
    if way == "among others":
        assert User.objects.filter(pk=other.pk).exists() is needed


def test_who_deletes_people_does_not_learn_the_name_of_a_base(client, manager, base):
    manager.groups.get().permissions.add(Permission.objects.get(codename="delete_user"))
    person = factories.MembershipFactory(base=base, role="owner").user
    page = client.post(f"{PEOPLE}delete/{person.pk}/", follow=True).content.decode()
    assert User.objects.filter(pk=person.pk).exists()
    assert "Personne n’est supprimé" in page
    assert base.title not in page


NAMED = {
    "helene": True,
    "HÉLÈNE": True,
    "bœuf hel": True,
    "boeuf": True,
    "helene.b@": True,
    "helene autre": False,
    "100%": False,
    "' OR 1=1": False,
    "mot " * 2000: False,
}


def test_people_are_found_without_accents_and_in_any_order(client, superuser, subtests):
    found = factories.UserFactory(
        first_name="Hélène", last_name="Bœuf", email="helene.b@exemple.test"
    )
    for typed, is_found in NAMED.items():
        with subtests.test(typed=typed):
            listed = client.get(PEOPLE, {"q": typed}).content.decode()
            assert (f"{PEOPLE}edit/{found.pk}/" in listed) == is_found


def test_all_that_is_listed_is_what_was_found(client, superuser):
    found = factories.UserFactory(first_name="Hélène")
    other = factories.UserFactory(first_name="Paul")
    address = (
        "/admin/bulk/accounts/user/set_active_state/?id=all&q=helene&next=/admin/users/"
    )
    client.post(address, {"mark_as_active": "False"})
    active = User.objects.filter(is_active=True, pk__in=[found.pk, other.pk])
    assert [person.pk for person in active] == [other.pk]
