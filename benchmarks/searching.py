"""What search costs: a page of answers, a rebuild, a save, against what Wagtail does by itself."""

import math
import statistics
import time
from functools import partial
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry

from bases.models import BasePage
from resources.models import CollectionPage, ResourcePage
from search import documents
from search.models import SearchDocument
from search.words import folded, stems_in

# What people type: one word and several, frequent and rare, mistyped, and whole sentences.
QUESTIONS = (
    "imprimante",
    "atelier",
    "séance en groupe",
    "téléphone",
    "mot de passe",
    "courriel",
    "caf en ligne",
    "clé usb",
    "arnaque sms",
    "photos",
    "déclarer ses impôts",
    "installer linux",
    "imprimente",
    "comment ouvrir un compte",
    "wifi lent",
    "navigateur",
    "parents écrans",
    "senior tablette",
    "sauvegarder ses photos",
    "fichier",
)
READERS = ("visitor", "member of 500")
# Those that Wagtail by itself is asked: it takes seconds for each.
FEW = QUESTIONS[::5]
STOCK = "modelsearch.backends.database"
SAVES = 7
# What no question of a mediator looks like: none may take ten times the median.
ODD = (
    "a" * 10_000,
    "mot " * 2_500,
    'AND OR NOT NEAR("',
    '"""((*:-^)))',
    "👩‍🏫📱 🖨️",
    "طباعة المستندات",
    "'; DROP TABLE search_word; --",
    '{"query": {"match_all": {}}}',
    "%s %d {} \\u0000",
    "l'" * 4_000,
)


def report(portals, *, rounds):
    """Print the times of search, and what they are ratios of; undo what is written."""
    print(f"\n{connection.vendor}: search, {portals.fiches} fiches")
    _report_pages(portals, rounds)
    _report_odd_questions(portals)
    _report_suggestions(portals)
    _report_stock(portals)
    _report_rebuild(portals)
    _report_saves(portals)


def _report_pages(portals, rounds):
    for reader in READERS:
        client = portals.readers.clients[reader]
        asks = [partial(client.get, "/recherche/", {"q": each}) for each in QUESTIONS]
        taken = {"closed": [], "open": []}
        # All of them in turn, so that what a machine does for a second slows no question down.
        for _round in range(rounds):
            for name, times in taken.items():
                portals.use(name)
                asks[0]()
                times.append(list(map(_milliseconds, asks)))
        half, most = _percentiles(map(min, zip(*taken["closed"], strict=True)))
        others, most_of_open = _percentiles(map(min, zip(*taken["open"], strict=True)))
        portals.use("closed")
        with CaptureQueriesContext(connection) as queries:
            client.get("/recherche/", {"q": QUESTIONS[0]})
        print(
            f"  page of answers, {reader:<14} p50 {half:6.1f} ms, p95 {most:6.1f} ms"
            f"   × {half / others:.2f}, {most / most_of_open:.2f} (open)"
            f"   {len(queries)} queries"
        )


def _report_odd_questions(portals):
    portals.use("closed")
    client = portals.readers.clients["visitor"]

    def took(question):
        return _best(partial(client.get, "/recherche/", {"q": question}), 3)

    usual = statistics.median(map(took, QUESTIONS))
    worst = max(map(took, ODD))
    print(
        f"  odd questions: the slowest takes × {worst / usual:.2f} the median of the others"
    )


def _report_suggestions(portals):
    portals.use("closed")
    client = portals.readers.clients["visitor"]
    typed = [question[:length] for question in QUESTIONS for length in (3, 6, 12)]
    times = [
        _best(partial(client.get, "/recherche/suggestions/", {"q": each}), 3)
        for each in dict.fromkeys(typed)
    ]
    half, most = _percentiles(times)
    print(f"  suggestions while typing        p50 {half:6.1f} ms, p95 {most:6.1f} ms")


def _report_stock(portals):
    """Compare with twenty hits and three totals of Wagtail's own search: no facet, no passage.

    And, where the database takes it, with those that leave out what is closed, as ours do.
    """
    portals.use("closed")
    client = portals.readers.clients["visitor"]
    ours = [_best(partial(client.get, "/recherche/", {"q": each}), 3) for each in FEW]
    theirs = [_best(partial(_stock_page, each), 1) for each in FEW]
    print(
        f"  hits and totals of Wagtail's own search {statistics.median(theirs):8.1f} ms;"
        f" our page 1/{statistics.median(theirs) / statistics.median(ours):.0f}"
    )
    # `public()` names each closed page: of some thousands, SQLite takes no such question.
    if connection.vendor == "sqlite":
        return
    open_to_all = _best(partial(_stock_page, FEW[0], public=True), 1)
    print(
        f"  the same of what is open to all         {open_to_all:8.1f} ms;"
        f" our page 1/{open_to_all / ours[0]:.0f}"
    )


def _stock_page(words, *, public=False):
    backend = get_search_backend(STOCK)
    stems = stems_in(folded(words))
    for model in (ResourcePage, BasePage, CollectionPage):
        pages = model.objects.live().public() if public else model.objects.live()
        found = backend.search(stems, pages)
        found.count()
        if model is ResourcePage:
            list(found[:20])


def _report_rebuild(portals):
    """Compare the two commands that write all again, each on the whole portal."""
    portals.use("closed")
    commands = {
        "ours": partial(
            call_command, "rebuild_search", from_start=True, stderr=StringIO()
        ),
        "stock": partial(call_command, "update_index", backend_name="stock", verbosity=0),
    }
    by_wagtail = {**settings.WAGTAILSEARCH_BACKENDS, "stock": {"BACKEND": STOCK}}
    with override_settings(WAGTAILSEARCH_BACKENDS=by_wagtail):
        took = {name: _milliseconds(act) / 1000 for name, act in commands.items()}
    ours = SearchDocument.objects.count() / took["ours"]
    stock = IndexEntry.objects.count() / took["stock"]
    print(
        f"  rebuild {ours:8.0f} documents a second   × {ours / stock:.1f} (update_index)"
    )


def _report_saves(portals):
    taken = {}
    for name in ("small", "closed"):
        portals.use(name)
        fiche = ResourcePage.objects.filter(live=True).select_related("card").first()
        taken[name] = {
            "our document": _best_undone(
                partial(documents.write_document, fiche, fiche.card)
            ),
            "entry of the admin": _best_undone(partial(get_search_backend().add, fiche)),
            "entry of Wagtail by itself": _best_undone(
                partial(get_search_backend(STOCK).add, fiche)
            ),
        }
    for what, many in taken["closed"].items():
        print(
            f"  index part of a save, {what:<26} {many:6.1f} ms"
            f"   × {many / taken['small'][what]:.2f} (12 fiches)"
        )


def _best(ask, rounds):
    """Return the fewest milliseconds that it takes, once it was asked for before."""
    if rounds > 1:
        ask()
    return min(_milliseconds(ask) for _round in range(rounds))


def _best_undone(act):
    return min(_undone(act) * 1000 for _save in range(SAVES))


def _undone(act):
    """Return the seconds that it takes, and undo it."""
    with transaction.atomic():
        took = _milliseconds(act) / 1000
        transaction.set_rollback(True)
    return took


def _milliseconds(act):
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _percentiles(times):
    """Return the time within which half of these are, and 95 of 100 (by nearest rank)."""
    times = sorted(times)
    return tuple(times[math.ceil(len(times) * share) - 1] for share in (0.5, 0.95))
