"""What authors are told of a file whose words are not found, and how its pages are called."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bases.texts import outcomes

SCANNED_PDF = gettext_lazy(
    "This PDF holds images only: the words that they show will not be found. Pass it through"
    " character recognition (OCR), or send the file that it was made from."
)
SENTENCES = {
    outcomes.SCANNED: SCANNED_PDF,
    outcomes.EMPTY: gettext_lazy(
        "No text was found in this file: search will find it by its title alone."
    ),
    outcomes.ENCRYPTED: gettext_lazy(
        "This file is locked by a password: its words will not be found. Send a version"
        " without a password."
    ),
    outcomes.BROKEN: gettext_lazy(
        "This file is damaged, or is not what its name says: its words will not be found."
        " Open it on your computer, save it again, and send it."
    ),
    outcomes.TOO_LARGE: gettext_lazy(
        "This file is too long to be read: its words will not be found. Cut it into"
        " several files."
    ),
    outcomes.TOO_SLOW: gettext_lazy(
        "This file takes too long to read: its words will not be found. Save it again in a"
        " simpler form, or cut it into several files."
    ),
    outcomes.MISSING: gettext_lazy(
        "The file is no longer there: send it again, or delete the document."
    ),
}
# Where the first pages were read before the bound was met.
IN_PART = gettext_lazy(
    "This file is very long: search finds the words of its beginning alone. Cut it into"
    " several files."
)
CUT_SHORT = {outcomes.TOO_LARGE, outcomes.TOO_SLOW, outcomes.BROKEN}


def sentence_of(state, *, has_pages):
    """Return what the author of a file is told of its reading; empty where all went well."""
    if has_pages and state in CUT_SHORT:
        return str(IN_PART)
    return str(SENTENCES.get(state, ""))


def place_in_words(filename, number):
    """Return how a page of a file is called: a page, a slide, a sheet; empty in one flow."""
    extension = filename.rpartition(".")[2].lower()
    if extension == "pdf":
        return _("page %(number)s") % {"number": number}
    if extension in {"pptx", "odp"}:
        return _("slide %(number)s") % {"number": number}
    if extension in {"ods", "xlsx"}:
        return _("sheet %(number)s") % {"number": number}
    return ""


def address_at_page(document_address, number):
    """Return the address that opens a PDF at one of its pages; that of another file, as it is."""
    if document_address.lower().endswith(".pdf"):
        return f"{document_address}#page={number}"
    return document_address
