"""People who cannot be deleted while a base needs them."""

from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@contextmanager
def needs_told(request):
    """Delete people in this block, all or none; tell the editor when a base needs them."""
    try:
        with transaction.atomic():
            yield
    except ProtectedError as needed:
        messages.error(request, _sentence(needed.protected_objects, request.user))


def _sentence(bases, editor):
    sentence = ngettext(
        "Nobody is deleted: %(count)s base would have nobody left to administer it.",
        "Nobody is deleted: %(count)s bases would have nobody left to administer them.",
        len(bases),
    ) % {"count": len(bases)}
    if editor.is_superuser:
        # Others may not know the names of what they do not read.
        names = ", ".join(sorted(map(str, bases)))
        sentence += " " + _("Give this role to somebody else first: %(names)s.") % {
            "names": names
        }
    return sentence
