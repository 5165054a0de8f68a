"""Portals built in bulk, to measure on."""

import uuid

from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, PageViewRestriction

from accounts.models import User
from bases.models import BaseIndexPage, Card
from bases.rules import refresh_rules


def readers():
    """Return the readers who are timed, by name."""
    return {
        "anonymous": AnonymousUser(),
        "member": User.objects.create_user("membre@exemple.test"),
    }


def open_bases(count):
    """Add `count` pages that everybody may read under the list of bases; return them."""
    root = BaseIndexPage.objects.get()
    plain = ContentType.objects.get_for_model(Page)
    locale = Locale.objects.get()
    numbers = range(root.numchild + 1, root.numchild + count + 1)
    pages = Page.objects.bulk_create(
        Page(
            path=Page._get_path(root.path, root.depth + 1, number),
            depth=root.depth + 1,
            title=f"Base {number}",
            draft_title=f"Base {number}",
            slug=f"base-{number}",
            url_path=f"{root.url_path}base-{number}/",
            content_type=plain,
            locale=locale,
            translation_key=uuid.uuid4(),
        )
        for number in numbers
    )
    Page.objects.filter(pk=root.pk).update(numchild=root.numchild + count)
    pages = list(Page.objects.filter(path__in=[page.path for page in pages]))
    Card.objects.bulk_create(
        Card(page=page, title=page.title, kind=Card.Kind.BASE, live=True)
        for page in pages
    )
    return pages


def close_bases(count, *, member):
    """Add `count` pages, each closed to a group of its own; `member` is in one of ten."""
    pages = open_bases(count)
    groups = Group.objects.bulk_create(Group(name=str(uuid.uuid4())) for _page in pages)
    restrictions = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=page, restriction_type="groups") for page in pages
    )
    through = PageViewRestriction.groups.through
    through.objects.bulk_create(
        through(pageviewrestriction=restriction, group=group)
        for restriction, group in zip(restrictions, groups, strict=True)
    )
    member.groups.add(*groups[::10])
    refresh_rules(BaseIndexPage.objects.get().path)
