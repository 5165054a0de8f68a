"""What is to be made of each row: what it names found, and what could not be taken."""

from dataclasses import dataclass, field
from enum import Enum

from bases.models.portal_page import SUMMARY_LENGTH
from resources.importing.files import Unusable, file_at
from resources.importing.html_bodies import blocks_of
from resources.importing.rows import Row
from resources.models import ResourceKeyword, ResourcePage

STREAM = ResourcePage._meta.get_field("body").stream_block


class Fate(Enum):
    """What becomes of a row."""

    PUBLISHED = "published"
    DRAFT = "come in as draft(s)"
    CHANGED = "changed"
    SAME = "unchanged"
    LEFT = "left as they are here"
    UNREADABLE = "not read"


@dataclass
class Plan:
    """A line of the file, its row, and what becomes of it; `told` says what cannot be taken."""

    line: int
    fate: Fate = None
    told: list = field(default_factory=list)
    row: Row = None
    digest: str = ""
    # How much of what the row names is unknown here.
    left_out: int = 0
    themes: list = field(default_factory=list)
    natures: list = field(default_factory=list)
    licence: object = None
    keywords: list = field(default_factory=list)
    files: list = field(default_factory=list)
    blocks: list = field(default_factory=list)

    @property
    def is_complete(self):
        """Whether the row has what a published fiche needs."""
        return bool(self.row.summary and self.themes)

    def read_body(self):
        """Make the blocks of the row's body, and tell what does not come in of its texts."""
        self.blocks, media = blocks_of(self.row.body)
        self.told += [f"{count} <{tag}> left out" for tag, count in media.items()]
        if len(self.row.summary) > SUMMARY_LENGTH:
            self.told.append(f"the summary is cut to {SUMMARY_LENGTH} characters")

    def write_on(self, page, *, keywords, documents):
        """Give a fiche what the row says, with `keywords` by word and `documents` by key."""
        blocks = list(self.blocks)
        if self.files:
            shown = [_file(documents[file.key]) for file in self.files]
            blocks.append(("files", {"files": shown}))
        page.title, page.summary = self.row.title, _short(self.row.summary)
        page.body = STREAM.to_python(blocks)
        page.themes, page.natures, page.licence = self.themes, self.natures, self.licence
        carried = {each.tag_id: each for each in page.resource_keywords.all()}
        chosen = [keywords[word] for word in self.keywords]
        page.resource_keywords = [
            carried.get(keyword.pk) or ResourceKeyword(tag=keyword) for keyword in chosen
        ]


def planned(line, row, *, terms, folder):
    """Return the plan of a row: `terms` knows what it names, `folder` holds its files."""
    unknown = []
    files = _files(row, folder, unknown)
    licence = terms.chosen("licence", [row.licence] * bool(row.licence), unknown=unknown)
    plan = Plan(
        line,
        row=row,
        told=unknown,
        themes=terms.chosen("themes", row.themes, unknown=unknown),
        natures=terms.chosen("natures", row.natures, unknown=unknown),
        licence=licence[0] if licence else None,
        keywords=terms.keywords_among(row.keywords, unknown=unknown),
        files=files,
    )
    plan.left_out = len(unknown)
    plan.digest = row.digest(*terms.defaults_for(row), *(file.sha256 for file in files))
    if not plan.is_complete:
        needed = {"summary": row.summary, "theme": plan.themes}
        lacking = " and ".join(name for name, value in needed.items() if not value)
        plan.told.append(f"a draft, for want of a {lacking}")
    return plan


def _files(row, folder, unknown):
    found = []
    for name in row.files:
        try:
            found.append(file_at(folder, name))
        except Unusable as unusable:
            unknown.append(str(unusable))
    return list({file.key: file for file in found}.values())


def _short(summary):
    is_long = len(summary) > SUMMARY_LENGTH
    return f"{summary[: SUMMARY_LENGTH - 1]}…" if is_long else summary


def _file(document):
    return {"document": document, "title": "", "legend": ""}
