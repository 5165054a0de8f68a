"""How a new page stands in addresses: from its title, free, and none of the portal's own."""

from itertools import count

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect

from bases.addresses import address_of
from bases.models import BaseIndexPage, BasePage
from bases.reserved import RESERVED_SLUGS
from taxonomy.slugs import slug_of

LENGTH = 60
ADDRESS_TAKEN = _("This address is not free: choose another.")


def free_slug(parent, title, *, instead=""):
    """Return a slug for a page of this title under `parent`; `instead` where it has no letter.

    The caller holds `parent`, so that nobody takes the slug meanwhile.
    """
    slug = slug_of(title)[:LENGTH].strip("-_") or instead
    # What is taken begins with the slug: few pages, whatever the number of those beside.
    beside = parent.get_children().filter(slug__startswith=slug)
    taken = set(beside.values_list("slug", flat=True)) | RESERVED_SLUGS
    taken |= _left_by_others(parent, slug)
    numbered = (f"{slug}-{number}" for number in count(2))
    return (
        slug
        if slug not in taken
        else next(each for each in numbered if each not in taken)
    )


def is_free(slug, parent, *, page):
    """Say whether `page` may take this slug under `parent`."""
    beside = parent.get_children().filter(slug=slug).exclude(pk=page.pk)
    others = _left_by_others(parent, slug, page=page)
    return slug not in RESERVED_SLUGS and slug not in others and not beside.exists()


def current_slug(slug):
    """Return the slug of the base that left this one; the same where none did."""
    index = BaseIndexPage.objects.only("url_path").get()
    path = f"{address_of(index.url_path)}{slug}"
    left = Redirect.objects.filter(old_path=path, redirect_page__basepage__isnull=False)
    taken = BasePage.objects.filter(slug=slug).exists()
    found = None if taken else left.values_list("redirect_page__slug", flat=True).first()
    return found or slug


def _left_by_others(parent, slug, *, page=None):
    """Return the slugs that lead to pages which left them: their readers still follow them."""
    address = address_of(parent.url_path)
    redirects = Redirect.objects.filter(old_path__startswith=f"{address}{slug}")
    if page is not None:
        redirects = redirects.exclude(redirect_page=page.pk)
    left = {
        path.removeprefix(address)
        for path in redirects.values_list("old_path", flat=True)
    }
    return {each for each in left if "/" not in each}
