"""Keeps derived rows right, whoever writes: each receiver is one call to a named function."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from bases.cards import card_written
from resources import keywords, rendering
from resources.models import ResourcePage
from taxonomy.models import Keyword


@receiver(card_written, sender=ResourcePage)
def store_body_of_written_fiche(sender, page, **kwargs):
    rendering.store_rendered_body(page)


@receiver(post_save, sender=Keyword)
def write_cards_with_changed_keyword(sender, instance, created, raw, **kwargs):
    if not created and not raw:
        keywords.write_cards_with(instance)
