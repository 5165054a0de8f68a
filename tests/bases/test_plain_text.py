"""A rich text in a plain field: what is typed, and what is kept."""

import pytest

from bases.plain_text import pages_linked_in, plain_of, rich_of

BOTH_WAYS = {
    "paragraphs": ("<p>Un.</p><p>Deux<br/>lignes.</p>", "Un.\n\nDeux\nlignes."),
    "a title": ("<h3>Qui ?</h3><p>Nous.</p>", "### Qui ?\n\nNous."),
    "lists": (
        "<ul><li>un</li><li>deux</li></ul><ol><li>a</li><li>b</li></ol>",
        "- un\n- deux\n\n1. a\n1. b",
    ),
    "marks": ("<p><b>gras</b> et <i>italique</i></p>", "**gras** et *italique*"),
    "both marks": ("<p><b>très <i>gras</i></b></p>", "**très *gras***"),
    "a link": (
        '<p><a href="https://a.example/?a=1&amp;b=2">le site</a></p>',
        "[le site](https://a.example/?a=1&b=2)",
    ),
    "a link to a page": (
        '<p><a linktype="page" id="5">la fiche</a></p>',
        "[la fiche](page:5)",
    ),
    "signs that mean nothing": (
        "<p>- 2 * 3 [x] &lt;b&gt; \\ &amp;</p><p># 1</p><p>1. mai</p>",
        "\\- 2 \\* 3 \\[x\\] <b> \\\\ &\n\n\\# 1\n\n\\1. mai",
    ),
    "nothing": ("", ""),
}
TYPED = {
    "HTML is text": ("<script>", "<p>&lt;script&gt;</p>"),
    "a link to nowhere safe": ("[a](javascript:b)", "<p>a</p>"),
    "a page that was not linked": ("[a](page:9)", "<p>a</p>"),
    "an attribute": (
        '[a](https://b"onclick="c)',
        '<p><a href="https://b&quot;onclick=&quot;c">a</a></p>',
    ),
    "marks that do not end": ("**a b [c](", "<p>**a b [c](</p>"),
    "a title and its text": ("## Qui\nNous", "<h3>Qui</h3><p>Nous</p>"),
    "a title of nothing": ("###", ""),
    "a list that goes on": ("- a\nb\n- c", "<ul><li>a<br/>b</li><li>c</li></ul>"),
    "lines of Windows": ("a\r\n\r\nb", "<p>a</p><p>b</p>"),
}


@pytest.mark.parametrize(("html", "text"), BOTH_WAYS.values(), ids=BOTH_WAYS)
def test_what_the_editor_writes_is_told_and_taken_back(html, text):
    assert plain_of(html) == text
    assert rich_of(text, pages=pages_linked_in(html)) == html


@pytest.mark.parametrize(("text", "html"), TYPED.values(), ids=TYPED)
def test_whatever_is_typed_makes_a_safe_text(text, html):
    assert rich_of(text, pages={5}) == html


def test_a_text_made_to_be_slow_is_not():
    for sign in ("*", "**a", "[", "[a](", "\\", "- ", "#"):
        rich_of(sign * 5000)
