"""The values of a facet, as boxes to tick: some hundred a page, too many for a template."""

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()

CHOICE = (
    '<label class="facet__choice{modifier}" for="{id}"><input form="search" type="checkbox"'
    ' name="{name}" value="{slug}" id="{id}"{state}><span>{label}</span> {count}</label>'
)
CHECKED, DISABLED = mark_safe(" checked"), mark_safe(" disabled")
COUNT = '<span class="facet__count">{}<span class="visually-hidden"> {}</span></span>'


@register.simple_tag
def facet_choices(facet, options):
    """Return the boxes of these `options` of a facet: what gives nothing cannot be ticked."""
    what = _("answers")
    return format_html_join(
        "",
        CHOICE,
        (
            {
                "id": f"id_{facet}_{option['slug']}",
                "name": facet,
                "slug": option["slug"],
                "label": option["name"],
                "count": format_html(COUNT, intcomma(option["count"]), what),
                **_state(option),
            }
            for option in options
        ),
    )


def _state(option):
    if option["chosen"]:
        return {"modifier": "", "state": CHECKED}
    if option["count"]:
        return {"modifier": "", "state": ""}
    return {"modifier": " facet__choice--none", "state": DISABLED}
