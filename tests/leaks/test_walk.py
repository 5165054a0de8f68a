import logging

import pytest

from accounts.models import User
from labase_site.leaks.portal import OWN, Portal
from labase_site.leaks.visits import Visit
from labase_site.leaks.walk import Walker
from tests.leaks import toy_urls

SECRET = "title of a closed fiche"


@pytest.fixture
def portal(settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.leaks.toy_urls"
    portal = Portal()
    portal.add_reader("anonymous")
    portal.add_reader("witness", is_witness=True)
    word = portal.lexicon.plant(SECRET, readers={"author"})
    monkeypatch.setitem(toy_urls.SECRET, "word", word)
    return portal


@pytest.fixture
def findings(portal, db):
    """Return what a reader is told at an address, where `{word}` stands for the secret."""
    logging.disable(logging.CRITICAL)

    def read(path, *, reader="anonymous", method="GET"):
        asked = path.format(word=toy_urls.SECRET["word"])
        walker = Walker(portal, portal.readers[reader])
        found = walker.findings(Visit(method, "view", asked, OWN))
        return [(each.kind, each.told) for each in found]

    yield read
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    "path", ["/body/", "/start/", "/location/", "/message/", "/stream/"]
)
def test_a_planted_word_is_found_wherever_an_answer_holds_it(path, findings):
    assert findings(path) == [("word", SECRET)]


@pytest.mark.parametrize("path", ["/echo/?q={word}", "/echo/"])
def test_what_the_request_says_itself_is_not_a_leak(path, findings):
    assert findings(path) == []


@pytest.mark.parametrize("path", ["/oracle/?q={word}", "/address/{word}/"])
def test_an_answer_that_differs_from_that_about_nothing_is_an_oracle(path, findings):
    assert findings(path) == [("oracle", SECRET)]


def test_a_request_that_names_a_word_may_tell_another(findings, portal):
    other = portal.lexicon.plant("another")
    toy_urls.SECRET["word"], asked = other, toy_urls.SECRET["word"]
    assert findings(f"/body/?q={asked}") == [("word", "another")]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("former@exemple.test", [("mail", SECRET)]),
        ("author@exemple.test", []),
        ("nobody@exemple.test", []),
    ],
)
def test_a_mail_tells_its_words_to_whom_it_is_sent(address, told, findings, portal):
    for name in ("former", "author"):
        user = User.objects.create_user(f"{name}@exemple.test")
        portal.add_reader(name, user)
    assert findings(f"/mail/?to={address}") == told


def test_an_error_of_the_server_is_a_fault(findings):
    assert findings("/fault/") == [("fault", "ValueError('cassé')")]


def test_who_may_read_a_word_is_told_nothing_new(findings, portal):
    portal.add_reader("author")
    assert findings("/body/", reader="author") == []
    assert findings("/oracle/?q={word}", reader="author") == []


def test_what_a_request_changes_is_undone(findings):
    person = User.objects.create_user("personne@exemple.test")
    assert findings("/change/", method="POST") == []
    assert User.objects.filter(pk=person.pk).exists()
