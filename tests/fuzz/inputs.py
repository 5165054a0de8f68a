"""What a form may be sent: texts of all kinds, fields twice or left out, files for texts."""

import struct
import zlib
from dataclasses import dataclass, field

from hypothesis import strategies as st

LONG = 10_000
# More than a request may hold, few enough to be read in a moment.
TOO_MANY_KEYS = 10_001


@dataclass(frozen=True)
class Upload:
    """A file that stands in a field."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Change:
    """What is done to one field of a form that was well filled: what it is sent instead."""

    field: str
    values: tuple


@dataclass(frozen=True)
class Sent:
    """What is done to a form: the changes of its fields, keys that it does not know, its coding."""

    changes: tuple = ()
    unknown: dict = field(default_factory=dict)
    key_count: int = 0
    coding: str = "form"


# Once for each form: reading that many takes longer than all the rest.
CROWDED = Sent(key_count=TOO_MANY_KEYS)


def _tiny_png():
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\xff\xff")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data)
        for kind, data in [(b"IHDR", head), (b"IDAT", pixels), (b"IEND", b"")]
    )


PNG = _tiny_png()
PIECES = [
    "a",
    "é ",
    "mot\r\n",
    "👩🏽\N{ZERO WIDTH JOINER}💻",
    "שלום ",
    "مرحبا",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "e\N{COMBINING ACUTE ACCENT}" * 3,
    "<b>",
    "{{ x }}",
    "%s",
    "a@exemple.test\n",
    "https://exemple.test/a\n",
    "- a\n1. b\n### c\n**d**\n",
    "[a](b)",
    "9",
    "\0",
    "/",
    ";\t,",
    '"',
]
SNIPPETS = [
    "",
    " ",
    "\n",
    "\0",
    "a\0b",
    "\ud800",
    "\udc80\udcff",
    "\ufeff",
    "\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><h1>",
    "<!-- ",
    "&amp;lt;&#0;",
    "' OR 1=1; --",
    "Robert'); DROP TABLE accounts_user;--",
    "%' AND 1=(SELECT 1)--",
    '{"a": [1, null, {"b": true}]}',
    "[]",
    "null",
    "true",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "${7*7}",
    "0",
    "-1",
    "1e400",
    "nan",
    "٣",
    "½",
    "9" * 30,
    str(2**63),
    "../../etc/passwd",
    "//exemple.test",
    "javascript:alert(1)",
    "http://[::1",
    "https://exemple.test:99999999/",
    "Bcc: a@exemple.test\r\nX: y",
    "a@exemple.test\r\nBcc: b@exemple.test",
    '"a b"@exemple.test',
    "a@é.test",
    f"{'a' * 250}@exemple.test",
    "Prénom;Nom;Courriel\nA;B;c@exemple.test\n",
    'Prénom;Nom;Courriel\n"A;B\n',
    "on",
    "1",
    "1.1.1",
    "2026-02-30",
    "31/12/99999",
]
CONTROL = st.text(st.characters(max_codepoint=0x9F, categories=["Cc"]), max_size=12)
RIGHT_TO_LEFT = st.text(
    st.sampled_from("אבגד ابجد\u200f\u202e\u2067\u2069\u200e123"), max_size=30
)
EMOJI = st.text(st.sampled_from("😀👩🏽💻🇫🇷\u200d\ufe0f❤a"), max_size=20)
SURROGATES = st.text(st.characters(categories=["Cs", "Ll"]), max_size=8)
LONG_TEXTS = st.sampled_from(PIECES).map(lambda piece: (piece * LONG)[:LONG])
NUMBERS = st.integers(-(10**40), 10**40).map(str)
TEXTS = st.one_of(
    st.sampled_from(SNIPPETS),
    st.text(max_size=40),
    CONTROL,
    RIGHT_TO_LEFT,
    EMOJI,
    SURROGATES,
    LONG_TEXTS,
    NUMBERS,
)
UPLOADS = st.builds(
    Upload,
    name=st.sampled_from(
        ["a.png", "a.csv", "", "a" * 300 + ".png", "é\u202e.png", "../a.png", "\0.svg"]
    ),
    content=st.one_of(
        st.just(PNG),
        st.sampled_from(
            [b"", b"\0", b"\xff\xfe", PNG[:40], b"<svg/>", b"GIF89a", b"a;b\n" * 2000]
        ),
        st.binary(max_size=60),
    ),
)
VALUES = st.one_of(
    TEXTS.map(lambda text: (text,)),
    TEXTS.map(lambda text: (text,)),
    TEXTS.map(lambda text: (text,)),
    st.just(()),
    st.lists(TEXTS, min_size=2, max_size=3).map(tuple),
    UPLOADS.map(lambda upload: (upload,)),
)
# What whoever tries their luck adds to a form.
UNKNOWN = st.dictionaries(
    st.sampled_from(
        "is_superuser is_staff is_active role owner user person groups pk id live base slug"
        " csrfmiddlewaretoken action next __proto__ a[] a[b]".split()
    ),
    TEXTS,
    max_size=2,
)


def inputs(fields):
    """Return the strategy of what is done to a form that has these fields."""
    change = st.builds(Change, field=st.sampled_from(sorted(fields)), values=VALUES)
    return st.builds(
        Sent,
        changes=st.lists(change, min_size=1, max_size=4).map(tuple),
        unknown=UNKNOWN,
        key_count=st.sampled_from([0] * 20 + [50]),
        coding=st.sampled_from(["form"] * 6 + ["parts"] * 4 + ["json", "cut"]),
    )
