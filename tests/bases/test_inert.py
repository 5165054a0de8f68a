import pytest

from bases.inert import inert

# What a page holds, and what is left of it.
LEFT = {
    '<a href="/bases/">Bases</a>': "<a>Bases</a>",
    '<A HREF=/bases/ class="c &amp; d">x</A>': '<a class="c &amp; d">x</a>',
    '<a href="#partie">x</a>': '<a href="#partie">x</a>',
    '<a href="javascript:alert(1)">x</a>': "<a>x</a>",
    "<area href='/x'>": "<area>",
    '<form action="/x" method="post" class="f"></form>': '<form class="f"></form>',
    '<button formaction="/x" type="submit">x</button>': (
        '<button formaction="/x" type="submit" disabled="">x</button>'
    ),
    "<input name=q>": '<input name="q" disabled="">',
    "<script>alert('</p>')</script>": "",
    '<script src="/x.js" />': "",
    "<p>a &amp; b &lt; c &#233; &eacute;</p>": "<p>a &amp; b &lt; c &#233; &eacute;</p>",
    '<svg viewBox="0 0 1 1"><use href="#a"/></svg>': (
        '<svg viewBox="0 0 1 1"><use href="#a"/></svg>'
    ),
    '<img src="/images/1/a.png" alt="é">': '<img src="/images/1/a.png" alt="é">',
    "<!-- a --><!doctype html>": "<!-- a --><!doctype html>",
    "<details open><summary>x</summary></details>": (
        "<details open><summary>x</summary></details>"
    ),
    '<body class="c"><p>x': '<body class="c">BANNER<p>x',
}


@pytest.mark.parametrize("html", LEFT)
def test_a_page_keeps_its_words_and_loses_what_acts(html):
    assert inert(html, banner="BANNER") == LEFT[html]
