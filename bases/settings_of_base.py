"""The settings of a base, read and written beside whatever its page has unpublished.

What is set on its own screen is published at once. Drafts of the page, and versions that are
planned, take the same values, but where they had another one already: that is theirs to publish.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from bases.images import image_of_base
from bases.memberships import Refusal
from bases.models import BaseIndexPage, BaseNetwork, BasePage, BaseSettings
from bases.plain_text import pages_linked_in, plain_of, rich_of
from bases.slugs import ADDRESS_TAKEN, is_free
from bases.teams import name_of
from taxonomy.models import ActorType

PLAIN = (
    "title",
    "summary",
    "audience",
    "contact_email",
    "contact_shown",
    "website",
    "slug",
)
KEYS = ("logo", "cover", "territory", "licence")


def values_of(base):
    """Return all that is set of `base`, as values that can be compared and signed."""
    return {
        **{name: getattr(base, name) for name in PLAIN},
        **{name: getattr(base, f"{name}_id") for name in KEYS},
        "description": plain_of(base.description),
        "actor_types": sorted(each.pk for each in base.actor_types.all()),
        "networks": [[each.network, each.url] for each in base.networks.all()],
        "purpose": base.settings.purpose,
    }


class Stale(Exception):
    """Somebody changed the settings since the form was shown.

    `values`: what stands now; `shown`: the same, with what the person changed; `changed`: the
    names of what the others did; `by`: who was the last.
    """

    def __init__(self, *, values, typed, stood, by):
        super().__init__()
        self.values, self.by = values, by
        own = {name: typed[name] for name in typed if typed[name] != stood[name]}
        self.shown = {**values, **own}
        self.changed = [name for name in values if values[name] != stood.get(name)]


def write_settings(base_id, *, typed, stood, images, by):
    """Set what `typed` says that is not as it `stood`, and new images; return the base.

    Raise `Stale`, and change nothing, where somebody changed something meanwhile; `Refusal` where
    another base took the address.
    """
    with transaction.atomic():
        # Nobody takes an address until this one is written.
        index = BaseIndexPage.objects.select_for_update().get()
        base = BasePage.objects.select_for_update().get(pk=base_id)
        values = values_of(base)
        if values != stood:
            raise Stale(values=values, typed=typed, stood=stood, by=_last_writer(base))
        changes = {name: typed[name] for name in typed if typed[name] != stood[name]}
        if "slug" in changes and not is_free(changes["slug"], index, page=base):
            raise Refusal(ADDRESS_TAKEN)
        changes |= _taken_in(images, base, by)
        if purpose := changes.pop("purpose", None):
            BaseSettings.objects.filter(base=base).update(purpose=purpose)
        if changes or purpose:
            _publish(base, values, changes, by=by)
    return base


def _publish(base, values, changes, *, by):
    """Publish `base` with `changes`; what waits beside it takes those that it had not changed."""
    planned = base.revisions.exclude(approved_go_live_at=None)
    waiting = list(planned.order_by("pk"))
    if base.has_unpublished_changes and base.latest_revision not in waiting:
        waiting.append(base.latest_revision)
    _apply(base, changes)
    version = base.save_revision(user=by, log_action=True)
    version.publish(user=by, skip_permission_checks=True)
    for each in waiting:
        draft = each.as_object()
        theirs = values_of(draft)
        _apply(
            draft,
            {name: changes[name] for name in changes if theirs[name] == values[name]},
        )
        draft.save_revision(
            user=each.user, approved_go_live_at=each.approved_go_live_at, clean=False
        )


def _apply(page, changes):
    for name, value in changes.items():
        if name in KEYS:
            setattr(page, f"{name}_id", value)
        elif name == "description":
            page.description = rich_of(value, pages=pages_linked_in(page.description))
        elif name == "actor_types":
            page.actor_types = ActorType.objects.filter(pk__in=value)
        elif name == "networks":
            page.networks = [BaseNetwork(network=each, url=url) for each, url in value]
        else:
            setattr(page, name, value)


def _taken_in(images, base, by):
    """Return `{field: id}` of new images of `base`: its logo bears its name, a cover adorns."""
    names = {"logo": _("Logo of %(base)s"), "cover": _("Cover of %(base)s")}
    taken = {}
    for name, file in images.items():
        title = names[name] % {"base": base.title}
        description = title if name == "logo" else ""
        image = image_of_base(file, base, title=title, description=description, by=by)
        taken[name] = image.pk
    return taken


def _last_writer(base):
    """Return the name of who published `base` last."""
    version = base.live_revision
    return name_of(version and version.user)
