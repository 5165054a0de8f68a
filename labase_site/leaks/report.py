"""The proof in words: a few lines for a console, a page of Markdown for an operator."""

from collections import Counter, defaultdict

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

KINDS = {
    "word": gettext_lazy("Words of closed bases that were read"),
    "oracle": gettext_lazy(
        "Answers that differ for what is closed and for what is nowhere"
    ),
    "mail": gettext_lazy("Words of closed bases that were sent by mail"),
    "opened": gettext_lazy("Words of closed bases that a change opened"),
    "fault": gettext_lazy("Errors of the server"),
    "blind": gettext_lazy(
        "Words that not even a superuser was shown: the walk is blind to them"
    ),
}
READERS = {
    "anonymous": gettext_lazy("a visitor without account"),
    "stranger": gettext_lazy("a stranger with an account"),
    "contributor": gettext_lazy("a contributor of another base"),
    "reader": gettext_lazy("a reader of another base"),
    "administrator": gettext_lazy("an administrator of another base"),
    "former": gettext_lazy("a former member"),
    "editorial": gettext_lazy("an editorial team"),
    "moderator": gettext_lazy("a moderator"),
    "witness": gettext_lazy("a superuser, as a witness"),
}
TOLD = 6


def figures(proof):
    """Return one sentence: what was asked, and how much of it told something."""
    leaks = ngettext("%(count)s finding", "%(count)s findings", len(proof.findings)) % {
        "count": len(proof.findings)
    }
    return _(
        "%(database)s: %(findings)s; %(addresses)s addresses, %(requests)s requests,"
        " %(readers)s readers, %(words)s planted words."
    ) % {
        "database": proof.database,
        "findings": leaks,
        "addresses": proof.addresses,
        "requests": proof.requests,
        "readers": len(proof.walks),
        "words": proof.words,
    }


def markdown(proof):
    """Return the whole report, by kind, address and reader."""
    moment = date_format(timezone.localtime(), "DATETIME_FORMAT")
    title = _("Closed bases: what readers were told")
    lines = [
        f"# {title}",
        "",
        _("Made on %(moment)s.") % {"moment": moment},
        "",
        figures(proof),
    ]
    for kind, title in KINDS.items():
        found = [each for each in proof.findings if each.kind == kind]
        if found:
            lines += ["", f"## {title} ({len(found)})", "", *_by_view(found)]
    return "\n".join([*lines, "", *_requests(proof), ""])


def _by_view(findings):
    """Return the lines of a list: each view, who was told what, and one request that shows it."""
    views = defaultdict(list)
    for each in findings:
        views[each.view].append(each)
    lines = []
    for view, found in sorted(views.items(), key=lambda each: -len(each[1])):
        lines.append(f"- `{view or '–'}` ({len(found)})")
        by_reader = defaultdict(list)
        for each in found:
            by_reader[each.reader].append(each)
        for reader, same in by_reader.items():
            lines.append(f"  - {READERS[reader]} – {_told(same)}")
            if same[0].request:
                lines.append(f"    `{same[0].request}`")
    return lines


def _told(findings):
    places = Counter(each.told for each in findings)
    shown = [place for place, _count in places.most_common(TOLD)]
    more = len(places) - len(shown)
    others = ngettext("and %(count)s other", "and %(count)s others", more) % {
        "count": more
    }
    return "; ".join([*shown, others] if more else shown)


def _requests(proof):
    """Return the lines of a table: the requests and the findings of each reader."""
    head = [_("who asks"), _("requests"), _("findings")]
    rows = [
        [str(READERS[walk.reader]), str(walk.requests), str(len(walk.findings))]
        for walk in sorted(proof.walks, key=lambda walk: list(READERS).index(walk.reader))
    ]
    return [f"| {' | '.join(row)} |" for row in [head, ["---"] * 3, *rows]]
