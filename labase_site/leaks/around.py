"""What stands around closed pages: comments, notes, selections, redirects, locks."""

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Comment,
    CommentReply,
    GroupApprovalTask,
    PageSubscription,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from bases.models import PortalDocument
from home.models import Selection, SelectionItem
from labase_site.leaks.filling import planted_texts
from labase_site.leaks.people import moderators
from labase_site.leaks.portal import CLOSED, OWN
from resources.collecting import add_to_collection
from resources.models import ImportedFiche
from search.models import PromotedPage


def plant_around(portal, team, *, closed, contents):
    """Add what people left beside the pages of the closed base."""
    plant = portal.lexicon.plant
    author = team["contributor"]
    _note_items(portal, contents)
    _plant_comments(portal, author, contents["published"])
    _plant_selection(portal, contents["published"])
    _plant_workflow(portal, author, closed, contents["draft"])
    _plant_editing(portal, author, contents["published"])
    _lock(contents["expired"], author)
    texts = planted_texts(ImportedFiche, plant, place="imported fiche")
    ImportedFiche.objects.create(
        base=closed, page=contents["published"], published=True, **texts
    )
    texts = planted_texts(PromotedPage, plant, place="promoted page")
    promoted = PromotedPage.objects.create(page=contents["published"], **texts)
    portal.note("promoted page", CLOSED, promoted.pk)
    old = plant("old slug of a closed fiche")
    redirect = Redirect.objects.create(
        old_path=f"/bases/{old}", redirect_page=contents["published"]
    )
    portal.note("redirect", CLOSED, redirect.pk)
    portal.note("page path", CLOSED, f"bases/{old}/")
    portal.note("user", CLOSED, *(person.pk for person in team.values()))
    portal.note("email", CLOSED, *(person.email for person in team.values()))
    portal.note("user", OWN, portal.readers["stranger"].user.pk)


def _note_items(portal, contents):
    collection = contents["collection"]
    item = add_to_collection(
        collection,
        contents["published"],
        note=portal.lexicon.plant("note in a closed collection"),
    )
    portal.note("collection and item", CLOSED, (collection.pk, item.pk))
    portal.note("page collection", CLOSED, collection.pk)


def _plant_comments(portal, author, page):
    former = portal.readers["former"].user
    plant = portal.lexicon.plant
    comment = Comment.objects.create(
        page=page, user=author, text=plant("comment"), contentpath="title"
    )
    comment.log_create(user=author)
    reply = CommentReply.objects.create(
        comment=comment, user=author, text=plant("reply to a comment")
    )
    reply.log_create(user=author)
    for user in (author, former):
        PageSubscription.objects.create(page=page, user=user, comment_notifications=True)


def _lock(page, author):
    page.locked, page.locked_by, page.locked_at = True, author, timezone.now()
    page.save(update_fields=["locked", "locked_by", "locked_at"])


def _plant_selection(portal, page):
    selection = Selection.objects.create(
        title=portal.lexicon.plant("title of a selection", readers={"editorial"})
    )
    SelectionItem.objects.create(
        selection=selection,
        page=page,
        word=portal.lexicon.plant("word on a featured fiche", readers={"editorial"}),
    )
    portal.note("selection", OWN, selection.pk)


def _plant_workflow(portal, author, closed, draft):
    workflow = Workflow.objects.create(name="Relecture")
    task = GroupApprovalTask.objects.create(name="Relire")
    task.groups.add(moderators())
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=closed)
    state = workflow.start(draft, author)
    state.current_task_state.comment = portal.lexicon.plant("comment of a workflow")
    state.current_task_state.save()
    portal.note("workflow", OWN, workflow.pk)
    portal.note("task", OWN, task.pk)
    portal.note("workflow state", CLOSED, state.pk)
    portal.note("task state", CLOSED, state.current_task_state.pk)


def _plant_editing(portal, author, page):
    now = timezone.now()
    session = EditingSession.objects.create(
        user=author, content_object=page, last_seen_at=now, is_editing=True
    )
    portal.note("editing session", CLOSED, session.pk)
    FormState.objects.create(
        user=author,
        content_object=page,
        data=f"title={portal.lexicon.plant('form being filled')}",
        last_updated_at=now,
    )
    upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(PortalDocument),
        file=ContentFile(
            portal.lexicon.plant("text of an upload").encode(),
            name=f"{portal.lexicon.plant('name of an upload')}.pdf",
        ),
        uploaded_by_user=author,
    )
    portal.note("upload", CLOSED, upload.pk)
