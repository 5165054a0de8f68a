"""Takes the name of a person whose account is deleted out of pages, their versions and teams."""

from allauth.account.models import EmailAddress
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.models import Comment, CommentReply, Page, PageLogEntry, Revision

from accounts.forgetting import forgets, same_name
from bases.models import Invitation, OwnershipOffer, PortalDocument, PortalImage

BATCH = 100
# What the content of a version says of people by their number.
NAMING = ("owner", "locked_by")


@forgets
def forget_in_teams(person):
    """Drop what was offered to a person or by them, and their addresses from invitations."""
    addresses = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    for address in {person.email, *addresses}:
        Invitation.objects.filter(email__iexact=address).delete()
    offers = Q(offered_by=person) | Q(offered_to=person)
    OwnershipOffer.objects.filter(offers).delete()


@forgets
def unlock_pages(person):
    """Open again the pages that a person locked: nobody else might."""
    Page.objects.filter(locked_by=person).update(
        locked=False, locked_by=None, locked_at=None
    )


@forgets
def drop_files_of_no_base(person):
    """Delete the files that a person sent and that no page of any base ever showed."""
    for model in (PortalImage, PortalDocument):
        for file in model.objects.filter(uploaded_by_user=person, base=None):
            file.delete()


@forgets
def forget_in_versions(person):
    """Take a person out of the versions of the pages that they had a hand in."""
    pages = _pages_of(person)
    ids = pages.annotate(key=Cast("pk", CharField())).values("key")
    owned = set(map(str, pages.filter(owner=person).values_list("pk", flat=True)))
    changed = []
    for version in Revision.page_revisions.filter(object_id__in=ids).iterator(BATCH):
        named_here = version.object_id in owned
        content = without(version.content, person, by_name=named_here)
        if content != version.content:
            version.content = content
            changed.append(version)
        if len(changed) == BATCH:
            Revision.objects.bulk_update(changed, ["content"])
            changed = []
    Revision.objects.bulk_update(changed, ["content"])


def without(content, person, *, by_name):
    """Return the content of a version without `person`: neither as owner, nor in its lists.

    `by_name`: also without the lines of its lists, as those of co-authors, that are their name.
    """
    found = {}
    for name, value in content.items():
        if name in NAMING and value == person.pk:
            value = None
        elif isinstance(value, list):
            value = [
                without(each, person, by_name=by_name) if isinstance(each, dict) else each
                for each in value
                if not _is_of(each, person, by_name=by_name)
            ]
        found[name] = value
    return found


def _is_of(row, person, *, by_name):
    if not isinstance(row, dict):
        return False
    named = by_name and same_name(row.get("name", ""), person)
    return row.get("user", None) == person.pk or named


def _pages_of(person):
    """Return the pages that a person wrote, changed, signed, locked or commented."""
    acted = PageLogEntry.objects.filter(user=person).values("page")
    commented = Comment.objects.filter(
        Q(user=person)
        | Q(pk__in=CommentReply.objects.filter(user=person).values("comment"))
    ).values("page")
    saved = Revision.page_revisions.filter(user=person).values("object_id")
    return Page.objects.annotate(key=Cast("pk", CharField())).filter(
        Q(owner=person)
        | Q(locked_by=person)
        | Q(pk__in=acted)
        | Q(pk__in=commented)
        | Q(key__in=saved)
    )
