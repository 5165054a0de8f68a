"""Who follows what: written, listed and counted for who asks."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from accounts.inactivity import in_use
from accounts.models import User
from bases.access import visible_to
from bases.addresses import address_of
from bases.models import BasePage, Card
from bases.teams import name_of
from community.models import Follow
from community.people import named_among_followers, named_to
from taxonomy.models import Theme

FIELDS = {BasePage: "base", User: "person", Theme: "theme"}


@dataclass(frozen=True)
class Following:
    """How many follow something, and whether who asks is one of them."""

    count: int
    is_mine: bool


def follow(person, subject):
    """Let `person` follow a base, a person or a theme; nothing changes for who does already."""
    Follow.objects.get_or_create(follower=person, **_of(subject))


def stop_following(person, subject):
    """Let `person` no longer follow something."""
    Follow.objects.filter(follower=person, **_of(subject)).delete()


def following(user, subject):
    """Return how a base, a person or a theme is followed, for `user`; one query."""
    mine = Q(follower=user.pk) if user.is_authenticated else Q(pk=None)
    found = followers_of(subject).aggregate(
        count=Count("pk"), mine=Count("pk", filter=mine)
    )
    return Following(count=found["count"], is_mine=bool(found["mine"]))


def followers_of(subject):
    """Return the follows of a base, a person or a theme, latest first, by those who may sign in."""
    return Follow.objects.filter(in_use("follower__"), **_of(subject))


def named_followers_of(subject, user):
    """Return the follows of something by the people whose name `user` may know, latest first."""
    named = named_among_followers(user, among=User.objects.all())
    follows = followers_of(subject).filter(follower__in=named.values("pk"))
    return follows.select_related("follower").order_by("-followed_at", "-pk")


def followed_by(user):
    """Return what `user` follows and may know now, latest first.

    A base that closed to them is neither told nor counted, and comes back with the right to read.
    """
    bases = visible_to(user, among=Card.objects.filter(kind=Card.Kind.BASE))
    people = named_to(user, among=User.objects.filter(in_use()))
    known = (
        Q(base__in=bases.values("page"))
        | Q(person__in=people.values("pk"))
        | Q(theme__isnull=False)
    )
    follows = Follow.objects.filter(known, follower=user)
    return follows.select_related("base", "person", "theme").order_by(
        "-followed_at", "-pk"
    )


def in_words(follow):
    """Return what a list prints of a follow: its kind, name, page, and where to stop it."""
    if follow.base:
        base = follow.base
        stop = reverse("base_follow", args=[base.slug])
        told = {"kind": "base", "name": base.title, "url": address_of(base.url_path)}
    elif follow.theme:
        theme = follow.theme
        stop = reverse("theme_follow", args=[theme.slug])
        url = reverse("theme", args=[theme.slug])
        told = {"kind": "theme", "name": theme.name, "url": url}
    else:
        stop = reverse("person_follow", args=[follow.person_id])
        told = {"kind": "person", "name": name_of(follow.person), "url": ""}
    return {**told, "stop": stop, "followed_at": follow.followed_at}


def _of(subject):
    field = next(name for model, name in FIELDS.items() if isinstance(subject, model))
    return {field: subject}
