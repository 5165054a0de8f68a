"""Searches that people save, each for themself, and the mails about them stopped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from bases.pagination import page_of
from search.alerts import person_of, stop_alerts_of
from search.choices import choices
from search.models import SavedSearch
from search.questions import read_question
from search.saved_forms import SavedSearchForm
from search.saving import (
    MOST,
    NotSaved,
    asked_by,
    change,
    is_full,
    kept_as,
    lacking_a_filter,
    proposed_name,
    save,
    saved,
    searches_of,
)

PER_PAGE = 25

read_and_written = require_http_methods(["GET", "HEAD", "POST"])


@read_and_written
@never_cache
@login_required
def new(request):
    """Save the question that the address asks."""
    question = read_question(request, choices=choices())
    kept = kept_as(question)
    if not question.is_narrowed or len(kept) > SavedSearch.LONGEST:
        return _refused(request, question)
    if known := saved(request.user, kept):
        return _known(request, known)
    form = SavedSearchForm(
        request.POST or None,
        question=question,
        initial={"name": proposed_name(question)},
    )
    if form.is_valid() and _is_saved(request, kept, form):
        return redirect("saved_searches")
    context = {
        "form": form,
        "asked": proposed_name(question),
        "search_address": _address(kept),
        "form_address": f"{request.path}?{kept}",
        "is_full": not form.is_bound and is_full(request.user),
        "most": MOST,
    }
    return render(request, "search/saved_new.html", context)


@require_safe
@never_cache
@login_required
def mine(request):
    """List the searches that the signed-in person saved."""
    page = page_of(searches_of(request.user), request, per_page=PER_PAGE)
    searches = page.object_list = list(page.object_list)
    lacking = lacking_a_filter(searches, request.user, choices=choices())
    for search in searches:
        search.address = _address(search.question)
        search.lacks_a_filter = search in lacking
    return render(request, "search/saved_searches.html", {"page_obj": page})


@read_and_written
@never_cache
@login_required
def edit(request, search_id):
    """Give a saved search another name; be written to about it, or no longer."""
    search = get_object_or_404(searches_of(request.user), pk=search_id)
    name = search.name
    form = SavedSearchForm(
        request.POST or None,
        instance=search,
        question=asked_by(search, request.user, choices=choices()),
    )
    if form.is_valid():
        # The form wrote upon the instance what it was given.
        search.refresh_from_db()
        change(search, **form.cleaned_data)
        messages.success(request, _("Your search is changed."))
        return redirect("saved_searches")
    context = {"form": form, "name": name, "search_address": _address(search.question)}
    return render(request, "search/saved_edit.html", context)


@read_and_written
@never_cache
@login_required
def delete(request, search_id):
    """Delete a saved search, once its person has said so."""
    search = get_object_or_404(searches_of(request.user), pk=search_id)
    if request.method != "POST":
        return render(request, "search/saved_delete.html", {"search": search})
    search.delete()
    messages.success(request, _("“%(name)s” is deleted.") % {"name": search.name})
    return redirect("saved_searches")


# The program that reads a mail posts there by itself: what signs the address says who stops.
@csrf_exempt
@read_and_written
@never_cache
def stop(request, token):
    """Stop the mails about the saved searches of whoever the token names, signed in or not."""
    person = person_of(token)
    if person is None:
        raise Http404
    is_stopped = request.method == "POST"
    if is_stopped:
        stop_alerts_of(person)
    response = render(request, "search/stop_alerts.html", {"is_stopped": is_stopped})
    response["Referrer-Policy"] = "no-referrer"
    return response


def _address(kept):
    return f"{reverse('search')}?{kept}"


def _refused(request, question):
    if question.is_narrowed:
        sentence = _("This search is too long to be saved: use fewer words or filters.")
    else:
        sentence = _("Type words or choose a filter first: then the search can be saved.")
    messages.warning(request, sentence)
    return redirect(_address(question.query))


def _known(request, search):
    sentence = _("You have saved this search already: “%(name)s”.")
    messages.info(request, sentence % {"name": search.name})
    return redirect("saved_search", search.pk)


def _is_saved(request, kept, form):
    """Save what a form says, and say whether there was room for it."""
    try:
        save(request.user, kept, **form.cleaned_data)
    except NotSaved:
        sentence = _(
            "You have saved %(most)s searches, as many as one may: delete one first."
        )
        form.add_error(None, sentence % {"most": MOST})
        return False
    messages.success(request, _("Your search is saved."))
    return True
