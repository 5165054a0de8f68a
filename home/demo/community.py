"""What the people of the demo say, follow and show of themselves; which bases are certified."""

import tomllib
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from accounts.profiles import write_profile
from bases.certification import set_certified
from bases.models import BasePage
from community.follows import follow
from community.ideas import support
from community.models import Idea, NewsItem
from home.demo.accounts import DEMO_PEOPLE
from home.demo.content import FOLDER

EMAILS = [person.email for person in DEMO_PEOPLE]


def load_community():
    """Add what the people of the demo do together, unless somebody told an idea already."""
    if Idea.objects.exists():
        return
    given = tomllib.loads((FOLDER / "community.toml").read_text(encoding="utf-8"))
    people = {each.email: each for each in User.objects.filter(email__in=EMAILS)}
    staff = people["administration@demo.example"]
    bases = {base.slug: base for base in BasePage.objects.all()}
    for slug in given["certified"]:
        set_certified(bases[slug], True, by=staff)
    for each in given["profiles"]:
        _open_profile(people[each.pop("person")], **each)
    ideas = {each["title"]: _idea(each, people, staff) for each in given["ideas"]}
    for each in given["news"]:
        _news(each, ideas)
    for slug, followers in given["follows"].items():
        for email in followers:
            follow(people[email], bases[slug])


def _open_profile(person, **told):
    write_profile(person, is_public=True, is_named=True, **told)


def _idea(given, people, staff):
    answered = timezone.now() - timedelta(days=given["days"] - 2)
    idea = Idea.objects.create(
        title=given["title"],
        text=given["text"],
        sender=people[given["sender"]],
        sent_at=timezone.now() - timedelta(days=given["days"]),
        state=given["state"],
        is_open=True,
        answer=given["answer"],
        answered_at=answered if given["answer"] else None,
        answered_by=staff if given["answer"] else None,
        changed_at=answered,
    )
    for email in given["supports"]:
        support(idea, people[email])
    return idea


def _news(given, ideas):
    item = NewsItem.objects.create(
        title=given["title"],
        text=given["text"],
        day=timezone.localdate() - timedelta(days=given["days"]),
    )
    item.ideas.set(ideas[title] for title in given["ideas"])
