"""Keeps what search reads right, whoever writes."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts.models import Profile, User
from bases.cards import card_written
from bases.texts.found import text_read
from search import documents, promoted, rebuilding, synonyms, triggers
from search.choices import VOCABULARIES, forget_choices
from search.models import PromotedPage, SynonymGroup
from taxonomy.models import ThemeCategory

VOCABULARY_MODELS = frozenset([*VOCABULARIES.values(), ThemeCategory])
NAMES = {"first_name", "last_name"}


@receiver(card_written)
def write_document_of_written_page(sender, page, card, **kwargs):
    documents.write_document(page, card)


@receiver(text_read)
def write_documents_of_read_file(sender, document, **kwargs):
    documents.write_pages_that_give(document)


@receiver(post_save, sender=Profile)
def write_document_of_written_profile(sender, instance, raw, **kwargs):
    if not raw:
        documents.write_profile(instance)


@receiver(post_save, sender=User)
def write_document_of_named_person(
    sender, instance, created, raw, update_fields, **kwargs
):
    if not raw and not created and NAMES & set(update_fields or NAMES):
        documents.write_profile_of(instance)


@receiver(post_save, sender=SynonymGroup)
def analyse_written_group(sender, instance, raw, **kwargs):
    if not raw:
        synonyms.analyse(instance)


@receiver([post_save, post_delete])
def forget_choices_of_written_term(sender, **kwargs):
    if sender in VOCABULARY_MODELS:
        forget_choices()


@receiver(post_save, sender=PromotedPage)
def analyse_written_promotion(sender, instance, raw, **kwargs):
    if not raw:
        promoted.analyse(instance)


def prepare_search(sender, **kwargs):
    triggers.make_triggers()
    synonyms.load_synonyms()
    rebuilding.build_if_never_built()
