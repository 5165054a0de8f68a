"""Keeps derived rows right, whoever writes: each receiver is one call to a named function."""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move, pre_page_move

from accounts.verification import verifications_changed
from bases import cards, copying, moving, readerships, rules, uploads, workbenches
from bases.models import (
    BasePage,
    BaseSettings,
    Card,
    Membership,
    PortalDocument,
    PortalImage,
    PortalRendition,
    Readership,
)
from bases.texts import waiting
from taxonomy.merging import term_merged
from taxonomy.models import ActorType, Territory


@receiver(pre_save)
def guard_saved_page(sender, instance, raw, **kwargs):
    # The one place that every way of copying a page goes through.
    if isinstance(instance, Page) and not raw:
        copying.guard_save(instance)


@receiver(post_save)
def write_card_of_saved_page(sender, instance, created, raw, update_fields, **kwargs):
    if isinstance(instance, Page) and not raw:
        cards.follow_save(instance, created=created, update_fields=update_fields)
        if created:
            copying.close_copy(instance)


@receiver(post_delete, sender=Card)
def list_workbench_without_deleted_page(sender, instance, **kwargs):
    workbenches.refresh_listed([instance.base_id])


@receiver(pre_page_move)
def close_page_before_it_moves(sender, instance, parent_page_after, **kwargs):
    moving.close_for_move(instance, parent_page_after)


@receiver(post_page_move)
def give_files_of_moved_page(sender, instance, parent_page_before, **kwargs):
    moving.take_files_along(instance, from_parent=parent_page_before)


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


@receiver(pre_delete, sender=PageViewRestriction)
def drop_chosen_people_of_lifted_restriction(sender, instance, **kwargs):
    readerships.drop_named_only_by(instance)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def drop_chosen_people_let_go(sender, instance, action, reverse, pk_set, **kwargs):
    if action == "post_remove" and not reverse:
        readerships.drop_unnamed(pk_set)


@receiver(pre_delete, sender=Group)
def take_deleted_group_out_of_restrictions(sender, instance, **kwargs):
    rules.take_out_of_restrictions(instance)


@receiver(post_delete, sender=Readership)
def drop_group_of_deleted_readership(sender, instance, **kwargs):
    readerships.drop_group(instance)


@receiver(post_save, sender=Membership)
@receiver(post_save, sender=EmailAddress)
def write_readerships_of_person(sender, instance, raw, **kwargs):
    if not raw:
        readerships.write_readerships_of(instance.user_id)


@receiver(post_delete, sender=Membership)
@receiver(post_delete, sender=EmailAddress)
def take_person_out_of_readerships(sender, instance, **kwargs):
    readerships.leave_readerships(instance.user_id)


@receiver(post_save, sender=get_user_model())
def write_readerships_of_changed_person(
    sender, instance, created, raw, update_fields, **kwargs
):
    if not raw and readerships.depend_on(update_fields):
        readerships.follow_person(instance, is_new=created)


@receiver(post_save, sender=Territory)
def write_readerships_of_changed_territory(sender, created, raw, **kwargs):
    if not created and not raw:
        readerships.write_all(territory__isnull=False)


@receiver(verifications_changed)
def write_readerships_of_actor_type(sender, actor_type, **kwargs):
    readerships.write_all(actor_type=actor_type)


@receiver(term_merged)
def follow_merged_term(sender, source_pk, target, **kwargs):
    cards.follow_merged_term(sender, source_pk)


@receiver(term_merged, sender=ActorType)
def follow_merged_actor_type(sender, target, **kwargs):
    readerships.write_all(actor_type=target)


@receiver(term_merged, sender=Territory)
def follow_merged_territory(sender, **kwargs):
    readerships.write_all(territory__isnull=False)


@receiver(post_save, sender=BasePage)
def give_settings_to_new_base(sender, instance, raw, **kwargs):
    if not raw:
        BaseSettings.objects.get_or_create(base=instance)


@receiver(post_save, sender=PortalDocument)
def ask_for_text_of_saved_document(sender, instance, raw, **kwargs):
    # Before the pages that give it are written again: they say nothing more of the former file.
    if not raw:
        waiting.follow_document(instance)


@receiver(pre_delete, sender=PortalDocument)
def hold_text_of_deleted_document(sender, instance, **kwargs):
    waiting.hold_text(instance)


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
