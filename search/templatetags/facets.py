"""The values of a facet, as boxes to tick: some hundred a page, too many for a template."""

from functools import lru_cache

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()

# Written by hand, and kept around its count: `format_html` takes longer, some hundred times, than
# all the rest of a page.
BEFORE = (
    '<label class="facet__choice{modifier}" for="{id}"><input form="search" type="checkbox"'
    ' name="{name}" value="{slug}" id="{id}"{state}><span>{label}</span>'
    ' <span class="facet__count">'
)
AFTER = '<span class="visually-hidden"> {what}</span></span></label>'


@register.simple_tag
def facet_choices(facet, options):
    """Return the boxes of these `options` of a facet: what gives nothing cannot be ticked."""
    after = AFTER.format(what=escape(_("answers")))
    return mark_safe("".join(f"{_box(facet, option)}{after}" for option in options))


def _box(facet, option):
    count = option["count"]
    modifier = state = ""
    if option["chosen"]:
        state = " checked"
    elif not count:
        modifier, state = " facet__choice--none", " disabled"
    before = _before(facet, option["slug"], str(option["name"]), modifier, state)
    return f"{before}{escape(intcomma(count)) if count > 999 else count}"


@lru_cache(maxsize=4096)
def _before(name, slug, label, modifier, state):
    name, slug = escape(name), escape(slug)
    return BEFORE.format(
        id=f"id_{name}_{slug}",
        name=name,
        slug=slug,
        label=escape(label),
        modifier=modifier,
        state=state,
    )
