"""The screen with which staff add people from a file: what each row does, then that."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bases.importing_people import Fate, carried_out, planned
from bases.people_files import rows_of, text_of
from bases.welcoming import invitations_waiting, send_next, welcomes_waiting

PERMISSION = "accounts.import_people"
SENT_AT_ONCE = 50


class PeopleFileForm(forms.Form):
    """A file of people; once it was read, its text comes back with the answer."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        required=False,
        help_text=gettext_lazy(
            "Columns: prénom, nom, courriel; and if you wish: type, territoire, base, rôle."
        ),
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        sent = cleaned.get("file")
        if sent:
            cleaned["text"] = text_of(sent.read())
        if not cleaned.get("text"):
            raise forms.ValidationError(_("Choose a file."))
        cleaned["rows"] = rows_of(cleaned["text"])
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def import_people(request):
    """Read a file of people and tell the fate of each row; then carry it out."""
    _check(request)
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _show(request, form)
    if "apply" not in request.POST:
        return _show(
            request,
            form,
            rows=planned(form.cleaned_data["rows"], by=request.user),
            text=form.cleaned_data["text"],
        )
    done = carried_out(form.cleaned_data["rows"], by=request.user)
    made = sum(row.fate == Fate.NEW for row in done)
    sentence = ngettext("%(count)s account made.", "%(count)s accounts made.", made)
    messages.success(request, sentence % {"count": made})
    return redirect("import_people")


@require_POST
def send_mails(request):
    """Send the next mails of those who came from a file."""
    _check(request)
    try:
        sent = send_next(SENT_AT_ONCE)
    except OSError:
        messages.error(request, _("The server of mails refused: try again in a moment."))
    else:
        sentence = ngettext("%(count)s mail sent.", "%(count)s mails sent.", sent)
        messages.success(request, sentence % {"count": sent})
    return redirect("import_people")


def _check(request):
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _show(request, form, *, rows=None, text=""):
    context = {
        "form": form,
        "rows": rows,
        "text": text,
        "new": sum(row.fate == Fate.NEW for row in rows or ()),
        "errors": sum(row.fate == Fate.ERROR for row in rows or ()),
        "waiting": welcomes_waiting().count() + invitations_waiting().count(),
        "sent_at_once": SENT_AT_ONCE,
    }
    return render(request, "bases/admin/import_people.html", context)
