import pytest
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from bases.access import may_read
from resources.models import ResourcePage
from tests import factories
from tests.resources.bodies import body_of

# Fields of which several values are sent under one name.
CHOICES = {"themes", "natures"}


@pytest.fixture
def contributor(base):
    """Somebody who writes and publishes in `base`."""
    return factories.MembershipFactory(base=base).user


@pytest.fixture
def theme(db):
    return factories.ThemeFactory()


@pytest.fixture
def write(client, contributor, base, theme):
    """Return the answer of the admin to a new fiche, whose form has these fields changed."""

    def post(*blocks, **fields):
        client.force_login(contributor)
        form = {
            "title": "Mon atelier",
            "slug": "mon-atelier",
            "summary": "Deux heures.",
            "body": streamfield(blocks or [("rich_text", rich_text("<p>Bonjour</p>"))]),
            "themes": [theme.pk],
            "keywords": "courriel",
            "language": "fr",
            "co_authors": inline_formset([]),
            "producing_bases": inline_formset([]),
            "external_producers": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "publish",
            **fields,
        }
        chosen = {name: form.pop(name) for name in CHOICES & set(form)}
        data = nested_form_data({key: v for key, v in form.items() if v is not None})
        data.update({name: values for name, values in chosen.items() if values})
        return client.post(f"/admin/pages/add/resources/resourcepage/{base.pk}/", data)

    return post


def published():
    return ResourcePage.objects.live()


def test_a_contributor_publishes_a_fiche_that_anybody_reads(write, client):
    tutorial = {
        "title": "Pas à pas",
        "material": "",
        "duration": "",
        "level": "",
        "steps": {
            "count": "1",
            "0-type": "item",
            "0-order": "0",
            "0-deleted": "",
            "0-value-title": "Ouvrir",
            "0-value-text": rich_text("<p>La boîte.</p>"),
            "0-value-image": "",
            "0-value-duration": "15",
        },
    }
    answer = write(
        ("section_title", {"text": "Avant"}),
        ("rich_text", rich_text("<p>Une <b>clé</b></p>")),
        ("tutorial", tutorial),
    )
    assert answer.status_code == 302
    client.logout()
    page = client.get(published().get().url).content.decode()
    for words in ("Mon atelier", "Deux heures.", "Ouvrir", 'href="#avant"', "courriel"):
        assert words in page


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "t" * 101},
        {"title": ""},
        {"summary": "r" * 561},
        {"summary": ""},
        {"slug": "une adresse avec des espaces"},
        {"slug": "parametres"},
        {"themes": None},
        {"themes": ["99999"]},
        {"duration": "deux heures"},
        {"duration": "-5"},
        {"level": "expert"},
        {"language": "klingon"},
        {"keywords": "k" * 101},
    ],
)
def test_a_wrong_field_is_told_and_loses_nothing(fields, write):
    answer = write(("rich_text", rich_text("<p>Un long travail</p>")), **fields)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "w-field__errors" in page or "error-message" in page
    assert "Un long travail" in page
    for kept in {"title", "summary"} - set(fields):
        assert {"title": "Mon atelier", "summary": "Deux heures."}[kept] in page
    assert not ResourcePage.objects.exists()


@pytest.mark.parametrize(
    "value",
    [
        {
            "title": "Lien",
            "page": "",
            "url": "https://exemple fr/une page",
            "description": "",
        },
        {"title": "Lien", "page": "", "url": "", "description": ""},
        {"title": "", "page": "", "url": "https://a.example/", "description": ""},
        {"title": "Lien", "page": "", "url": "javascript:alert(1)", "description": ""},
    ],
)
def test_a_wrong_link_is_told_and_loses_nothing(value, write):
    answer = write(("rich_text", rich_text("<p>Un long travail</p>")), ("link", value))
    assert answer.status_code == 200
    assert "Un long travail" in answer.content.decode()
    assert not ResourcePage.objects.exists()


@pytest.mark.parametrize(
    ("field", "factory", "limit"),
    [("themes", factories.ThemeFactory, 5), ("natures", factories.NatureFactory, 4)],
)
@pytest.mark.parametrize("over", [0, 1])
def test_a_fiche_carries_so_many_terms_and_no_more(field, factory, limit, over, write):
    terms = factory.create_batch(limit + over)
    answer = write(**{field: [term.pk for term in terms]})
    assert (answer.status_code == 302) is (over == 0)
    assert ResourcePage.objects.exists() is (over == 0)


def test_a_draft_needs_a_title_only(write):
    answer = write(themes=None, summary="", **{"action-publish": None})
    assert answer.status_code == 302
    assert not ResourcePage.objects.get().live


def test_a_forbidden_keyword_is_refused(write):
    factories.KeywordFactory(name="bidule", slug="bidule", forbidden=True)
    answer = write(keywords="Bidule, courriel")
    assert answer.status_code == 200
    assert not ResourcePage.objects.exists()


def test_the_privacy_dialog_of_wagtail_opens_nothing(
    base, resource, restrict, client, visitors
):
    restrict(base)
    client.force_login(visitors["superuser"])
    address = f"/admin/pages/{base.pk}/privacy/"
    for send in (client.get, client.post):
        send(address, {"restriction_type": "none"})
    assert not may_read(visitors["stranger"], resource.pk)


def test_only_the_editors_of_a_base_write_in_it(client, visitors, base):
    client.force_login(visitors["member"])
    answer = client.get(f"/admin/pages/add/resources/resourcepage/{base.pk}/")
    assert answer.status_code == 302


WHOSE_FILE = {
    "one's own": True,
    "of the team": True,
    "of a public fiche elsewhere": True,
    "of a closed base": False,
    "of nobody yet, sent by another": False,
    "that does not exist": False,
}


@pytest.fixture
def file_ids(base, contributor, restrict):
    """Return the ids of an image and of a document in a situation."""

    def ids(situation):
        if situation == "that does not exist":
            return 99999, 99999
        owner = {
            "one's own": {"uploaded_by_user": contributor, "base": None},
            "of the team": {"base": base},
            "of nobody yet, sent by another": {"base": None},
        }.get(situation, {"base": factories.BasePageFactory()})
        image = factories.ImageFactory(**owner)
        document = factories.DocumentFactory(**owner)
        if "elsewhere" in situation or "closed" in situation:
            fiche = factories.ResourcePageFactory(parent=owner["base"], cover=image)
            fiche.body = body_of(("files", {"files": [{"document": document.pk}]}))
            fiche.save_revision().publish()
        if "closed" in situation:
            restrict(owner["base"])
        return image.pk, document.pk

    return ids


def one_file(document):
    """Return what the form sends for a list of one file."""
    return {
        "count": "1",
        "0-type": "item",
        "0-order": "0",
        "0-deleted": "",
        "0-value-document": document,
        "0-value-title": "",
        "0-value-legend": "",
    }


@pytest.mark.parametrize("place", ["cover", "image", "document"])
@pytest.mark.parametrize("situation", WHOSE_FILE)
def test_a_fiche_shows_only_the_files_that_its_author_may_open(
    situation, place, base, contributor, write, file_ids
):
    image, document = file_ids(situation)
    own = ResourcePage.objects.filter(title="Mon atelier")
    blocks = {
        "image": ("image", {"image": image, "caption": "", "alternative_text": ""}),
        "document": ("files", {"files": one_file(document)}),
    }

    answer = write(cover=image) if place == "cover" else write(blocks[place])

    accepted = WHOSE_FILE[situation]
    assert answer.status_code == (302 if accepted else 200)
    assert own.exists() is accepted


def test_what_a_fiche_shows_already_stays_whoever_changes_it(
    base, contributor, client, theme
):
    image = factories.ImageFactory(base=None)
    fiche = factories.ResourcePageFactory(parent=base, title="Mon atelier", cover=image)
    address = f"/admin/pages/{fiche.pk}/edit/"
    client.force_login(contributor)
    page = client.get(address).content.decode()
    data = querydict_from_html(page, form_id="page-edit-form")
    data["title"] = "Un autre titre"
    data.update(nested_form_data({"body": streamfield([])}))
    answer = client.post(address, data)
    assert answer.status_code == 302
    draft = ResourcePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
    assert draft.title == "Un autre titre"
    assert draft.cover == image
