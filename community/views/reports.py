"""Report a base, a fiche, a collection, a file, a person."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.inactivity import in_use
from accounts.models import User
from bases.doors import base_read_by, page_of
from bases.teams import name_of
from community.forms import ReportForm
from community.people import named_to
from community.reports import files_of, report

TYPED = ("reason", "text", "email", "file")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request, slug, page_slug=None):
    """Report a base, or one of its pages, to the portal's team."""
    page = base = base_read_by(request.user, slug)
    if page_slug:
        page = page_of(base, page_slug, user=request.user)
    return _screen(request, page, name=page.title, url=page.url, files=files_of(page))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def person(request, person_id):
    """Report a person to the portal's team."""
    people = User.objects.filter(in_use())
    person = get_object_or_404(named_to(request.user, among=people), pk=person_id)
    return _screen(request, person, name=name_of(person), url="/")


def _screen(request, subject, *, name, url, files=None):
    form = ReportForm(request.POST or None, request=request, files=files)
    if form.is_valid():
        typed = {each: form.cleaned_data.get(each) for each in TYPED}
        report(subject, request=request, **{**typed, "email": typed["email"] or ""})
        messages.success(
            request,
            _("Thank you: your report is with the portal's team, who look at it."),
        )
        return redirect(url)
    context = {"form": form, "name": name, "url": url}
    return render(request, "community/report.html", context)
