"""What the team of the portal does with a message: state, notes, and an answer that is mailed."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import mails
from bases.addresses import address_of

TEMPLATES = {
    "report": "report_answered",
    "idea": "idea_answered",
    "missingfiche": "missing_fiche_answered",
}


def note_change(message, *, by, answers):
    """Note on a message, unsaved, that it changes; with `answers`, that `by` answers it."""
    message.changed_at = timezone.now()
    if answers:
        message.answered_at, message.answered_by = message.changed_at, by


def send_answer(message, *, request):
    """Mail the answer of a message to who wrote it; say whether they left an address."""
    address = message.answers_to
    if not address:
        return False
    template = TEMPLATES[message._meta.model_name]
    page = message.answer_leads_to
    letter = mails.letter(
        f"community/email/{template}.txt",
        to=address,
        context={
            "message": message,
            "day": message.sent_at,
            "quoted": message.answer,
            "page": page,
            "action_url": address_of(page.url_path) if page else "/",
            "action_label": _("Open the fiche") if page else _("Open the portal"),
        },
    )
    mails.send([letter], request=request)
    return True
