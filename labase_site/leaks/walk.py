"""Asks addresses as a reader, and finds the planted words in what comes back."""

import re
from dataclasses import dataclass, replace

from django.contrib.messages import get_messages
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, TestCase

from labase_site.leaks.aftermath import Writes, probes
from labase_site.leaks.new_rows import NEW_ROWS
from labase_site.leaks.portal import CLOSED

# Tokens made at random: one of so many may look like a word.
TOKEN = re.compile(r"\b(?:[a-z0-9]{32}|[a-z0-9]{64})\b")
# What differs from one answer to the next without telling anything.
PASSING = re.compile(
    rf"\b{NEW_ROWS}\d{{6}}\b|[a-z0-9]{{32,}}|expires[:=][^;\n]*|max-age=\d+"
    r"|\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d(?:\.\d+)?(?:z|[+-]\d\d:\d\d)"
    # The image of a secret key, drawn anew each time.
    r"|data:image/svg\+xml;base64,[a-z0-9+/=]+"
)
# Views of Wagtail's that fail on what no browser sends them, and tell nothing by it.
FAULTS = {
    "wagtailredirects:process_import": "sent without the file of the step before",
}
PIXELS = "the picture itself"


@dataclass(frozen=True)
class Finding:
    """What a reader was told and should not have been; `kind` is one of report.KINDS."""

    kind: str
    reader: str
    view: str
    request: str
    told: str


@dataclass(frozen=True)
class Answer:
    """What a request was told: its status, and all its text in small letters."""

    status: int
    text: str
    is_picture: bool
    fault: str
    mails: list
    opened: tuple = ()


class Walker:
    """One reader, who asks; nothing that they ask changes the portal."""

    def __init__(self, portal, reader):
        self._portal = portal
        self._reader = reader
        self._client = Client(raise_request_exception=False)
        # Who asks again for what a change may have opened.
        self._asking_again = [self._client]
        if reader.user.is_authenticated:
            self._client.force_login(reader.user)
            self._asking_again.insert(0, Client(raise_request_exception=False))
        self._cookies = dict(self._client.cookies)
        self._probes = probes(portal)
        self._twins = {}
        self._by_address = {
            each.user.email: each
            for each in portal.readers.values()
            if each.user.is_authenticated
        }
        self.seen = set()
        self.requests = 0

    def findings(self, visit):
        """Make a request; return what it tells that it should not."""
        answer = self._ask(visit.method, visit.path, visit.data)
        seen = self._portal.lexicon.seen_in(answer.text)
        self.seen |= seen
        told = [("fault", self._reader, answer.fault)] if answer.fault else []
        if not self._reader.is_witness:
            told += [
                (kind, self._reader, what)
                for kind, what in self._told(visit, answer, seen)
            ]
        told += self._sent(answer)
        told += [("opened", self._reader, word.place) for word in answer.opened]
        request = f"{visit.method} {visit.path}"
        return [
            Finding(kind, reader.name, visit.view, request, what)
            for kind, reader, what in told
            if kind != "fault" or visit.view not in FAULTS
        ]

    def _told(self, visit, answer, seen):
        carried = self._hidden(self._portal.lexicon.seen_in(_asked(visit)))
        places = sorted(word.place for word in self._hidden(seen) - carried)
        if answer.is_picture and visit.situation == CLOSED:
            places.append(PIXELS)
        found = [("word", place) for place in places]
        if carried and self._differs(visit, answer, carried):
            found.append(("oracle", ", ".join(sorted(word.place for word in carried))))
        return found

    def _sent(self, answer):
        """Return what mails sent meanwhile tell to readers who may not read it."""
        return [
            ("mail", self._by_address[address], word.place)
            for address, text in answer.mails
            if address in self._by_address
            for word in self._portal.lexicon.seen_in(text)
            if not self._by_address[address].may_read(word)
        ]

    def _hidden(self, words):
        return {word for word in words if not self._reader.may_read(word)}

    def _differs(self, visit, answer, carried):
        """Say whether what names hidden words is answered otherwise than what names nothing.

        Both are asked again before it is said: a minute that passes between them, as in “one
        minute ago”, tells nothing.
        """
        if not self._is_unlike_twin(visit, answer, carried):
            return False
        self._twins.clear()
        again = self._ask(visit.method, visit.path, visit.data)
        return self._is_unlike_twin(visit, again, carried)

    def _is_unlike_twin(self, visit, answer, carried):
        path = self._blank(visit.path, carried)
        data = {
            name: self._blank(value, carried) if isinstance(value, str) else value
            for name, value in visit.data.items()
        }
        key = (visit.method, path, *data.items())
        if key not in self._twins:
            twin = self._ask(visit.method, path, data)
            self._twins[key] = (twin.status, PASSING.sub("", twin.text))
        text = PASSING.sub("", self._blank(answer.text, carried))
        return (answer.status, text) != self._twins[key]

    def _blank(self, text, words):
        for word in words:
            text = text.replace(word.text, self._portal.made_up)
        return text

    def _ask(self, method, path, data):
        self.requests += 1
        mail.outbox = []
        writes = Writes()
        with transaction.atomic():
            # What waits for the end of the transaction, as mails do, happens before it is undone.
            with (
                connection.execute_wrapper(writes),
                TestCase.captureOnCommitCallbacks(execute=True),
            ):
                response = getattr(self._client, method.lower())(path, data)
            answer = _answer(response)
            self._sign_in_again()
            if method == "POST" and writes.happened and not self._reader.is_witness:
                answer = replace(answer, opened=self._opened())
                self._sign_in_again()
            transaction.set_rollback(True)
        if method == "POST":
            # What was cached of what is now undone.
            cache.clear()
        return answer

    def _sign_in_again(self):
        """Have the cookies of the start: a request may have ended the session, or the account."""
        self._client.cookies.clear()
        self._client.cookies.update(self._cookies)

    def _opened(self):
        """Return the hidden words that somebody may read now that a request wrote something."""
        cache.clear()
        found = set()
        for path in self._probes:
            for client in self._asking_again:
                self.requests += 1
                told = self._portal.lexicon.seen_in(_answer(client.get(path)).text)
                found |= self._hidden(told - self._portal.lexicon.seen_in(path))
        return tuple(sorted(found, key=lambda word: word.place))


def _asked(visit):
    """Return all that a request says."""
    return "\n".join([visit.path, *map(str, visit.data.values())])


def _answer(response):
    """Return all that a response tells: headers, cookies, messages to come, content."""
    parts = response.streaming_content if response.streaming else [response.content]
    content = b"".join(parts).decode(errors="replace")
    request = getattr(response, "wsgi_request", None)
    said = [str(each) for each in get_messages(request)] if request else []
    is_page = response.get("Content-Type", "").startswith("text/html")
    # The length of a page is that of its text, which is compared itself.
    headers = [
        f"{name}: {value}"
        for name, value in response.items()
        if not (is_page and name == "Content-Length")
    ]
    # Messages are read above: their cookie is compressed, and signed at a moment.
    cookies = [
        cookie.OutputString()
        for name, cookie in response.cookies.items()
        if name != "messages"
    ]
    is_picture = response.get("Content-Type", "").startswith("image/")
    text = "\n".join([*headers, *cookies, *said, content]).lower()
    return Answer(
        response.status_code,
        TOKEN.sub("", text),
        is_picture=is_picture and response.status_code == 200,
        fault=_fault(response),
        mails=_mails(),
    )


def _fault(response):
    """Return the error that a response of the server's fault comes from, nothing otherwise."""
    if response.status_code < 500:
        return ""
    raised = getattr(response, "exc_info", None)
    return repr(raised[1]) if raised else str(response.status_code)


def _mails():
    """Return `[(address, text), …]`: the mails sent since the request began, to each of theirs."""
    return [
        (address, sent.message().as_string())
        for sent in mail.outbox
        for address in sent.recipients()
    ]
