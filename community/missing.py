"""Fiches that are missing: asked for by anybody, read and answered by staff alone."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from bases.access import visible_to
from bases.models import Card
from community.models import MissingFiche
from community.receiving import handlers, receive, tell_staff

HANDLE = "community.handle_missing_fiche"
LONGEST = MissingFiche._meta.get_field("words").max_length


def words_asked(typed):
    """Return the words of a question as the form starts with them."""
    return " ".join(typed.replace("\0", " ").split())[:LONGEST]


def ask_for(*, request, words, text, email=""):
    """Store what somebody looked for in vain, and tell staff."""
    typed = {"words": words, "text": text, "email": email}
    missing = receive(MissingFiche, request=request, **typed)
    tell_staff(
        missing,
        staff=handlers(HANDLE),
        told={"words": words, "quoted": text},
        label=_("Open what is asked for"),
        request=request,
    )
    return missing


def may_answer(page):
    """Say whether `page` is a fiche that everybody may read: who asked for one is told of it."""
    fiches = Card.objects.filter(page=page.pk, kind=Card.Kind.RESOURCE)
    return visible_to(AnonymousUser(), among=fiches).exists()
