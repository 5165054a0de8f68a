"""What a person reads when it goes wrong: a page of the portal, and nothing of the inside."""

import logging

import pytest
from django.test import Client

WRONG = {"/interdit/": 403, "/incompris/": 400, "/panne/": 500, "/nulle-part/": 404}


@pytest.fixture
def visitor():
    """A client that receives the error page, as a browser does."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def _quiet_logs(caplog):
    """Errors made on purpose are not for the console."""
    caplog.set_level(logging.CRITICAL, logger="django")


@pytest.mark.django_db
@pytest.mark.urls("tests.site.faulty_urls")
@pytest.mark.parametrize("address", WRONG)
def test_an_error_is_answered_by_a_page_of_the_portal(address, visitor):
    response = visitor.get(address)

    page = response.content.decode()
    assert response.status_code == WRONG[address]
    assert "labase/labase.css" in page
    assert 'href="/"' in page
    assert "écrit pour personne" not in page


@pytest.mark.urls("tests.site.faulty_urls")
def test_the_page_of_a_breakdown_needs_no_database(visitor):
    # No `db` here: a query would be an error.
    response = visitor.get("/panne/")

    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


@pytest.mark.django_db
def test_an_address_that_does_not_exist_offers_to_sign_in_and_come_back(visitor):
    page = visitor.get("/bases/une-base/?page=2").content.decode()

    assert "/compte/connexion/?next=/bases/une-base/" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/bases/une%20base/", "/bases/%00/", "/%E2%82/", "/bases/../etc/", "/é/"],
)
def test_a_strange_address_is_an_address_that_does_not_exist(address, visitor):
    assert visitor.get(address).status_code in {301, 302, 404}


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_by_a_page_that_says_what_to_do(visitor):
    response = visitor.post("/compte/connexion/", {"login": "moi@exemple.test"})

    assert response.status_code == 403
    assert "labase/labase.css" in response.content.decode()


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_a_bad_request(visitor):
    response = visitor.get("/", headers={"host": "ailleurs.example"})

    assert response.status_code == 400
    assert "labase/labase.css" in response.content.decode()
