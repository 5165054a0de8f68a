"""What pages offer to who reads them: follow, report, write to the team."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from bases.gestures import Gesture, offers
from bases.models import AbstractListedPage, BasePage
from bases.teams import Role
from bases.tools import Tool, add_tool
from community.contact import may_be_written_to
from community.follows import following
from taxonomy.models import Theme

add_tool(
    Tool("base_followers", gettext_lazy("Who follows this base"), "follow", tuple(Role))
)


@offers(place=10)
def to_follow(user, shown):
    """Offer to follow a base, a theme or somebody else, and say how many do."""
    if isinstance(shown, User) and shown != user:
        url = reverse("person_follow", args=[shown.pk])
    elif isinstance(shown, BasePage):
        url = reverse("base_follow", args=[shown.slug])
    elif isinstance(shown, Theme):
        url = reverse("theme_follow", args=[shown.slug])
    else:
        return []
    found = following(user, shown)
    label = _("No longer follow") if found.is_mine else _("Follow")
    field = "stop" if found.is_mine else ""
    posts = user.is_authenticated
    note = _followers_in_words(found.count)
    return [Gesture(label, "follow", url, posts=posts, field=field, note=note)]


@offers(place=20)
def to_write_to_the_team(user, shown):
    """Offer to write to the team of a base that does not show its address."""
    if not isinstance(shown, BasePage) or not may_be_written_to(shown):
        return []
    url = reverse("base_contact", args=[shown.slug])
    return [Gesture(_("Write to the team"), "mail", url)]


@offers(place=30)
def to_report(user, shown):
    """Offer to report a base, a fiche, a collection or somebody else."""
    if isinstance(shown, User) and shown != user:
        url = reverse("person_report", args=[shown.pk])
    elif isinstance(shown, BasePage):
        url = reverse("base_report", args=[shown.slug])
    elif isinstance(shown, AbstractListedPage):
        url = reverse("page_report", args=[shown.card.base.slug, shown.slug])
    else:
        return []
    return [Gesture(_("Report"), "flag", url)]


def _followers_in_words(count):
    if not count:
        return ""
    told = ngettext("%(count)s person follows", "%(count)s people follow", count)
    return told % {"count": count}
