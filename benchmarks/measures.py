"""What pages cost, as ratios between portals or between readers."""

from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bases.models import BaseIndexPage, Card
from benchmarks.timing import medians
from taxonomy.models import Theme

COMPARED = ("without", "open", "closed")
READERS = ("visitor", "stranger", "member of 1", "member of 500", "superuser")


def report(portals, *, rounds):
    """Print each ratio that is promised, and what it is a ratio of."""
    print(f"\n{connection.vendor}: {portals.bases} bases, {portals.fiches} fiches")
    _report_listings(portals, rounds)
    _report_contributors(portals, rounds)
    _report_serving(portals)


def _report_listings(portals, rounds):
    print(
        "\nPages of lists, closed bases against the same rows all open, and against none"
    )
    for page, address in _listings(portals).items():
        for reader in READERS:
            client = portals.readers.clients[reader]
            status = client.get(address).status_code
            if status != 200:
                continue
            calls = dict.fromkeys(COMPARED, partial(client.get, address))
            took = medians(calls, rounds=rounds, before=portals.use)
            print(
                f"  {page:<22} {reader:<14} {took['closed'] * 1000:8.1f} ms"
                f"   × {took['closed'] / took['open']:.2f} (open)"
                f"   × {took['closed'] / took['without']:.2f} (without)"
            )


def _report_contributors(portals, rounds):
    print("\nScreens of the admin in one base, contributor to 1,000 bases against to 1")
    portals.use("closed")
    for screen, address in _screens(portals).items():
        calls = {
            name: partial(portals.readers.clients[f"contributor to {count}"].get, address)
            for name, count in {"one": 1, "many": 1000}.items()
        }
        statuses = {name: call().status_code for name, call in calls.items()}
        if set(statuses.values()) != {200}:
            print(f"  {screen:<22} not opened: {statuses}")
            continue
        took = medians(calls, rounds=rounds)
        queries = {name: _count(call) for name, call in calls.items()}
        print(
            f"  {screen:<22} {took['many'] * 1000:8.1f} ms"
            f"   × {took['many'] / took['one']:.2f}"
            f"   queries {queries['many']} / {queries['one']}"
        )


def _report_serving(portals):
    print("\nQueries to serve a page to a member, closed and open")
    client = portals.readers.clients["member of 500"]
    addresses = _fiche_and_base(portals)
    for kind, address in addresses.items():
        counts = {}
        for name in ("open", "closed"):
            portals.use(name)
            ask = partial(client.get, address)
            assert ask().status_code == 200, address
            counts[name] = _count(ask)
        print(f"  {kind:<22} {counts['closed']} / {counts['open']}")


def _listings(portals):
    portals.use("without")
    theme = Theme.objects.first().slug
    index, home = BaseIndexPage.objects.get(), portals.readers.home
    return {
        "front page": "/",
        "bases": index.url,
        "fiches": "/recherche/",
        "search": "/recherche/?q=s%C3%A9ance",
        "search of bases": "/recherche/?type=bases&q=conseillers",
        "collections": "/collections/",
        "theme": f"/themes/{theme}/",
        "base": home.url,
        "explorer, bases": f"/admin/pages/{index.pk}/",
        "explorer, one base": f"/admin/pages/{home.pk}/",
        "chooser, bases": f"/admin/choose-page/{index.pk}/",
    }


def _screens(portals):
    home = portals.readers.home
    return {
        "dashboard": "/admin/",
        "explorer": f"/admin/pages/{home.pk}/",
        "chooser": f"/admin/choose-page/{home.pk}/",
        "chooser of images": "/admin/images/chooser/",
        "chooser of documents": "/admin/documents/chooser/",
    }


def _fiche_and_base(portals):
    """Return the addresses of a closed base and of a fiche of it, for a member of 500."""
    portals.use("closed")
    member = portals.readers.people["member of 500"]
    fiche = Card.objects.filter(
        kind=Card.Kind.RESOURCE, live=True, base__memberships__user=member
    ).first()
    return {"fiche": fiche.page.url, "base": fiche.base.url}


def _count(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)
