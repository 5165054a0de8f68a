"""Where fiches are shown besides their base: told before they close."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bases.access import visible_to
from bases.closing import shows_pages
from bases.models import Card
from resources.models import CollectionItem

NAMED = 5


@shows_pages
def collections_that_show(cards, user):
    """Return the sentence on the other collections that show these pages.

    It names those that `user` may read, few of them; what they may not read is only counted.
    """
    pages = cards.order_by().values("page")
    items = CollectionItem.objects.filter(item__in=pages).exclude(collection__in=pages)
    showing = Card.objects.filter(pk__in=items.values("collection"), in_bin=False)
    count = showing.count()
    if not count:
        return ""
    names = _names_of(visible_to(user, among=showing), count)
    return ngettext(
        "%(count)s collection shows some of it: %(names)s.",
        "%(count)s collections show some of it: %(names)s.",
        count,
    ) % {"count": count, "names": names}


def _names_of(readable, count):
    titles = list(readable.order_by("title", "pk").values_list("title", flat=True))
    names = [_("“%(title)s”") % {"title": title} for title in titles[:NAMED]]
    if others := len(titles[NAMED:]):
        told = ngettext("%(count)s other", "%(count)s others", others)
        names.append(told % {"count": others})
    if hidden := count - len(titles):
        told = ngettext(
            "%(count)s that you do not read", "%(count)s that you do not read", hidden
        )
        names.append(told % {"count": hidden})
    return get_text_list(names, _("and"))
