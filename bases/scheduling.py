"""Publications and expiries with a date: on time, with or without a task that runs by itself.

An expiry is compared whenever a page is read. A publication has to be written: the first request
after its time does it, unless the command that runs every few minutes came before.
"""

import logging
import time

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from bases.models import Card

logger = logging.getLogger(__name__)


class PublishDueMiddleware:
    """Before a request is answered, publish what is due; asked of the database now and then."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.asked_at = time.monotonic()

    def __call__(self, request):
        now = time.monotonic()
        if now - self.asked_at >= settings.DUE_CHECK_SECONDS:
            self.asked_at = now
            publish_due()
        return self.get_response(request)


def publish_due():
    """Publish the versions whose time has come, but for what is in the bin; return them."""
    published = []
    if not due().exists():
        return published
    with transaction.atomic():
        # Whoever comes at the same moment leaves these to us.
        for revision in due().select_for_update(skip_locked=True):
            if _publish(revision):
                published.append(revision)
    return published


def due():
    """Return the versions whose time to be published has come, earliest first."""
    binned = Card.objects.filter(in_bin=True).annotate(key=Cast("pk", CharField()))
    return (
        Revision.objects.filter(approved_go_live_at__lte=timezone.now())
        .exclude(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=binned.values("key"),
        )
        .order_by("approved_go_live_at", "pk")
    )


def expired():
    """Return what is published and has expired: pages, and whatever else has dates."""
    models = [Page] + [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [
        each
        for model in models
        for each in model.objects.filter(live=True, expire_at__lte=timezone.now())
    ]


def _publish(revision):
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except ValidationError:
        # It would fail at every request: it stays a draft, and its editors plan it again.
        logger.exception("Version %s cannot be published as planned", revision.pk)
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        return False
    return True
