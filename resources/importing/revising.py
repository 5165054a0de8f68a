"""Fiches of rows that were seen before: what became of them here, and what the row now says."""

from django.db import transaction
from django.db.models import F

from resources.importing.plans import Fate
from resources.models import ImportedFiche, ResourcePage

WHAT_BECAME = {
    "live": "page__live",
    "locked": "page__locked",
    "latest": "page__latest_revision",
    "in_bin": "page__card__in_bin",
    "home": "page__card__base",
}


def known_among(base, identifiers):
    """Return `{identifier: what is known of its fiche}` for the rows seen before, in one query."""
    if base is None:
        return {}
    rows = ImportedFiche.objects.filter(base=base, identifier__in=identifiers)
    known = (
        "identifier",
        "digest",
        "left_out",
        "page",
        "revision",
        "published",
        "base",
    )
    return {row["identifier"]: row for row in _with_what_became(rows, known)}


def judge(plan, known):
    """Say, on its plan, what becomes of a row whose fiche is `known`."""
    reason = _taken_away(known)
    is_same = plan.digest == known["digest"] and plan.left_out >= known["left_out"]
    if is_same and not reason:
        plan.fate = Fate.SAME
        return
    reason = reason or _changed_here(known)
    plan.fate = Fate.LEFT if reason else Fate.CHANGED
    if reason:
        plan.told = [f"left as it is: {reason}"]


def revise(base, plan, *, terms, documents):
    """Make a version of a fiche that says what its row says; publish it unless something lacks."""
    with transaction.atomic():
        rows = ImportedFiche.objects.filter(base=base, identifier=plan.row.identifier)
        imported = rows.select_for_update().get()
        page = ResourcePage.objects.select_for_update().filter(pk=imported.page_id)
        page = page.first()
        # Somebody may have gone there since the batch was judged.
        judge(plan, known_among(base, [plan.row.identifier])[plan.row.identifier])
        if page is None or plan.fate is not Fate.CHANGED:
            return
        keywords = terms.keywords(plan.keywords)
        plan.write_on(page, keywords=keywords, documents=documents)
        revision = page.save_revision(log_action=not plan.is_complete)
        if plan.is_complete:
            revision.publish()
            imported.published = True
        imported.revision, imported.digest = revision, plan.digest
        imported.left_out = plan.left_out
        imported.save()


def _with_what_became(rows, known):
    return rows.values(*known, **{name: F(path) for name, path in WHAT_BECAME.items()})


def _taken_away(known):
    """Return why a fiche is not where the import put it, if so."""
    if known["page"] is None:
        return "the fiche was deleted here"
    if known["in_bin"]:
        return "the fiche is in the bin"
    if known["home"] != known["base"]:
        return "the fiche was moved to another base"
    return ""


def _changed_here(known):
    """Return why a fiche is no longer as the import made it, if so."""
    if known["latest"] != known["revision"]:
        return "somebody edited the fiche here"
    if known["published"] and not known["live"]:
        return "the fiche was unpublished here"
    if known["locked"]:
        return "the fiche is locked"
    return ""
