"""The language is a choice kept in a cookie, with no address of its own."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from labase_site.middleware import ChosenLanguageMiddleware

SPOKEN = {
    "nothing asked": ({}, "fr"),
    "French": ({settings.LANGUAGE_COOKIE_NAME: "fr"}, "fr"),
    "English": ({settings.LANGUAGE_COOKIE_NAME: "en"}, "en"),
    "a language that we do not speak": ({settings.LANGUAGE_COOKIE_NAME: "tlh"}, "fr"),
    "anything": ({settings.LANGUAGE_COOKIE_NAME: "../../en"}, "fr"),
}


def language_answered(request):
    return HttpResponse(translation.get_language())


@pytest.mark.parametrize("case", SPOKEN)
def test_the_portal_speaks_french_unless_the_reader_chose_otherwise(case):
    cookies, expected = SPOKEN[case]
    request = RequestFactory().get("/", headers={"accept-language": "en"})
    request.COOKIES.update(cookies)

    response = ChosenLanguageMiddleware(language_answered)(request)

    assert response.content.decode() == expected
    assert response["Content-Language"] == expected
    assert translation.get_language_info(request.LANGUAGE_CODE)["code"] == expected


def test_the_language_of_one_answer_does_not_stay_for_the_next():
    before = translation.get_language()
    request = RequestFactory().get("/")
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "en"

    ChosenLanguageMiddleware(language_answered)(request)

    assert translation.get_language() == before


def test_a_choice_of_language_lasts_and_returns_to_the_page(client, db):
    answer = client.post("/langue/", {"language": "en", "next": "/recherche/?q=pix"})

    assert answer["Location"] == "/recherche/?q=pix"
    assert '<html lang="en"' in client.get("/recherche/?q=pix").content.decode()


def test_a_choice_of_language_leads_nowhere_else(client, db):
    answer = client.post(
        "/langue/", {"language": "en", "next": "https://ailleurs.example/"}
    )

    assert answer["Location"] == "/"


def test_a_shared_cache_is_told_that_the_answer_depends_on_a_cookie(client, db):
    assert "Cookie" in client.get("/nulle-part/")["Vary"]
