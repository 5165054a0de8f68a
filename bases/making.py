"""A base is made: placed, closed if it is to be, then published, and given to who made it."""

import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.log_actions import log

from bases.forms import TITLE_LENGTH
from bases.images import image_of_base
from bases.memberships import Refusal, join
from bases.models import BaseIndexPage, BasePage, BaseSettings, Membership
from bases.newcomers import hold, is_held
from bases.purposes import PROPOSALS, Purpose
from bases.sections import add_section
from bases.slugs import free_slug
from bases.visibility import Visibility, set_visibility
from bases.workbenches import refresh_listed

BASES_PER_HOUR = 5
# What is sent twice within this time is one thing: a double click, the Back button.
SAME_WITHIN = timedelta(minutes=10)
# Names before which “de” loses its vowel, as they are heard.
ELIDED = re.compile(r"[aeiouàâäéèêëîïôöùûü]|y[^aeiou]|h(?!a|ou)", re.IGNORECASE)


def make_base(user, *, title, summary, purpose, audience="", visibility="", logo=None):
    """Make a base that `user` owns, read by those that its purpose proposes or by others.

    The same one where `user` just made it: a form that is sent twice makes one base.
    """
    with transaction.atomic():
        index = _held_index()
        if made := _made_just_now(user, title, summary):
            return made
        _refuse_too_many(user)
        base = BasePage(title=title, summary=summary, audience=audience)
        asked = visibility or PROPOSALS[purpose].visibility
        visibility = _given_to(user, asked)
        _place(index, base, user, slug_from=title, purpose=purpose, visibility=visibility)
        if logo:
            name = _("Logo of %(base)s") % {"base": title}
            base.logo = image_of_base(logo, base, title=name, description=name, by=user)
        _publish(base, user)
        if visibility != asked:
            hold(base, user)
    return base


def make_workbench(user):
    """Return the workbench of `user`, made if there is none; refuse where it is put away."""
    with transaction.atomic():
        index = _held_index()
        base = workbench_of(user)
        if base is None:
            base = BasePage(
                title=_name_of_workbench(user),
                summary=_("A personal workbench: what is being made, and what is open."),
            )
            _place(
                index,
                base,
                user,
                slug_from=f"etabli {_of(user.first_name)}",
                purpose=Purpose.WORKBENCH,
                visibility=_given_to(user, Visibility.PUBLIC),
                workbench_of=user,
            )
            _publish(base, user)
        elif base.card.in_bin:
            raise Refusal(_("Your workbench is in the bin: restore it first."))
    return base


def workbench_of(user):
    """Return the workbench of `user`, in the bin or not; None where there is none."""
    bases = BasePage.objects.filter(settings__workbench_of=user)
    return bases.select_related("card").first()


def _held_index():
    """Return the list of bases, to which nobody else adds one until the transaction ends."""
    return BaseIndexPage.objects.select_for_update().get()


def _made_just_now(user, title, summary):
    return BasePage.objects.filter(
        owner=user,
        title=title,
        summary=summary,
        card__in_bin=False,
        first_published_at__gte=timezone.now() - SAME_WITHIN,
    ).first()


def _refuse_too_many(user):
    since = timezone.now() - timedelta(hours=1)
    made = BasePage.objects.filter(owner=user, first_published_at__gte=since)
    if made.count() >= BASES_PER_HOUR:
        raise Refusal(
            _("You made %(count)s bases within an hour: wait a little to make another.")
            % {"count": BASES_PER_HOUR}
        )


def _place(index, base, user, *, slug_from, purpose, visibility, workbench_of=None):
    """Add `base` as a draft, owned by `user`, whose readers are set before anybody reads it."""
    base.slug = free_slug(index, slug_from, instead="base")
    base.owner = user
    base.live = False
    index.add_child(instance=base)
    log(instance=base, action="wagtail.create", user=user)
    proposed = PROPOSALS[purpose]
    BaseSettings.objects.filter(base=base).update(
        purpose=purpose,
        default_readership=proposed.default_readership,
        members_shown=proposed.members_shown,
        workbench_of=workbench_of,
    )
    for title in proposed.sections:
        add_section(base, str(title))
    refresh_listed([base.pk])
    join(base, user, role=Membership.Role.OWNER, invited_by=None)
    set_visibility(base, visibility)


def _publish(base, user):
    base.save_revision(user=user).publish(user=user, skip_permission_checks=True)


def _given_to(user, visibility):
    """Return the visibility of a new base of `user`: its team's, before staff read them."""
    return Visibility.PRIVATE if is_held(user) else visibility


def _name_of_workbench(user):
    name = user.first_name[: TITLE_LENGTH - 20].strip()
    if not name:
        return _("A workbench")
    if ELIDED.match(name):
        return pgettext("before a vowel", "The workbench of %(name)s") % {"name": name}
    return _("The workbench of %(name)s") % {"name": name}


def _of(name):
    return f"d {name}" if ELIDED.match(name) else f"de {name}"
