"""The screen where a collection is filled and put in order."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from bases.admin.known import choosable_by, is_known
from bases.models import is_in_bin
from resources import collecting
from resources.collection_forms import AddItemForm, NoteForm
from resources.models import CollectionPage


@require_http_methods(["GET", "POST"])
def items(request, collection_id):
    """Show the fiches of a collection in their order; add one."""
    collection = _editable(request, collection_id)
    form = AddItemForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        collecting.add_to_collection(
            collection, form.cleaned_data["fiche"], note=form.cleaned_data["note"]
        )
        messages.success(request, _("The fiche is in the collection."))
        return redirect("collection_items", collection.pk)
    return TemplateResponse(
        request,
        "resources/admin/collection_items.html",
        {
            "collection": collection,
            "form": form,
            "rows": _rows(request.user, collection),
            "header_title": collection.get_admin_display_title(),
        },
    )


@require_POST
def change_item(request, collection_id, item_id):
    """Move, note or remove one fiche of a collection, as the button pressed says."""
    collection = _editable(request, collection_id)
    item = get_object_or_404(collection.items, pk=item_id)
    action = request.POST.get("action")
    if action == "up":
        collecting.move_in_collection(item, by=-1)
    elif action == "down":
        collecting.move_in_collection(item, by=1)
    elif action == "remove":
        item.delete()
        messages.success(request, _("The fiche is no longer in the collection."))
    else:
        _write_note(request, item)
    return redirect("collection_items", collection.pk)


def _write_note(request, item):
    form = NoteForm(request.POST, instance=item)
    if form.is_valid():
        form.save()
        messages.success(request, _("The note is saved."))
    else:
        messages.error(request, " ".join(form.errors["note"]))


def _editable(request, collection_id):
    if not is_known(request.user, CollectionPage, collection_id):
        raise Http404
    collection = get_object_or_404(CollectionPage, pk=collection_id)
    if not collection.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return collection


def _rows(user, collection):
    """Return the items in order; the title of what this person may not read is not told."""
    items = list(collection.items.select_related("item"))
    pages = Page.objects.filter(pk__in=[item.item_id for item in items])
    named = set(choosable_by(user, pages).values_list("pk", flat=True))
    return [
        {
            "item": item,
            "title": item.item.title if item.item_id in named else "",
            "in_bin": is_in_bin(item.item),
            "form": NoteForm(instance=item, prefix=""),
            "is_first": item == items[0],
            "is_last": item == items[-1],
        }
        for item in items
    ]
