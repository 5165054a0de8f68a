"""The screen on which staff read what people look for."""

import csv
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bases.models import Card
from bases.pagination import page_of
from search.models import SynonymGroup
from search.sought import SHOWN_FROM, most_sought, too_rare
from taxonomy.spreadsheets import safe_cell

PERMISSION = "search.read_sought"
PER_PAGE = 50
ADD_SYNONYMS = "search_synonymgroup_modeladmin_create"
PERIODS = {
    "7": gettext_lazy("7 days"),
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
    "365": gettext_lazy("a year"),
}
SHOWN = {
    "": gettext_lazy("the most frequent"),
    "sans-reponse": gettext_lazy("those without an answer"),
}


class PeriodForm(forms.Form):
    """Since when, and which."""

    jours = forms.ChoiceField(
        label=gettext_lazy("Period"), choices=PERIODS, required=False
    )
    voir = forms.ChoiceField(
        label=gettext_lazy("Searches shown"), choices=SHOWN, required=False
    )

    def asked(self):
        """Return what `most_sought` takes; the usual where what is asked is not understood."""
        data = self.cleaned_data if self.is_valid() else {}
        return {
            "days": int(data.get("jours") or 30),
            "without_answer": bool(data.get("voir")),
        }


@require_safe
def sought(request):
    """Show what people look for most, or without an answer, since a day; or export it."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    asked = {"jours": "30", "voir": "", **request.GET.dict()}
    form = PeriodForm(asked)
    wanted = form.asked()
    rows = most_sought(**wanted)
    if request.GET.get("export") == "csv":
        return _export(rows)
    page = page_of(rows, request, per_page=PER_PAGE)
    page.object_list = [_told(row) for row in page.object_list]
    context = {
        "form": form,
        "page_obj": page,
        "rare": too_rare(days=wanted["days"]),
        "shown_from": SHOWN_FROM,
        "may_add": request.user.has_perm(f"search.add_{SynonymGroup._meta.model_name}"),
        "address": urlencode({name: form[name].value() or "" for name in form.fields}),
    }
    return render(request, "search/admin/sought.html", context)


def _told(row):
    words = urlencode({"terms": row["words"]})
    return {
        **row,
        "kind": Card.Kind(row["kind"]).label,
        "synonyms": f"{reverse(ADD_SYNONYMS)}?{words}",
    }


def _export(rows):
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recherches.csv"'
    sheet = csv.writer(response)
    sheet.writerow([_("Words"), _("Looked for"), _("Times"), _("Answers"), _("Last day")])
    for row in rows.iterator():
        kind = Card.Kind(row["kind"]).label
        cells = [row["words"], str(kind), row["asked"], row["found"], row["last"]]
        sheet.writerow(map(safe_cell, cells))
    return response
