"""What the homes of bases of the demo put forward."""

import tomllib

from wagtail.models import Page

from bases.models import BasePage, HomeSection
from bases.sections import add_section, show_on_home
from home.demo.content import FOLDER


def load_homes():
    """Add the sections of the demo, unless there are some already."""
    if HomeSection.objects.exists():
        return
    text = (FOLDER / "homes.toml").read_text(encoding="utf-8")
    for given in tomllib.loads(text)["homes"]:
        base = BasePage.objects.get(slug=given["base"])
        show_on_home(base, latest=True, members=given["members"])
        for section in given["sections"]:
            _fill(add_section(base, section["title"]), section["pages"])


def _fill(section, slugs):
    found = Page.objects.child_of(section.base).filter(slug__in=slugs)
    pages = {page.slug: page for page in found}
    for position, slug in enumerate(slugs, start=1):
        section.items.create(page=pages[slug], position=position)
