"""Keeps derived rows right, whoever writes: each receiver is one call to a named function."""

from django.dispatch import receiver

from bases.cards import card_written
from resources import rendering
from resources.models import ResourcePage


@receiver(card_written, sender=ResourcePage)
def store_body_of_written_fiche(sender, page, **kwargs):
    rendering.store_rendered_body(page)
