"""The parts of my account, each at its own address."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """A part of my account: the name of its address, its label, its icon."""

    view: str
    label: str
    icon: str


SECTIONS = (
    Section("account", _("Overview"), "person"),
    Section("my_profile", _("Profile"), "edit"),
    Section("my_bases", _("My bases"), "base"),
    Section("my_fiches", _("My fiches"), "fiche"),
    Section("my_drafts", _("My drafts"), "draft"),
    Section("my_collections", _("My collections"), "collection"),
    Section("my_security", _("Security"), "private"),
    Section("my_data", _("My data"), "download"),
)


def show_section(request, template, *, section, title, **context):
    """Return a page of my account, with the way to the others."""
    context |= {
        "section_title": title,
        "sections": [
            {
                "label": each.label,
                "icon": each.icon,
                "url": reverse(each.view),
                "current": each.view == section,
            }
            for each in SECTIONS
        ],
    }
    return render(request, f"home/{template}", context)
