"""The base that fiches come into: one that is there, or one made for them."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bases.bulk import insert_pages
from bases.bulk_revisions import insert_revisions
from bases.forms import TITLE_LENGTH
from bases.models import BaseIndexPage, BasePage
from bases.slugs import current_slug, free_slug


def base_at(slug):
    """Return the base of this slug, or that left it for another; None where there is none."""
    bases = BasePage.objects.filter(slug=current_slug(slug), card__in_bin=False)
    return bases.first()


def may_be_made(slug):
    """Say whether a new base may have this slug."""
    return free_slug(BaseIndexPage.objects.get(), slug, instead="base") == slug


def make_public_base(slug):
    """Return a new public base, which nobody administers yet, called as its slug reads."""
    now = timezone.now()
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        index = BaseIndexPage.objects.select_for_update().get()
        base = BasePage(
            title=slug.replace("-", " ").capitalize()[:TITLE_LENGTH],
            slug=slug,
            summary=_("Fiches that came from a file."),
            first_published_at=now,
            last_published_at=now,
        )
        insert_pages([(index, base)])
        insert_revisions([base])
    return BasePage.objects.get(pk=base.pk)
