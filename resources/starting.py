"""A fiche is started from the public site: a draft with its title, its sentence, its base."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from bases.making import SAME_WITHIN, make_workbench
from bases.models import BasePage
from bases.next_steps import leads_to
from bases.slugs import free_slug
from resources.models import ResourcePage


def start_fiche(user, *, title, summary, base=None):
    """Return a new draft of `user` in `base`, or in their workbench, made if there is none.

    The same one where they just started it: a form that is sent twice makes one draft.
    """
    with transaction.atomic():
        base_id = (base or make_workbench(user)).pk
        # Two of the same name do not come in at once.
        base = BasePage.objects.select_for_update().get(pk=base_id)
        if started := _started_just_now(user, base, title, summary):
            return started
        fiche = ResourcePage(
            title=title,
            summary=summary,
            slug=free_slug(base, title, instead="fiche"),
            owner=user,
            live=False,
        )
        base.add_child(instance=fiche)
        log(instance=fiche, action="wagtail.create", user=user)
        fiche.save_revision(user=user)
    return fiche


@leads_to("fiche")
def start_of_a_fiche(base):
    """Return where a fiche of `base` is started."""
    return f"{reverse('resource_new')}?base={base.slug}"


@leads_to("collection")
def start_of_a_collection(base):
    """Return where a collection of `base` is started."""
    model = ("resources", "collectionpage")
    return reverse("wagtailadmin_pages:add", args=[*model, base.pk])


def _started_just_now(user, base, title, summary):
    drafts = ResourcePage.objects.child_of(base).filter(
        owner=user, title=title, summary=summary, live=False, card__in_bin=False
    )
    since = timezone.now() - SAME_WITHIN
    return drafts.filter(latest_revision_created_at__gte=since).first()
