"""Who publishes at once, and whose first publication staff read before it shows.

Who is held has no right to publish, whatever the door: what they ask for waits in
`HeldPublication`, and `bases.reviewing` answers it.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bases.models.cards import CONTENTS, Card
from bases.models.held import HeldPublication
from bases.models.teams import Membership

_HELD = "_first_publication_is_held"
TOLD = _(
    "Your first publication is read by the portal's team before it shows: you will get an"
    " e-mail."
)
TOLD_BEFORE = _(
    "Before the portal's team has read a first publication of yours, your bases are for their"
    " teams alone, and no link opens them."
)


def is_held(user):
    """Say whether what `user` publishes waits for staff; asked once for each request."""
    if not settings.HOLD_FIRST_PUBLICATION or not user.is_authenticated:
        return False
    if not hasattr(user, _HELD):
        setattr(user, _HELD, not trusted_people().filter(pk=user.pk).exists())
    return getattr(user, _HELD)


def trusted_people():
    """Return the people who publish at once.

    Those whom the portal knows, and those whom one of them brought into a team.
    """
    people = get_user_model().objects
    known = people.filter(_is_known())
    brought = Membership.objects.filter(user=OuterRef("pk"), invited_by__in=known)
    brought = brought.exclude(invited_by=OuterRef("pk"))
    return people.filter(_is_known() | Exists(brought))


def hold(page, author):
    """Put `page`, as it is now, among what staff read; return `(held, whether it waits anew)`."""
    sent = {"author": author, "version_id": page.latest_revision_id}
    with transaction.atomic():
        held, made = HeldPublication.objects.select_for_update().get_or_create(
            page_id=page.pk, defaults=sent
        )
        waits_anew = made or held.state != HeldPublication.State.WAITING
        held.author, held.version_id = author, page.latest_revision_id
        held.asked_at, held.state = timezone.now(), HeldPublication.State.WAITING
        held.answer, held.answered_at, held.answered_by = "", None, None
        held.save()
    return held, waits_anew


def _is_known():
    """Return the condition that somebody is of the portal's team, or was read by it already.

    Or is in the team of a certified base; or published something while nothing was held.
    """
    owner = OuterRef("pk")
    published = Card.objects.filter(
        kind__in=CONTENTS, page__owner=owner, page__first_published_at__isnull=False
    )
    accepted = HeldPublication.objects.filter(
        author=owner, state=HeldPublication.State.ACCEPTED
    )
    certified = Membership.objects.filter(
        user=owner, base__settings__certified_at__isnull=False
    )
    return (
        Q(is_superuser=True)
        | Q(groups__permissions__isnull=False)
        | Exists(published)
        | Exists(accepted)
        | Exists(certified)
    )
