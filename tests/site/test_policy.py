"""The headers that tell a browser what a page may do."""

import pytest

from tests.factories import DocumentFactory, UserFactory

PUBLIC = ["/", "/bases/", "/recherche/", "/compte/connexion/", "/nulle-part/"]
NO_ONE = {"'none'"}
OURSELVES = {"'self'"}


def policy_of(response):
    """Return the Content-Security-Policy of a response, as `{directive: {source, …}}`."""
    directives = response["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in map(str.split, directives)}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_runs_nothing_but_our_own_files(address, client, db):
    policy = policy_of(client.get(address))

    assert policy["default-src"] == NO_ONE
    assert policy["script-src"] == policy["style-src"] == OURSELVES
    assert (
        policy["font-src"] == policy["connect-src"] == policy["form-action"] == OURSELVES
    )
    assert policy["img-src"] <= {*OURSELVES, "data:"}
    assert policy["base-uri"] == policy["frame-ancestors"] == NO_ONE


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_stands_in_no_frame_and_keeps_its_address_to_itself(
    address, client, db
):
    response = client.get(address)

    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_admin_may_write_inline_code_but_not_in_attributes_nor_from_elsewhere(
    admin_client,
):
    policy = policy_of(admin_client.get("/admin/"))

    assert policy["script-src"] == {*OURSELVES, "'unsafe-inline'"}
    assert policy["script-src-attr"] == NO_ONE
    assert policy["default-src"] == NO_ONE
    assert policy["form-action"] == policy["connect-src"] == OURSELVES


def test_an_address_that_only_begins_like_the_admin_keeps_the_strict_policy(client, db):
    assert policy_of(client.get("/administration/"))["script-src"] == OURSELVES


def test_a_preview_in_the_editor_is_framed_by_us_and_as_strict_as_the_page(
    admin_client, resource
):
    response = admin_client.get(f"/admin/pages/{resource.pk}/view_draft/")

    assert response.status_code == 200
    policy = policy_of(response)
    assert policy["script-src"] == policy["style-src"] == OURSELVES
    assert policy["frame-ancestors"] == OURSELVES


def test_a_document_opened_in_the_browser_runs_nothing(client, db):
    person = UserFactory()
    document = DocumentFactory(uploaded_by_user=person)
    client.force_login(person)

    response = client.get(document.url)

    assert policy_of(response) == {"default-src": NO_ONE}
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue() == b"%PDF-1.7 un memo"
