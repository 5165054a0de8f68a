"""First publications that wait for staff: asked by their author, accepted or refused.

Nothing here publishes but `accept`: whoever is held has no right to publish, whatever the door.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import mails
from accounts.confirmation import confirmed_address_of
from accounts.staff import people_who_may, superusers
from bases.access import readable_by
from bases.addresses import address_of
from bases.making import workbench_of
from bases.memberships import Refusal
from bases.models import Card, HeldPublication
from bases.visibility import Visibility, set_visibility

REVIEW = "bases.review_publication"
State = HeldPublication.State


def waiting():
    """Return what waits to be read; what was published meanwhile, or is in the bin, does not."""
    held = HeldPublication.objects.filter(state=State.WAITING, page__card__in_bin=False)
    return held.filter(Q(page__live=False) | Q(page__card__kind=Card.Kind.BASE))


def reviewed_by(user):
    """Return what waits and that `user` may read: superusers read what is closed as well."""
    if user.is_superuser:
        return waiting()
    return waiting().filter(readable_by(user, "page__card__"))


def version_of(held):
    """Return the version that is to be read: of a base, which its team goes on setting, the last.

    None where the version that was sent is gone.
    """
    return held.page.latest_revision if is_base(held.page) else held.version


def tell_reviewers(held, *, request):
    """Mail those who read first publications that one waits."""
    reviewers = [
        person
        for person in people_who_may(REVIEW)
        if reviewed_by(person).filter(pk=held.pk).exists()
    ]
    context = {
        "action_url": reverse("bases_heldpublication_modeladmin_review", args=[held.pk]),
        "action_label": _("Read it"),
    }
    letters = [
        mails.letter("bases/email/publication_held.txt", to=each.email, context=context)
        for each in reviewers or superusers()
    ]
    mails.send(letters, request=request)


def accept(held_id, *, version_id, answer, by):
    """Publish what staff read, in the name of its author, who is held no longer; return it."""
    with transaction.atomic():
        held = _read(held_id, version_id)
        _close(held, State.ACCEPTED, answer=answer, by=by)
        if is_base(held.page):
            _open(held.page.specific)
        else:
            _publish(held)
        _open_workbench(held.author)
    return held


def refuse(held_id, *, version_id, answer, by):
    """Leave what staff read as it is, with their answer; return it."""
    with transaction.atomic():
        held = _read(held_id, version_id)
        _close(held, State.REFUSED, answer=answer, by=by)
    return held


def tell_author(held, *, request):
    """Mail the author what staff answered."""
    name = "accepted" if held.state == State.ACCEPTED else "refused"
    context = {
        "title": held.page.get_admin_display_title(),
        "quoted": held.answer,
        "action_url": _way_to(held.page),
        "action_label": _("Open it"),
    }
    address = confirmed_address_of(held.author)
    if address:
        template = f"bases/email/publication_{name}.txt"
        letter = mails.letter(template, to=address, context=context)
        mails.send([letter], request=request)


def _read(held_id, version_id):
    """Return, locked, what waits, in the version that was read; refuse where it is another."""
    rows = HeldPublication.objects.select_for_update(of=["self"])
    held = rows.filter(pk=held_id, state=State.WAITING).first()
    if held is None:
        raise Http404
    version = version_of(held)
    if version is None:
        raise Refusal(_("This version is gone: ask the author to send it again."))
    if str(version.pk) != version_id:
        raise Refusal(_("The author wrote it again meanwhile: read it once more."))
    return held


def is_base(page):
    """Say whether `page` is the page of a base."""
    return page.card.kind == Card.Kind.BASE


def _close(held, state, *, answer, by):
    held.state, held.answer = state, answer
    held.answered_at, held.answered_by = timezone.now(), by
    held.save(update_fields=["state", "answer", "answered_at", "answered_by"])


def _publish(held):
    try:
        held.version.publish(user=held.author, skip_permission_checks=True)
    except ValidationError as wrong:
        # Another page took its address meanwhile, for instance.
        raise Refusal(" ".join(wrong.messages)) from wrong


def _open_workbench(author):
    """Make a public shell, as others are, of the workbench that was kept for its person."""
    if workbench := workbench_of(author):
        _open(workbench)


def _open(base):
    """Open a base that was kept for its team meanwhile, unless its team chose who reads it."""
    if not base.settings.readers_chosen:
        set_visibility(base, Visibility.PUBLIC)


def _way_to(page):
    if page.live:
        return address_of(page.url_path)
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
