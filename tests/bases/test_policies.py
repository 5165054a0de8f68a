import pytest
from wagtail.models import Page
from wagtail.permissions import policy_registry

from bases import readerships, visibility
from bases.access import visible_to
from bases.models import (
    BaseIndexPage,
    Card,
    Membership,
    PortalDocument,
    PortalImage,
)
from tests import factories
from tests.bases.admin_visits import at_next_request, contributor, member, moderator
from tests.rolling_back import rolled_back

Role = Membership.Role
WRITES = {"add", "change", "publish", "lock", "unlock"}
ALL = WRITES | {"bulk_delete"}

# What each person may do with the page of the base, and with a fiche of it.
HELD = {
    "owner": (ALL, ALL),
    "administrator": (ALL, ALL),
    "contributor": ({"add"}, WRITES),
    "reader": (set(), set()),
    "stranger": (set(), set()),
    "contributor elsewhere": (set(), set()),
    "former contributor": (set(), set()),
    "inactive administrator": (set(), set()),
    "superuser": (ALL, ALL),
}


def somebody(kind, base):
    if kind in Role.values:
        return member(base, kind)
    person = factories.UserFactory(is_superuser=kind == "superuser")
    if kind == "contributor elsewhere":
        factories.MembershipFactory(user=person)
    if kind == "former contributor":
        factories.MembershipFactory(base=base, user=person).delete()
    if kind == "inactive administrator":
        factories.MembershipFactory(base=base, user=person, role=Role.ADMINISTRATOR)
        person.is_active = False
        person.save()
    return at_next_request(person)


def page_policy():
    return policy_registry.get_by_type(Page)


def actions_held(person, page):
    policy, page = page_policy(), Page.objects.get(pk=page.pk)
    return {
        action
        for action in ALL
        if policy.user_has_permission_for_instance(person, action, page)
    }


@pytest.mark.parametrize("kind", HELD)
def test_a_role_gives_what_it_says_on_the_base_and_on_its_fiches(kind, base, resource):
    on_base, on_fiche = HELD[kind]
    person = somebody(kind, base)
    assert actions_held(person, base) == on_base
    assert actions_held(person, resource) == on_fiche


@pytest.mark.parametrize("kind", HELD)
def test_the_pages_listed_for_an_action_are_those_where_it_is_given(
    kind, base, resource, subtests
):
    factories.ResourcePageFactory()
    person = somebody(kind, base)
    for action in sorted(ALL):
        with subtests.test(action), rolled_back():
            listed = page_policy().instances_user_has_permission_for(person, action)
            given = {
                page.pk
                for page in Page.objects.filter(pk__in=[base.pk, resource.pk])
                if page_policy().user_has_permission_for_instance(person, action, page)
            }
            assert (
                set(listed.values_list("pk", flat=True)) & {base.pk, resource.pk} == given
            )


@pytest.mark.parametrize("kind", HELD)
def test_a_plain_page_answers_as_the_page_of_its_type(kind, base, resource):
    person = somebody(kind, base)
    for page in (base, resource):
        plain = Page.objects.get(pk=page.pk).permissions_for_user(person)
        own = page.permissions_for_user(person)
        for question in (
            "can_edit",
            "can_add_subpage",
            "can_publish",
            "can_publish_subpage",
            "can_delete",
            "can_lock",
            "can_unlock",
            "can_set_view_restrictions",
        ):
            assert getattr(plain, question)() == getattr(own, question)(), question


def test_a_contributor_adds_to_the_base_and_leaves_its_page_alone(base, resource):
    person = contributor(base)
    base.owner = person
    base.save()
    door = base.permissions_for_user(person)
    assert door.can_add_subpage()
    assert door.can_publish_subpage()
    for question in (
        "can_edit",
        "can_publish",
        "can_unpublish",
        "can_delete",
        "can_move",
    ):
        assert not getattr(door, question)(), question
    assert resource.permissions_for_user(person).can_edit()


RESTRICTIONS = ["open", "private", "narrower fiche"]


@pytest.mark.parametrize("closed", RESTRICTIONS)
def test_a_group_gives_nothing_on_what_the_person_may_not_read(
    closed, base, resource, restrict
):
    person = moderator()
    if closed == "private":
        restrict(base)
    if closed == "narrower fiche":
        restrict(resource)
    held = {
        "base": bool(actions_held(at_next_request(person), base)),
        "fiche": bool(actions_held(at_next_request(person), resource)),
    }
    assert held == {"base": closed != "private", "fiche": closed == "open"}
    explored = page_policy().explorable_instances(at_next_request(person))
    assert explored.filter(pk=resource.pk).exists() is held["fiche"]
    assert explored.filter(pk=base.pk).exists() is held["base"]


def test_what_one_handles_one_may_read(base, resource, restrict, visitors):
    author = contributor(base)
    restrict(resource)
    visibility.restrict_to(base, [readerships.named_people(base.pk, [])])
    assert not visible_to(author, among=Page.objects.filter(pk=resource.pk)).exists()
    assert actions_held(at_next_request(author), resource) == set()


@pytest.mark.parametrize("leaves", ["removed", "made a reader", "base in the bin"])
def test_who_leaves_loses_the_rights_at_the_next_request(leaves, base, resource):
    membership = factories.MembershipFactory(base=base)
    person = membership.user
    assert "change" in actions_held(person, resource)
    if leaves == "removed":
        membership.delete()
    elif leaves == "made a reader":
        membership.role = Role.READER
        membership.save()
    else:
        Card.objects.filter(base=base).update(in_bin=True)
    assert actions_held(at_next_request(person), resource) == set()
    assert not at_next_request(person).has_perm("wagtailadmin.access_admin")


@pytest.mark.parametrize("kind", HELD)
def test_who_writes_in_a_base_enters_the_admin(kind, base):
    person = somebody(kind, base)
    enters = kind in {
        "owner",
        "administrator",
        "contributor",
        "contributor elsewhere",
        "superuser",
    }
    assert person.has_perm("wagtailadmin.access_admin") is enters
    assert not factories.UserFactory().has_perm("wagtailcore.change_page")


def test_the_explorer_starts_at_the_base_or_at_what_holds_several(base):
    person = contributor(base)
    policy = page_policy()
    assert policy.explorable_root_instance(person).pk == base.pk
    other = factories.MembershipFactory(user=person).base
    person = at_next_request(person)
    index = BaseIndexPage.objects.get()
    assert policy.explorable_root_instance(person).pk == index.pk
    factories.BasePageFactory()
    explored = set(policy.explorable_instances(person).values_list("pk", flat=True))
    assert explored == {index.pk, base.pk, other.pk}


def test_rights_cost_the_same_for_one_base_and_for_thirty(count_queries, base, resource):
    few, many = contributor(base), contributor(base)
    for _each in range(29):
        factories.ResourcePageFactory(parent=factories.MembershipFactory(user=many).base)

    def asked_by(person):
        person = at_next_request(person)
        policy = page_policy()

        def ask():
            list(policy.explorable_instances(person)[:5])
            policy.explorable_root_instance(person)
            Page.objects.get(pk=resource.pk).permissions_for_user(person).can_edit()

        return ask

    assert count_queries(asked_by(few)) == count_queries(asked_by(many))


# Who handles a file: of the base, of no base and sent by the person, shown in the open.
FILES = {
    "contributor": {"of the base", "shown"},
    "reader": set(),
    "contributor elsewhere": set(),
    "stranger": set(),
    "sender": {"sent"},
    "moderator": {"shown"},
    "superuser": {"of the base", "sent", "shown"},
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(
    ("model", "factory", "field"),
    [
        (PortalImage, factories.ImageFactory, "image"),
        (PortalDocument, factories.DocumentFactory, "document"),
    ],
)
def test_a_file_is_handled_by_those_who_write_in_its_base(
    kind, model, factory, field, base, resource
):
    person = {"moderator": moderator, "sender": factories.UserFactory}.get(
        kind, lambda: somebody(kind, base)
    )()
    sender = person if kind == "sender" else factories.UserFactory()
    files = {
        "of the base": factory(base=base),
        "sent": factory(base=None, uploaded_by_user=sender),
        "shown": factory(base=base),
    }
    resource.file_uses.create(**{field: files["shown"]})
    policy = policy_registry.get_by_type(model)
    person = at_next_request(person)
    handled = policy.instances_user_has_any_permission_for(person, {"choose", "change"})
    listed = {name for name, file in files.items() if file in set(handled)}
    asked = {
        name
        for name, file in files.items()
        if policy.user_has_permission_for_instance(person, "change", file)
    }
    assert listed == asked == FILES[kind]
