"""What the front page of the demo portal features."""

import tomllib
from datetime import timedelta

from django.utils import timezone

from bases.models import BasePage
from home.demo.content import FOLDER
from home.models import Selection, SelectionItem
from resources.models import CollectionPage, ResourcePage

MODELS = {"fiches": ResourcePage, "bases": BasePage, "collections": CollectionPage}


def load_selections():
    """Add the selections of the demo, unless there are some already."""
    if Selection.objects.exists():
        return
    text = (FOLDER / "selections.toml").read_text(encoding="utf-8")
    for position, given in enumerate(tomllib.loads(text)["selections"]):
        later = timezone.now() + timedelta(days=given["days"])
        selection = Selection.objects.create(
            title=given["title"],
            word=given["word"],
            position=position,
            starts_at=later if given["days"] else None,
        )
        selection.items = [
            SelectionItem(page=page, sort_order=order)
            for order, page in enumerate(_pages(given["pages"]))
        ]
        selection.save()


def _pages(names):
    """Yield the pages named `kind:slug`, or the latest public ones of `kind:number`."""
    for name in names:
        kind, what = name.split(":")
        pages = MODELS[kind].objects.live()
        if what.isdigit():
            public = pages.filter(card__rule=None).order_by("-first_published_at", "pk")
            yield from public[: int(what)]
        else:
            yield from pages.filter(slug=what)
