"""The people of the proof: the team of the closed bases, and those who may not read them."""

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.confirmation import vouch_for_address
from accounts.models import Profile, User
from accounts.portraits import FOLDER
from bases.models import BaseIndexPage, Membership
from home.editorial import editorial_group
from labase_site.leaks.files import painted
from labase_site.leaks.filling import planted_texts
from labase_site.leaks.portal import CLOSED, OPEN

PAGE_RIGHTS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
FILE_RIGHTS = {
    "wagtailimages": ["add_image", "change_image", "choose_image", "delete_image"],
    "wagtaildocs": [
        "add_document",
        "change_document",
        "choose_document",
        "delete_document",
    ],
}
ROLES = {
    "contributor": Membership.Role.CONTRIBUTOR,
    "reader": Membership.Role.READER,
    "administrator": Membership.Role.ADMINISTRATOR,
}


def make_team(portal, bases):
    """Give these bases a team of planted names; return its members by role."""
    team = {}
    for role in Membership.Role:
        texts = planted_texts(User, portal.lexicon.plant, place=f"member, {role}")
        team[role] = _person(**texts)
        for base in bases:
            Membership.objects.create(base=base, user=team[role], role=role)
    return team


def make_readers(portal, *, own, closed):
    """Add the readers of the proof, who may read nothing of the `closed` base."""
    portal.add_reader("anonymous")
    portal.add_reader("stranger", _reader("stranger"))
    for name, role in ROLES.items():
        portal.add_reader(name, _reader(name))
        Membership.objects.create(base=own, user=portal.readers[name].user, role=role)
    portal.add_reader("former", _former(closed))
    portal.add_reader("editorial", _in_group("editorial", _editorial(own)))
    portal.add_reader("moderator", _in_group("moderator", moderators()))
    witness = User.objects.create_superuser("witness@exemple.test")
    portal.add_reader("witness", witness, is_witness=True)


def plant_profiles(portal, team):
    """Give a profile that nobody reads to a member, and one that all read to who left."""
    member, plant = team["contributor"], portal.lexicon.plant
    photo = f"{plant('photo of a member')}.webp"
    default_storage.save(f"{FOLDER}{photo}", ContentFile(painted()))
    private = Profile.objects.create(
        **planted_texts(Profile, plant, place="private profile"),
        user=member,
        photo=f"{FOLDER}{photo}",
    )
    public = Profile.objects.create(
        user=portal.readers["former"].user, is_public=True, is_named=True, slug="partie"
    )
    portal.note("person", CLOSED, private.slug)
    portal.note("person", OPEN, public.slug)
    portal.note("portrait", CLOSED, photo)


def moderators():
    """Return the group of those who moderate every base and every file."""
    group, _created = Group.objects.get_or_create(name="Modération")
    group.permissions.add(
        _permission("community", "handle_report"),
        _permission("bases", "certify_base"),
        _permission("bases", "review_publication"),
    )
    _let_edit(group, BaseIndexPage.objects.get())
    for app, codenames in FILE_RIGHTS.items():
        for codename in codenames:
            GroupCollectionPermission.objects.get_or_create(
                group=group,
                collection=Collection.get_first_root_node(),
                permission=_permission(app, codename),
            )
    return group


def _editorial(own):
    group = editorial_group()
    group.permissions.add(
        _permission("community", "handle_idea"),
        _permission("community", "handle_missing_fiche"),
    )
    _let_edit(group, own)
    return group


def _let_edit(group, page):
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    for codename in PAGE_RIGHTS:
        GroupPagePermission.objects.get_or_create(
            group=group, page=page, permission=_permission("wagtailcore", codename)
        )


def _in_group(name, group):
    person = _reader(name)
    person.groups.add(group)
    return person


def _former(base):
    person = _reader("former")
    Membership.objects.create(
        base=base, user=person, role=Membership.Role.ADMINISTRATOR
    ).delete()
    return person


def _reader(name):
    return _person(email=f"{name}@exemple.test", first_name="Personne", last_name=name)


def _person(**fields):
    person = User.objects.create_user(**fields)
    vouch_for_address(person)
    return person


def _permission(app, codename):
    return Permission.objects.get(content_type__app_label=app, codename=codename)
