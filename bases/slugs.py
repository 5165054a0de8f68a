"""How a new page stands in addresses: from its title, free, and none of the portal's own."""

from collections import Counter
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
    slug = _stem(title, instead)
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


class FreeSlugs:
    """Gives slugs to many new pages under one parent, in a few queries for each batch of them.

    The caller holds the parent while a batch is given its slugs and inserted.
    """

    def __init__(self, parent, *, instead):
        self.parent, self.instead = parent, instead
        self.numbers = Counter()

    def take(self, titles):
        """Return a free slug for each of `titles`, in their order."""
        stems = [_stem(title, self.instead) for title in titles]
        slugs = [self._next(stem) for stem in stems]
        while taken := self._taken_among(slugs):
            again = [place for place, slug in enumerate(slugs) if slug in taken]
            for stem in {stems[place] for place in again}:
                # Where thousands are taken already, few are tried.
                self.numbers[stem] += self.numbers[stem] // 2
            for place in again:
                slugs[place] = self._next(stems[place])
        return slugs

    def _next(self, stem):
        self.numbers[stem] += 1
        number = self.numbers[stem]
        return stem if number == 1 else f"{stem}-{number}"

    def _taken_among(self, slugs):
        beside = self.parent.get_children().filter(slug__in=slugs)
        address = address_of(self.parent.url_path)
        left = Redirect.objects.filter(
            old_path__in=[f"{address}{slug}" for slug in slugs]
        )
        paths = left.values_list("old_path", flat=True)
        return (
            RESERVED_SLUGS.intersection(slugs)
            | set(beside.values_list("slug", flat=True))
            | {path.removeprefix(address) for path in paths}
            # One that ends as the number of another does would be given twice.
            | {slug for slug, times in Counter(slugs).items() if times > 1}
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


def _stem(title, instead):
    return slug_of(title)[:LENGTH].strip("-_") or instead


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
