"""News of saved searches: what was published since they were last looked at, mailed once.

What may be read is asked for the person at that moment. Each search is marked before the mail
leaves, by whoever looks first: the command may run twice, or miss days.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.mail import get_connection
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.confirmation import confirmed_people
from accounts.inactivity import in_use
from search.choices import choices
from search.finding import find
from search.models import SavedSearch
from search.saving import asked_by, may_have_news

SIGNER = Signer(sep=".", salt="search.alerts")
# News named for each search, and those that are looked at to say how many more there are.
NAMED = 10
LOOKED_AT = 50
# What is being published is not there yet, and bears the hour at which that began.
SETTLED_AFTER = timedelta(minutes=10)
PEOPLE_AT_ONCE = 100


@dataclass(frozen=True)
class News:
    """What is new for a saved search: rows of listings, the latest first."""

    search: SavedSearch
    rows: list

    @property
    def is_cut(self):
        """Whether there may be more of it than was looked at."""
        return len(self.rows) == LOOKED_AT


def people_to_tell():
    """Return the people who wait for news and may get a mail; one query."""
    waiting = SavedSearch.objects.filter(alerts=True)
    return confirmed_people().filter(in_use(), pk__in=waiting.values("person"))


def each_of(people):
    """Yield `people` some at a time, whatever is written meanwhile."""
    last = 0
    while some := list(people.filter(pk__gt=last).order_by("pk")[:PEOPLE_AT_ONCE]):
        yield from some
        last = some[-1].pk


def tell(person, *, now):
    """Mail `person` the news of all their searches, and say whether there were any.

    Where the mail cannot leave, the error is raised and they are news again the next time.
    """
    until, known = now - SETTLED_AFTER, choices()
    searches = SavedSearch.objects.filter(
        person=person, alerts=True, looked_at__lt=until
    ).order_by("name", "pk")
    looked = [_news(search, person, until=until, known=known) for search in searches]
    marked = [news for news in looked if _mark(news.search, until)]
    news = [each for each in marked if each.rows]
    if news:
        try:
            _send(person, news)
        except BaseException:
            _unmark([each.search for each in news])
            raise
    return bool(news)


def token_of(person):
    """Return what the address that stops the mails of `person` carries."""
    return SIGNER.sign(person.pk)


def person_of(token):
    """Return the id of whom a token names; None where it is not one of ours."""
    try:
        return int(SIGNER.unsign(token))
    except BadSignature:
        return None


def stop_alerts_of(person):
    """Write to a person, given by their id, about none of their searches."""
    SavedSearch.objects.filter(person=person, alerts=True).update(alerts=False)


def _news(search, person, *, until, known):
    """Return the news of a search for its person: whole answers to the whole question.

    Without what is no longer among the filters, it would be another question.
    """
    question = asked_by(search, person, choices=known)
    if question.remarks or not may_have_news(question):
        return News(search, [])
    asked = question.sorted_by("recent").asked
    answer = find(person, per_page=LOOKED_AT, **asked)
    if answer.relaxed or answer.left_out:
        return News(search, [])
    return News(
        search, [row for row in answer.rows if _is_new(row, search.looked_at, until)]
    )


def _is_new(row, since, until):
    """Say whether a row was published in between; a base that is but named tells no day."""
    published = row.get("first_published_at")
    return bool(published) and since < published <= until


def _mark(search, until):
    """Note that a search was looked at, and say whether nobody else did meanwhile."""
    unmarked = SavedSearch.objects.filter(
        pk=search.pk, alerts=True, looked_at=search.looked_at
    )
    return bool(unmarked.update(looked_at=until))


def _unmark(searches):
    for search in searches:
        SavedSearch.objects.filter(pk=search.pk).update(looked_at=search.looked_at)


def _send(person, news):
    letter = mails.letter(
        "search/email/alerts.txt",
        to=person.email,
        layout="search/email/alerts_message",
        stop_url=reverse("stop_alerts", args=[token_of(person)]),
        context={
            "name": person.get_full_name(),
            "news": [_in_words(each) for each in news],
            "action_url": reverse("saved_searches"),
            "action_label": _("My saved searches"),
        },
    )
    with get_connection() as connection:
        connection.send_messages([letter])


def _in_words(news):
    address = f"{reverse('search')}?{news.search.question}&tri=recent"
    return {
        "name": news.search.name,
        "address": mails.on_portal(address),
        "rows": [
            {
                "title": row["title"],
                "address": mails.on_portal(row["url"]),
                "base": row["base__title"] if row["page_id"] != row["base_id"] else "",
            }
            for row in news.rows[:NAMED]
        ],
        "more": max(len(news.rows) - NAMED, 0),
        "is_cut": news.is_cut,
    }
