"""What exists for a person in the admin; the rest answers like what does not exist."""

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.ids import names_an_id
from bases.access import visible_to
from bases.files import may_open
from bases.models.cards import Card
from bases.policies.files import HANDLING


def known_to(user, model):
    """Return the pages or the files that `user` handles, and the pages on the way to them."""
    policy = policy_registry.get_by_type(model)
    if issubclass(model, Page):
        return policy.explorable_instances(user)
    return policy.instances_user_has_any_permission_for(user, HANDLING)


def is_known(user, model, pk):
    """Say whether `user` knows in the admin the page or the file of this id, as it was typed."""
    return names_an_id(pk) and known_to(user, model).filter(pk=int(pk)).exists()


def choosable_by(user, pages):
    """Keep what `user` may link to of `pages`: what they may read, and what they handle.

    A workbench that shows its name alone is linked to by those who handle it.
    """
    read = visible_to(user, among=Card.objects.filter(listed=True)).values("pk")
    handled = known_to(user, Page).values("pk")
    # Searches take no condition but on the columns of pages.
    return pages.filter(Q(pk__in=read) | Q(pk__in=handled))


def may_name(user, thing):
    """Say whether the admin may tell `user` how a page, an image or a document is called."""
    if isinstance(thing, Page):
        return choosable_by(user, Page.objects.filter(pk=thing.pk)).exists()
    return may_open(user, thing)
