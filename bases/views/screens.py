"""What the views of the screens of a base have in common."""

from contextlib import contextmanager

from django.contrib import messages
from django.shortcuts import render

from bases.memberships import Refusal
from bases.tools import tools_of


def show(request, template, *, base, screen, title, folder="bases", **context):
    """Return a screen of `base`, among those that its reader may open.

    `folder`: that of the templates of the app whose screen it is.
    """
    context |= {
        "base": base,
        "tools": tools_of(request.user, base),
        "screen": screen,
        "screen_title": title,
    }
    return render(request, f"{folder}/{template}", context)


@contextmanager
def refusals_told(request):
    """Let the rules of teams refuse what is done in this block: the person reads why."""
    try:
        yield
    except Refusal as refusal:
        messages.error(request, str(refusal))
