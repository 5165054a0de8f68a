"""What templates print in many places: icons, covers, durations, typography."""

from urllib.parse import urlsplit

from django import template
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from bases.covers import cover_svg, mosaic_svg
from bases.levels import Level
from bases.teams import ROLE_WORDS
from bases.typography import typeset as typeset_html

register = template.Library()


@register.simple_tag
def icon(name):
    """Return an icon; the words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static("labase/icons/icons.svg"),
        name,
    )


@register.simple_tag
def cover(card):
    """Return the cover of a card: its image, the mosaic of what it holds, or a drawing."""
    if card["cover_url"]:
        return format_html(
            '<img class="cover cover--image" src="{}" alt="" loading="lazy"'
            ' width="640" height="320">',
            card["cover_url"],
        )
    if card.get("tiles"):
        return mosaic_svg(card["tiles"])
    return cover_svg(str(card["page_id"]), card["family"], kind=card["kind"])


@register.simple_tag
def drawn_portrait(person_id):
    """Return the drawing that stands for a person who shows no photo."""
    return cover_svg(str(person_id), "neutral", kind="person")


@register.filter
def duration(minutes):
    """Return a number of minutes in words: `45 min`, `2 h`, `1 h 30`."""
    if not minutes:
        return ""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h\u00a0{rest:02d}" if rest else f"{hours}\u00a0h"


@register.filter
def weight(size):
    """Return a number of bytes in the units that people know: `340 kB`, `2.1 MB`."""
    thousands = max(1, round((size or 0) / 1000))
    if thousands < 1000:
        number, unit = thousands, _("kB")
    else:
        number, unit = number_format(thousands / 1000, 1), _("MB")
    return f"{number}\u00a0{unit}"


@register.filter
def level_name(code):
    """Return a level in words."""
    return Level(code).label if code in Level.values else ""


@register.filter
def role_word(role):
    """Return what somebody of this role does in a base, in one word."""
    return ROLE_WORDS.get(role, "")


@register.filter
def domain(url):
    """Return the host of an address, without its `www.`."""
    return urlsplit(url or "").netloc.removeprefix("www.")


@register.filter
def marked(parts):
    """Return words, `(text, is found)` each, with those that were found marked."""
    html = "".join(
        f'<mark class="mark">{escape(text)}</mark>' if found else escape(text)
        for text, found in parts
    )
    return mark_safe(typeset_html(html))


@register.filter
def typeset(text):
    """Return `text` with the spaces of French typography."""
    return mark_safe(typeset_html(str(conditional_escape(text))))
