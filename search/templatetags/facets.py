"""The values of a facet, as boxes to tick: some hundred a page, too many for a template."""

from functools import lru_cache

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()

# Written by hand: `format_html` takes longer, some hundred times, than all the rest of a page.
CHOICE = (
    '<label class="facet__choice{modifier}" for="{id}"><input form="search" type="checkbox"'
    ' name="{name}" value="{slug}" id="{id}"{state}><span>{label}</span>'
    ' <span class="facet__count">{count}<span class="visually-hidden"> {what}</span></span></label>'
)


@register.simple_tag
def facet_choices(facet, options):
    """Return the boxes of these `options` of a facet: what gives nothing cannot be ticked."""
    name, what = _escaped(facet), _escaped(_("answers"))
    return mark_safe("".join(_box(name, what, option) for option in options))


def _box(name, what, option):
    slug = _escaped(option["slug"])
    modifier = state = ""
    if option["chosen"]:
        state = " checked"
    elif not option["count"]:
        modifier, state = " facet__choice--none", " disabled"
    return CHOICE.format(
        id=f"id_{name}_{slug}",
        name=name,
        slug=slug,
        label=_escaped(str(option["name"])),
        count=_escaped(intcomma(option["count"]))
        if option["count"] > 999
        else option["count"],
        what=what,
        modifier=modifier,
        state=state,
    )


@lru_cache(maxsize=4096)
def _escaped(text):
    return str(escape(text))
