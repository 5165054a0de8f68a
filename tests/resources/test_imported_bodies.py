import pytest

from resources.importing.html_bodies import blocks_of
from resources.models import ResourcePage
from resources.rendering import rendered

STREAM = ResourcePage._meta.get_field("body").stream_block
# More than the title of a section holds.
LONG = "c" * 121


def rich(html):
    blocks, _left_out = blocks_of(html)
    assert [name for name, _value in blocks] == ["rich_text"]
    return blocks[0][1]


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("Un.\n\nDeux\nlignes.", "<p>Un.</p><p>Deux<br/>lignes.</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        (
            "<p>Un</p>deux<div>trois<br>quatre</div>",
            "<p>Un</p><p>deux</p><p>trois<br/>quatre</p>",
        ),
        ("<p> a <b>b <em>c</em></b>\n d </p>", "<p>a <b>b <i>c</i></b> d</p>"),
        ("<b><p>a</p><p>b</b>c", "<p><b>a</b></p><p><b>b</b>c</p>"),
        (f"<h3>a</h3><h5>b</h5><h1>{LONG}</h1>", f"<h3>a</h3><h4>b</h4><h3>{LONG}</h3>"),
        ("<pre>a\n  b</pre>", "<p>a<br/>  b</p>"),
        (
            "<ul><li>a<ol><li>b</li><li>c</ol></li><li><p>d</p><p>e</p></ul>f",
            "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d<br/>e</li></ul><p>f</p>",
        ),
        ("<ul></ul><ul><li></li><li>a</ul>", "<ul><li>a</li></ul>"),
        ("<li>a<li>b", "<p>a</p><p>b</p>"),
        (
            '<a href="https://exemple.test/?a=1&amp;b=2">a</a>',
            '<p><a href="https://exemple.test/?a=1&amp;b=2">a</a></p>',
        ),
        (
            '<a href="mailto:a@exemple.test">a</a>',
            '<p><a href="mailto:a@exemple.test">a</a></p>',
        ),
        ("<![si autre]>a", "<p>&lt;![si autre]&gt;a</p>"),
    ],
)
def test_what_a_text_says_is_kept(html, kept):
    assert rich(html) == kept


@pytest.mark.parametrize(
    "html",
    [
        "<script>mal()</script>",
        "<style>p {color: red}</style>",
        "<p onclick='mal()' style='color: red'></p>",
        "<a href='javascript:mal()'></a>",
        "<a href=' java\nscript:mal()'></a>",
        '<a linktype="page" id="1"></a>',
        '<a href="labase-page:1"></a>',
        "<a href='data:text/html,mal'></a>",
        '<embed embedtype="image" id="1">',
        "<iframe src='https://exemple.test'>mal</iframe>",
        "<svg><a href='https://exemple.test'>mal</a></svg>",
        "<!-- mal -->",
        "<template><p>mal</p></template>",
    ],
)
def test_what_could_harm_is_left_out(html):
    assert rich(f"a{html}b") in {"<p>ab</p>", "<p>a</p><p>b</p>"}


def test_markup_that_is_written_as_text_stays_text():
    assert rich("<p>&lt;script&gt;\"'</p>") == "<p>&lt;script&gt;&quot;&#x27;</p>"


def test_titles_tables_and_quotes_are_blocks_of_their_own():
    blocks, _left_out = blocks_of(
        "<h2>Le <b>déroulé</b></h2><ul><li>avant"
        "<table><caption>Prix</caption><tr><th>Quoi<th>Combien<tr><td>Un <p>câble</p></table>"
        "<p>après</p><blockquote><p>Elle a dit.</p><ul><li>Oui.</ul></blockquote>"
    )
    assert blocks == [
        ("section_title", {"text": "Le déroulé"}),
        ("rich_text", "<ul><li>avant</li></ul>"),
        (
            "table",
            {
                "caption": "Prix",
                "columns": [
                    {"type": "text", "heading": "Quoi"},
                    {"type": "text", "heading": "Combien"},
                ],
                "rows": [{"values": ["Un câble", ""]}],
            },
        ),
        ("rich_text", "<p>après</p>"),
        ("quote", {"text": "Elle a dit.\nOui.", "author": "", "source": ""}),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "<tr><td colspan=2>a</td></tr><tr><td>b<td>c",
        "<tr><td>a<td><table><tr><td>b</table>",
        "<tr><td>a<tr><td>b",
        "<tr><td>a<td>b",
    ],
)
def test_a_table_that_is_no_plain_grid_is_lines_of_text(table):
    assert "table" not in rich(f"<table>{table}</table>")


def test_an_empty_body_has_no_block():
    for html in ["", " \n", "<p></p>", "<table></table>", "<blockquote></blockquote>"]:
        assert blocks_of(html) == ([], {})


def test_media_are_counted():
    _blocks, left_out = blocks_of("<img><img/><video><img></video><p>a")
    assert left_out == {"img": 2, "video": 1}


def test_a_page_that_is_saved_and_read_again_holds_each_block(db):
    blocks, _left_out = blocks_of(
        "<h2>Titre</h2><p>a</p><table><tr><td>b<td>c<tr><td>d<td>e</table>"
        "<blockquote>f</blockquote>"
    )
    value = STREAM.to_python(blocks)
    stored = STREAM.get_prep_value(value)
    again = STREAM.to_python(stored)
    assert STREAM.get_prep_value(again) == stored
    html, contents = rendered(STREAM.clean(again))
    assert contents == [{"anchor": "titre", "title": "Titre"}]
    assert all(f">{letter}<" in html for letter in "abcde")
