from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template
from wagtail.rich_text import get_text_for_indexing

from bases.placeholders import read_by
from resources.blocks import ResourceStreamBlock
from resources.rendering import rendered
from tests import factories
from tests.resources.bodies import body_of

# Stored in every fiche: a name that changes loses what was written under it.
NAMES = [
    "section_title",
    "rich_text",
    "tutorial",
    "files",
    "link",
    "image",
    "callout",
    "quote",
    "table",
    "dated_list",
]


def test_the_names_of_blocks_never_change():
    assert list(ResourceStreamBlock().child_blocks) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_block_has_a_module_a_template_a_preview_and_a_label(name):
    block = ResourceStreamBlock().child_blocks[name]
    assert type(block).__module__ == f"resources.blocks.{name}"
    assert block.meta.template == f"resources/blocks/{name}.html"
    assert get_template(block.meta.template)
    assert block.is_previewable
    assert block.get_description()
    assert block.meta.group
    if hasattr(block, "child_blocks") and name not in {"table"}:
        assert block.meta.label_format
    assert (Path(settings.BASE_DIR) / "resources" / "blocks" / f"{name}.py").exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_block_is_previewed_by_editors(name, client, db):
    client.force_login(factories.UserFactory(is_superuser=True))
    block = ResourceStreamBlock().child_blocks[name]
    response = client.get(
        "/admin/block-preview/", {"id": block.definition_prefix}, follow=True
    )
    assert response.status_code == 200
    assert "labase.css" in response.content.decode()


def html_of(*blocks):
    return read_by(AnonymousUser(), rendered(body_of(*blocks))[0])


def test_section_titles_open_anchors_that_differ():
    html, contents = rendered(
        body_of(
            ("section_title", {"text": "Déroulé"}),
            ("section_title", {"text": "Déroulé"}),
            ("tutorial", {"title": "Pas à pas", "steps": [{"title": "Ouvrir"}]}),
        )
    )
    assert [entry["anchor"] for entry in contents] == [
        "deroule",
        "deroule-2",
        "pas-a-pas",
    ]
    for entry in contents:
        assert f'id="{entry["anchor"]}"' in html


def test_a_link_leads_to_its_page(base):
    html = html_of(("link", {"title": "La base", "page": base.pk}))
    assert f'href="{base.url}">La base</a>' in html


def test_a_link_to_a_closed_page_keeps_its_words_and_gives_no_address(base, restrict):
    restrict(base)
    html = html_of(
        ("link", {"title": "Chez nous", "page": base.pk}),
        ("rich_text", f'<p>Voir <a linktype="page" id="{base.pk}">ici</a>.</p>'),
    )
    assert "Chez nous" in html
    assert "ici" in html
    assert base.slug not in html
    assert "href" not in html


@pytest.mark.parametrize("given", [{}, {"page": True, "url": "https://a.example/"}])
def test_a_link_leads_to_one_place_and_one_only(given, base):
    from django.core.exceptions import ValidationError

    block = ResourceStreamBlock().child_blocks["link"]
    page = base if given.get("page") else None
    value = block.to_python({"title": "Lien", "url": given.get("url", "")})
    value["page"] = page
    with pytest.raises(ValidationError):
        block.clean(value)


def test_files_show_their_type_and_size(base):
    document = factories.DocumentFactory(base=base, file__data=b"%PDF-" + b"x" * 3000)
    html = html_of(
        ("files", {"files": [{"document": document.pk, "title": "Mémo", "legend": "A4"}]})
    )
    assert "PDF" in html
    assert "3\u00a0" in html
    assert "A4" in html
    assert document.url in html


@pytest.mark.parametrize(
    ("decorative", "typed", "alternative"),
    [
        (False, "", "Un clavier dont la touche Entrée est marquée"),
        (True, "", ""),
        (False, "La touche Entrée", "La touche Entrée"),
    ],
)
def test_an_image_says_what_it_shows_or_that_it_is_decorative(
    decorative, typed, alternative, db
):
    image = factories.ImageFactory(is_decorative=decorative)
    html = html_of(
        ("image", {"image": image.pk, "caption": "Légende", "alternative_text": typed})
    )
    assert f'alt="{alternative}"' in html
    assert "Légende" in html


def test_a_tutorial_is_read_step_by_step(db):
    image = factories.ImageFactory()
    html = html_of(
        (
            "tutorial",
            {
                "title": "Répondre",
                "material": "6 postes",
                "duration": 90,
                "level": "beginner",
                "steps": [
                    {"title": "Ouvrir", "text": "<p>La boîte.</p>", "duration": 15},
                    {"title": "Écrire", "text": "<p>Trois mots.</p>", "image": image.pk},
                ],
            },
        )
    )
    assert html.index("Ouvrir") < html.index("Écrire")
    assert "1\u00a0h\u00a030" in html
    assert "6 postes" in html
    assert image.description in html


@pytest.mark.parametrize(
    ("tone", "name"), [("note", "note"), ("tip", "tip"), ("warning", "mind")]
)
def test_a_callout_wears_its_tone(tone, name):
    html = html_of(
        ("callout", {"tone": tone, "title": "Attention", "text": "<p>Là.</p>"})
    )
    assert f"callout--{name}" in html
    assert "Attention" in html


def test_a_quote_says_who_spoke():
    html = html_of(("quote", {"text": "J’ai <osé>", "author": "une médiatrice"}))
    assert "J’ai &lt;osé&gt;" in html
    assert "une médiatrice" in html


def test_a_table_has_titles_for_its_columns_and_rows():
    html = html_of(
        (
            "table",
            {
                "caption": "Matériel",
                "columns": [
                    {"type": "text", "heading": "Objet"},
                    {"type": "text", "heading": "Nombre"},
                ],
                "rows": [{"values": ["Tablette", "6"]}],
            },
        )
    )
    assert '<th scope="col">Objet</th>' in html
    assert '<th scope="row">Tablette</th>' in html
    assert "<caption>Matériel</caption>" in html


def test_a_dated_list_goes_month_by_month_latest_first():
    html = html_of(
        (
            "dated_list",
            {
                "title": "Lettres",
                "entries": [
                    {"date": "2026-01-05", "title": "Lettre de janvier"},
                    {"date": "2026-03-02", "title": "Lettre de mars"},
                    {"date": "2026-03-20", "title": "Supplément"},
                ],
            },
        )
    )
    assert html.index("Mars 2026") < html.index("Supplément")
    assert html.index("Supplément") < html.index("Lettre de mars")
    assert html.index("Lettre de mars") < html.index("Janvier 2026")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<p>Un mot</p><p>un autre</p>",
        "<h3>Titre</h3><ul><li>une</li><li>deux</li></ul><hr/>fin<br />ligne",
        "<p>un <b>seul</b>ement &amp; &lt;b&gt; &eacute;</p>",
        '<p>Voir <a linktype="page" id="3">ici</a>, <EMBED alt="x"/>là</p>',
        '<p><a href="/?a=1>2">deux</a> mots</p>',
        "<p>2 < 3 et 4 > 1, <3</p>",
        "<!-- rien --><p>dit</p>",
        "<p>sans fin",
    ],
)
def test_a_text_says_to_search_what_wagtail_reads_in_it(source):
    block = ResourceStreamBlock().child_blocks["rich_text"]
    said = block.get_searchable_content(block.to_python(source))
    assert said == [get_text_for_indexing(source)]
