"""What a member finds beside a base: the screens of ours that their role opens."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bases.teams import ADMINISTERING, Role, role_of


@dataclass(frozen=True)
class Tool:
    """A screen of a base: the name of its address, its label, its icon, the roles it is for."""

    view: str
    label: str
    icon: str
    roles: tuple = ADMINISTERING


TOOLS = (Tool("base_team", _("Team"), "people", roles=tuple(Role)),)


def tools_of(user, base):
    """Return `[{view, label, icon, url}, …]`: the screens of `base` that `user` may open."""
    role = role_of(user, base.pk)
    return [
        {
            "view": tool.view,
            "label": tool.label,
            "icon": tool.icon,
            "url": reverse(tool.view, args=[base.slug]),
        }
        for tool in TOOLS
        if role in tool.roles or user.is_superuser
    ]
