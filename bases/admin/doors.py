"""The door of the admin: an address that names something unknown to the person does not exist."""

from django.apps import apps
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from bases.admin.asking import asked_by
from bases.admin.known import is_known
from bases.backends import ENTER
from bases.models import PortalDocument, PortalImage

# The parameters of addresses that name a page or a file, whatever the view.
NAMING = {
    **dict.fromkeys(
        ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"),
        Page,
    ),
    "image_id": PortalImage,
    **dict.fromkeys(("document_id", "doc_id"), PortalDocument),
}
# Those that name one in some views only.
NAMING_IN = {
    ("wagtailadmin_pages:revisions_compare", "pk"): Page,
    ("wagtailimages_chooser:chosen", "pk"): PortalImage,
    ("wagtaildocs_chooser:chosen", "pk"): PortalDocument,
}
# They look for themselves: what is chosen may be of other bases.
OWN_DOOR = {"wagtailadmin_choose_page_child"}
# They cross all the bases: they are for those who see all of them.
CROSSING = {"wagtailadmin_reports", "wagtailadmin_workflows"}
WORKFLOW = "wagtailadmin_pages:workflow_"
# Sent every few seconds by an editing screen that is open.
PING = "wagtailadmin_editing_sessions:ping"


class AdminDoorMiddleware:
    """Ask of each address of the admin whether the person knows what it names."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _is_in_admin(request):
            return self.get_response(request)
        with asked_by(request.user):
            return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not _is_in_admin(request):
            return None
        user = request.user
        if not user.is_authenticated:
            return None
        if not user.has_perm(ENTER):
            return _turned_away(request)
        crosses = not user.is_superuser and _crosses_bases(request.resolver_match)
        # Superusers know all that is there: what is in the bin is not.
        if crosses or not all(
            is_known(user, model, pk)
            for model, pk in _named(request.resolver_match, view_kwargs)
        ):
            return unknown(request)
        return None


def _is_in_admin(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


def unknown(request):
    """Answer as for an address that does not exist; say what became of what was sent."""
    sentence = _("This does not exist, or is not of a base of yours.")
    if request.method == "POST":
        sentence = _(
            "This does not exist, or is not of a base of yours: nothing was saved."
        )
    return _answer(request, sentence, template="wagtailadmin/404.html", status=404)


def _turned_away(request):
    """Answer to who works in no base at all: a window left open is told, not sent elsewhere."""
    if request.method in {"GET", "HEAD"} and request.accepts("text/html"):
        return None
    sentence = _(
        "You no longer write in any base: nothing was saved. Copy what you typed if you want"
        " to keep it, and ask the team of the base."
    )
    return _answer(request, sentence, template="bases/admin/turned_away.html", status=403)


def _answer(request, sentence, *, template, status):
    if not request.accepts("text/html"):
        refusal = {"success": False, "error_code": "not_yours", "error_message": sentence}
        return JsonResponse(refusal, status=status)
    return render(request, template, {"sentence": sentence}, status=status)


def _crosses_bases(match):
    return bool(CROSSING & set(match.namespaces)) or match.view_name.startswith(WORKFLOW)


def _named(match, view_kwargs):
    """Return `[(model, id), …]`: what the parameters of an address name."""
    if match.view_name in OWN_DOOR:
        return []
    if match.view_name == PING:
        return [(Page, view_kwargs["object_id"])] if _is_of_a_page(view_kwargs) else []
    return [
        (model, value)
        for name, value in view_kwargs.items()
        if (model := NAMING.get(name) or NAMING_IN.get((match.view_name, name)))
    ]


def _is_of_a_page(names):
    try:
        model = apps.get_model(names["app_label"], names["model_name"])
    except LookupError:
        return False
    return issubclass(model, Page)
