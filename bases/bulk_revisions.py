"""The first version of pages that were inserted in bulk, and its line in their history."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, F, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision


def insert_revisions(pages):
    """Keep `pages`, just inserted and held in memory, as their first version: live if they are."""
    now = timezone.now()
    page_type = ContentType.objects.get_for_model(Page)
    with transaction.atomic():
        revisions = Revision.objects.bulk_create(
            Revision(
                content_type_id=page.content_type_id,
                base_content_type=page_type,
                object_id=str(page.pk),
                created_at=now,
                content=page.serializable_data(),
                object_str=str(page),
            )
            for page in pages
        )
        _name_them([page.pk for page in pages], now)
        _log(pages, revisions, now)
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.latest_revision_created_at = revision, now
        page.live_revision = revision if page.live else None


def _name_them(ids, now):
    """Make each page name the one version that it has."""
    versions = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), output_field=CharField())
    )
    inserted = Page.objects.filter(pk__in=ids)
    inserted.update(
        latest_revision=versions.values("pk")[:1], latest_revision_created_at=now
    )
    inserted.filter(live=True).update(live_revision=F("latest_revision"))


def _log(pages, revisions, now):
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page=page,
            content_type_id=page.content_type_id,
            label=page.get_admin_display_title(),
            action="wagtail.publish" if page.live else "wagtail.create",
            timestamp=now,
            revision=revision,
            content_changed=True,
        )
        for page, revision in zip(pages, revisions, strict=True)
    )
