"""A base is made from the public site: a common one by a form, one's workbench by a button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bases.access import may_read
from bases.addresses import address_of
from bases.making import make_base, make_workbench, workbench_of
from bases.making_forms import NewBaseForm
from bases.memberships import Refusal
from bases.near_names import near_names
from bases.newcomers import TOLD
from bases.purposes import Purpose
from bases.reviewing import tell_reviewers, waiting
from bases.views.screens import refusals_told


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new(request):
    """Ask what a base is for and how it is called, then make it."""
    form = NewBaseForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            base = _made(request, form.cleaned_data)
            _tell_of_review(request, base)
            return redirect(base.url)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "workbench": workbench_of(request.user)}
    return render(request, "bases/new_base.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def workbench(request):
    """Lead to one's workbench; say what it is and make it, for those who have none."""
    own = workbench_of(request.user)
    if own and may_read(request.user, own.pk):
        return redirect(own.url)
    if request.method == "POST":
        with refusals_told(request):
            own = make_workbench(request.user)
            if may_read(request.user, own.pk):
                messages.success(request, _("Your workbench is ready."))
                return redirect(own.url)
            messages.error(request, _("Your workbench is not published."))
        return redirect("account")
    return render(request, "bases/new_workbench.html")


def _tell_of_review(request, base):
    """Tell whoever just made a base that others read it once staff did, and tell staff."""
    held = waiting().filter(page=base.pk).first()
    if held:
        tell_reviewers(held, request=request)
        messages.success(request, TOLD)


def _made(request, data):
    if data["purpose"] == Purpose.WORKBENCH:
        return make_workbench(request.user)
    base = make_base(request.user, **data)
    _tell_near_names(request, base)
    return base


def _tell_near_names(request, base):
    """Tell who made `base` that others bear a near name: it may be the one they looked for."""
    near = near_names(base, request.user)
    if not near:
        return
    sentence = ngettext(
        "A base has a near name. If it is yours or your colleagues’, ask to join its team"
        " rather than keep two:",
        "Bases have a near name. If one is yours or your colleagues’, ask to join its team"
        " rather than keep two:",
        len(near),
    )
    links = [(address_of(each["url_path"]), each["title"]) for each in near]
    names = format_html_join(", ", '<a href="{}">{}</a>', links)
    messages.info(request, format_html("{} {}", sentence, names))
