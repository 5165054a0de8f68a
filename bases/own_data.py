"""What bases hold about a person: their place in teams, what they asked, sent and wrote.

Of what others did or own nothing is told: neither their names nor their addresses, nor the name
of a base that the person may no longer know.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry

from accounts.confirmation import confirmed_addresses_of
from accounts.personal_data import leaves_out, personal_data
from bases.access import named_to
from bases.files import may_open
from bases.models import (
    Card,
    HeldPublication,
    Invitation,
    JoinRequest,
    Membership,
    PortalDocument,
    PortalImage,
    ShareLink,
)

leaves_out(
    {
        "bases.BaseSettings.certified_by": "what was done for others",
        "bases.BaseSettings.workbench_of": "told among the teams",
        "bases.BinEntry.binned_by": "what was done, told among the actions",
        "bases.HeldPublication.answered_by": "what was done for others",
        "bases.Membership.invited_by": "what was done for others",
        "bases.JoinRequest.answered_by": "what was done for others",
        "bases.OwnershipOffer.offered_to": "read on the page of the team until answered",
        "bases.OwnershipOffer.offered_by": "read on the page of the team until answered",
        "wagtailcore.Page.locked_by": "what was done, told among the actions",
        "wagtailcore.Revision.user": "versions of pages, told among the actions",
        "wagtailcore.Comment.resolved_by": "what was done, told among the actions",
        "wagtailcore.PageSubscription.user": "settings of the editing space",
        "wagtailcore.TaskState.finished_by": "workflows are off",
        "wagtailcore.WorkflowState.requested_by": "workflows are off",
        "wagtailcore.UploadedFile.uploaded_by_user": "goes when the upload is over",
        "wagtailadmin.EditingSession.user": "goes when the editor is closed",
        "wagtailadmin.FormState.user": "goes when the form is sent",
        "wagtaildocs.Document.uploaded_by_user": "not used: documents are ours",
        "wagtailimages.Image.uploaded_by_user": "not used: images are ours",
    }
)


def _rows(person, found, *fields):
    """Yield these fields of rows, and the name of their base where it may be known."""
    ids = found.order_by().values("base")
    named = named_to(person, among=Card.objects.filter(page__in=ids))
    titles = dict(named.values_list("page_id", "title"))
    for row in found.order_by("pk").values("base_id", *fields).iterator():
        yield {"base": titles.get(row.pop("base_id"), ""), **row}


@personal_data("equipes", title=_("My bases"), covers=["bases.Membership.user"])
def memberships(person):
    """Yield the teams that a person is in."""
    yield from _rows(person, Membership.objects.filter(user=person), "role", "joined_at")


@personal_data(
    "demandes", title=_("My requests to join"), covers=["bases.JoinRequest.user"]
)
def requests(person):
    """Yield what a person asked of bases."""
    asked = JoinRequest.objects.filter(user=person)
    yield from _rows(
        person, asked, "message", "asked_at", "state", "answer", "answered_at"
    )


@personal_data("invitations-recues", title=_("Invitations that I received"))
def invitations_received(person):
    """Yield the invitations sent to the addresses of a person."""
    received = Invitation.objects.filter(email__in=confirmed_addresses_of(person))
    yield from _rows(person, received, "role", "message", "sent_at", "state")


@personal_data(
    "invitations-envoyees",
    title=_("Invitations that I sent"),
    covers=["bases.Invitation.invited_by"],
)
def invitations_sent(person):
    """Yield the invitations that a person sent, without the addresses of the others."""
    sent = Invitation.objects.filter(invited_by=person)
    yield from _rows(person, sent, "role", "message", "sent_at", "state")


@personal_data(
    "relectures",
    title=_("My first publications, read by the team"),
    covers=["bases.HeldPublication.author"],
)
def held_publications(person):
    """Yield what a person asked to publish, and what the team of the portal answered."""
    asked = HeldPublication.objects.filter(author=person).order_by("pk")
    yield from asked.values("asked_at", "state", "answer", "answered_at")


@personal_data("liens", title=_("My share links"), covers=["bases.ShareLink.made_by"])
def links(person):
    """Yield the share links that a person made, without what opens them."""
    made = ShareLink.objects.filter(made_by=person)
    yield from _rows(person, made, "label", "made_at", "expires_at", "revoked_at", "uses")


@personal_data(
    "commentaires",
    title=_("My comments"),
    covers=["wagtailcore.Comment.user", "wagtailcore.CommentReply.user"],
)
def comments(person):
    """Yield what a person wrote beside pages."""
    for model in (Comment, CommentReply):
        written = model.objects.filter(user=person).order_by("pk")
        yield from written.values("text", "created_at", "updated_at")


@personal_data(
    "actions",
    title=_("What I did"),
    covers=["wagtailcore.PageLogEntry.user", "wagtailcore.ModelLogEntry.user"],
)
def actions(person):
    """Yield what a person did, without the titles, which may have closed since."""
    for model in (PageLogEntry, ModelLogEntry):
        done = model.objects.filter(user=person).order_by("timestamp", "pk")
        yield from done.values("timestamp", "action").iterator()


def _files(person, model):
    sent = model.objects.filter(uploaded_by_user=person).order_by("pk")
    return (file for file in sent.iterator() if may_open(person, file))


def _content(model):
    def files(person):
        for file in _files(person, model):
            yield file.original_name or file.filename, file.file

    return files


@personal_data(
    "images",
    title=_("My images"),
    covers=["bases.PortalImage.uploaded_by_user"],
    files=_content(PortalImage),
)
def images(person):
    """Yield the images that a person sent, and may open still."""
    for image in _files(person, PortalImage):
        yield {
            "title": image.title,
            "description": image.description,
            "credit": image.credit,
            "sent_at": image.created_at,
        }


@personal_data(
    "documents",
    title=_("My documents"),
    covers=["bases.PortalDocument.uploaded_by_user"],
    files=_content(PortalDocument),
)
def documents(person):
    """Yield the documents that a person sent, and may open still."""
    for document in _files(person, PortalDocument):
        yield {"title": document.title, "sent_at": document.created_at}
