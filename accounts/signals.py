"""Keeps verifications right, whoever writes: each receiver is one call to a named function."""

from allauth.account.models import EmailAddress
from allauth.account.signals import password_reset
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from accounts import confirmation, forgetting, inactivity, verification
from accounts.models import User, VerifiedDomain
from taxonomy.merging import term_merged
from taxonomy.models import ActorType


@receiver(pre_save, sender=User)
def follow_declared_type(sender, instance, raw, update_fields, **kwargs):
    if not raw:
        verification.follow_declaration(instance, written=update_fields)


@receiver(post_save, sender=User)
def write_what_follows_from_declared_type(sender, instance, raw, update_fields, **kwargs):
    if not raw:
        verification.complete_save(instance, written=update_fields)


@receiver([post_save, post_delete], sender=EmailAddress)
def follow_confirmed_address(sender, instance, raw=False, **kwargs):
    if not raw:
        verification.follow_address(instance.user_id)


@receiver(post_save, sender=VerifiedDomain)
def confirm_people_of_domain(sender, instance, raw, **kwargs):
    if not raw:
        verification.follow_verified_domain(instance)


@receiver(pre_delete, sender=VerifiedDomain)
def withdraw_people_of_domain(sender, instance, **kwargs):
    verification.forget_verified_domain(instance)


@receiver(term_merged, sender=ActorType)
def follow_merged_domains(sender, target, **kwargs):
    verification.follow_merged_actor_type(target)


@receiver(pre_delete, sender=User)
def forget_deleted_person(sender, instance, **kwargs):
    forgetting.forget(instance)


@receiver(password_reset)
def reopen_account_of_who_holds_its_address(sender, user, **kwargs):
    inactivity.reopen(user)
    confirmation.confirm_welcomed(user)
