"""What a member finds beside a base: the screens of ours that their role opens."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bases.teams import ADMINISTERING, CONTRIBUTING, Role, role_of


@dataclass(frozen=True)
class Tool:
    """A screen of a base: the name of its address, its label, its icon, the roles it is for."""

    view: str
    label: str
    icon: str
    roles: tuple = ADMINISTERING


TOOLS = [
    Tool("base_team", _("Team"), "people", roles=tuple(Role)),
    Tool("base_readers", _("Who may read?"), "eye"),
    Tool("base_home", _("Home page"), "base"),
    Tool("base_settings", _("Settings"), "edit"),
    Tool("base_links", _("Share by link"), "link"),
    Tool("base_who_sees", _("Who can see this?"), "question", CONTRIBUTING),
    Tool("base_view_as", _("See as…"), "people"),
    Tool("base_bin", _("Bin"), "bin"),
]
# The same, for a fiche or a collection: their addresses take its slug as well.
PAGE_TOOLS = (
    Tool("page_readers", _("Who may read?"), "eye", CONTRIBUTING),
    Tool("page_links", _("Share by link"), "link", CONTRIBUTING),
    Tool("page_who_sees", _("Who can see this?"), "question", CONTRIBUTING),
    Tool("page_view_as", _("See as…"), "people"),
)


def add_tool(tool):
    """Put a screen of a layer above among those of a base."""
    TOOLS.append(tool)


def tools_of(user, base):
    """Return `[{view, label, icon, url}, …]`: the screens of `base` that `user` may open."""
    return tools_for(role_of(user, base.pk), user, base)


def tools_for(role, user, base):
    """Return the same for `user`, whose role in `base` is known already."""
    return _opened(TOOLS, role, user, [base.slug])


def page_tools_for(role, user, page, base):
    """Return the same, for the screens of a fiche or a collection of `base`."""
    return _opened(PAGE_TOOLS, role, user, [base.slug, page.slug])


def _opened(tools, role, user, slugs):
    return [
        {
            "view": tool.view,
            "label": tool.label,
            "icon": tool.icon,
            "url": reverse(tool.view, args=slugs),
        }
        for tool in tools
        if role in tool.roles or user.is_superuser
    ]
