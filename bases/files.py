"""Files follow the pages that show them: who may open an image or a document."""

from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.permissions import policy_registry

from bases.access import may_read, visible_to
from bases.models.files import PortalDocument, PortalImage

KINDS = (PortalDocument, PortalImage)


def may_open(user, file):
    """Say whether `user` may open an image or a document.

    Those who may read a page that shows it, the team of its base, and who may change it in the
    admin; nobody else, even when its address is known.
    """
    return shown_to(user, file) or (
        user.is_authenticated and (_is_of_team(user, file) or _handles(user, file))
    )


def shown_to(user, file):
    """Say whether `user` may read a page that shows this image or gives this document."""
    pages = Page.objects.filter(pk__in=file.uses.values("page"))
    return visible_to(user, among=pages).exists()


def files_in(value):
    """Return the images and documents that the value of a page's field names."""
    if isinstance(value, KINDS):
        return {value}
    if not isinstance(value, StreamValue):
        return set()
    found = {}
    for model, pk, *_paths in value.stream_block.extract_references(value):
        found.setdefault(model, set()).add(pk)
    return {
        file
        for model in KINDS
        for file in model.objects.filter(pk__in=found.get(model, ()))
    }


def _is_of_team(user, file):
    if file.base_id is None:
        return file.uploaded_by_user_id == user.pk
    return user.memberships.filter(base=file.base_id, base__card__in_bin=False).exists()


def _handles(user, file):
    """Say whether a group lets `user` change this file, of a base that they may read."""
    if file.base_id and not may_read(user, file.base_id):
        return False
    policy = policy_registry.get(file)
    return policy.user_has_any_permission_for_instance(user, ["change", "delete"], file)
