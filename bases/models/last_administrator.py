"""What happens to memberships whose person is deleted: they go too, unless a base needs them."""

from django.db import models
from django.db.models import ProtectedError
from django.db.transaction import get_connection
from django.utils.translation import gettext as _

from accounts.inactivity import in_use


def cascade_unless_last_administrator(collector, field, memberships, using):
    """Delete `memberships` with their people; refuse where a base would lose its administrators.

    An `on_delete` of ours: it holds wherever people are deleted, one or several at once. The
    error names the bases. Who must delete all the same deletes the memberships first.
    """
    stranded = _bases_left_without(memberships, collector=collector, using=using)
    if stranded:
        raise ProtectedError(_("They are the last to administer a base."), stranded)
    models.CASCADE(collector, field, memberships, using)


cascade_unless_last_administrator.lazy_sub_objs = False


def _bases_left_without(memberships, *, collector, using):
    """Return the bases that nobody would administer once these and what is collected are gone."""
    model = memberships.model
    going = {membership.pk for membership in memberships}
    going |= {membership.pk for membership in collector.data.get(model, ())}
    bases = {each.base_id for each in memberships if each.administers}
    administrators = model.objects.using(using).filter(
        in_use("user__"), base__in=bases, role__in=model.ADMINISTERING
    )
    if get_connection(using).in_atomic_block:
        # So that nobody demotes meanwhile the one who is left.
        administrators = administrators.order_by("pk").select_for_update(of=["self"])
    kept = {each.base_id for each in administrators if each.pk not in going}
    stranded = model._meta.get_field("base").related_model.objects.using(using)
    return set(stranded.filter(pk__in=bases - kept))
