"""Fiches that are missing: asked for by anybody, read and answered by staff alone."""

from django.utils.translation import gettext_lazy as _

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
