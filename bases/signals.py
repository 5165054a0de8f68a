"""Keeps derived rows right, whoever writes: each receiver is one call to a named function."""

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from bases import cards, readerships, rules, uploads
from bases.models import (
    BasePage,
    BaseSettings,
    Membership,
    PortalDocument,
    PortalImage,
    PortalRendition,
)
from taxonomy.merging import term_merged
from taxonomy.models import ActorType


@receiver(post_save)
def write_card_of_saved_page(sender, instance, created, raw, update_fields, **kwargs):
    if isinstance(instance, Page) and not raw:
        cards.follow_save(instance, created=created, update_fields=update_fields)


@receiver(post_page_move)
def refresh_cards_of_moved_pages(sender, instance, **kwargs):
    cards.refresh_subtree(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def refresh_rules_under_restriction(sender, instance, raw=False, **kwargs):
    if not raw:
        rules.refresh_rules(instance.page.path)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def refresh_rules_under_regrouped_restriction(
    sender, instance, action, reverse, **kwargs
):
    if action in {"post_add", "post_remove", "post_clear"}:
        rules.refresh_rules_of(instance, reverse=reverse)


@receiver([post_save, post_delete], sender=Membership)
def write_team_readership(sender, instance, raw=False, **kwargs):
    if not raw:
        readerships.write_team(instance.base_id)


@receiver(post_save, sender=get_user_model())
def write_actor_type_readerships(sender, instance, raw, **kwargs):
    if not raw:
        readerships.write_actor_types_of(instance)


@receiver(term_merged)
def follow_merged_term(sender, source_pk, target, **kwargs):
    cards.follow_merged_term(sender, source_pk)


@receiver(term_merged, sender=ActorType)
def follow_merged_actor_type(sender, target, **kwargs):
    readerships.write_verified(target)


@receiver(post_save, sender=BasePage)
def give_settings_to_new_base(sender, instance, raw, **kwargs):
    if not raw:
        BaseSettings.objects.get_or_create(base=instance)


@receiver(post_save, sender=PortalDocument)
@receiver(post_save, sender=PortalImage)
def rewrite_pages_that_show_changed_file(sender, instance, created, raw, **kwargs):
    if not created and not raw:
        cards.write_cards_that_show(instance)


@receiver(post_delete, sender=PortalRendition)
def rewrite_pages_that_show_dropped_rendition(sender, instance, origin, **kwargs):
    # Renditions go when their image gets another file; when the image goes, nothing shows it.
    if not isinstance(origin, PortalImage):
        cards.follow_dropped_rendition(instance)


@receiver(pre_save, sender=PortalImage)
@receiver(pre_save, sender=PortalDocument)
def record_identity_of_new_file(sender, instance, raw, **kwargs):
    if not raw:
        uploads.record_identity(instance)
