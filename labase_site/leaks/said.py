"""What is said about the closed base to the portal's team, and who follows it."""

from functools import partial

from bases.models import BaseToCertify, HeldPublication
from community.follows import follow
from community.models import Idea, MissingFiche, NewsItem, Report
from labase_site.leaks.filling import planted_texts
from labase_site.leaks.portal import CLOSED, OWN


def plant_said(portal, team, *, base, own, contents):
    """Add reports about closed pages, an idea that is not open, and follows of `base`."""
    follow(team["reader"], base)
    follow(portal.readers["former"].user, base)
    plant, fiche = portal.lexicon.plant, contents["published"]
    file = fiche.file_uses.filter(document__isnull=False).first().document
    texts = planted_texts(Report, plant, place="report")
    report = Report.objects.create(page=fiche, document=file, reason="wrong", **texts)
    about_person = Report.objects.create(
        person=team["contributor"], **planted_texts(Report, plant, place="of a person")
    )
    portal.note("report", CLOSED, report.pk, about_person.pk)
    _plant_ideas(portal)
    _plant_missing(portal, fiche)
    settings = BaseToCertify.objects.in_bulk([base.pk, own.pk], field_name="base_id")
    portal.note("base to certify", CLOSED, settings[base.pk].pk)
    portal.note("base to certify", OWN, settings[own.pk].pk)
    held = HeldPublication.objects.create(
        page=contents["draft"],
        author=team["contributor"],
        version=contents["draft"].latest_revision,
        **planted_texts(HeldPublication, plant, place="first publication"),
    )
    portal.note("first publication", CLOSED, held.pk)


def _plant_ideas(portal):
    """Add an idea that staff read alone, one that everybody reads, and a piece of news."""
    plant = _read_by_staff(portal)
    hidden = Idea.objects.create(**planted_texts(Idea, plant, place="idea"))
    shown = Idea.objects.create(title="Une idée", text="Ouverte.", is_open=True)
    item = NewsItem.objects.create(title="Du nouveau", text="Enfin.")
    item.ideas.set([hidden, shown])
    portal.note("idea", CLOSED, hidden.pk)
    portal.note("idea", OWN, shown.pk)
    portal.note("news item", OWN, item.pk)


def _plant_missing(portal, fiche):
    """Add what somebody looked for, which staff read; the fiche that answers closed since."""
    texts = planted_texts(MissingFiche, _read_by_staff(portal), place="missing fiche")
    missing = MissingFiche.objects.create(fiche=fiche, state="published", **texts)
    portal.note("missing fiche", CLOSED, missing.pk)


def _read_by_staff(portal):
    return partial(portal.lexicon.plant, readers={"editorial"})
