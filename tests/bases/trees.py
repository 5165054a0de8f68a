"""Random portals, built in bulk, on which our rule is compared with Wagtail's own."""

import uuid

from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory
from wagtail.models import Locale, Page, PageViewRestriction

from accounts.models import User
from bases import bulk
from bases.access import visible_to
from bases.bulk_teams import insert_memberships, teams_of
from bases.cards import write_cards
from bases.models import BaseIndexPage, BasePage, Membership
from bases.rules import refresh_rules
from bases.visibility import restrict_new_pages

RESTRICTION_TYPES = ["groups", "groups", "groups", "login", "password"]


class RandomPortal:
    """A tree of plain pages with restrictions, and people of all kinds, changed at random."""

    def __init__(self, rng, *, pages, changes):
        self.rng = rng
        self.root = BaseIndexPage.objects.get()
        self.groups = [Group.objects.create(name=f"groupe {n}") for n in range(4)]
        self.people = self._people()
        grow(self.root, rng, count=pages)
        for _number in range(changes):
            rng.choice(self.CHANGES)(self)

    def check(self):
        """Fail on the first page that is listed to somebody who cannot open it, or not listed."""
        people = [self._with_groups(person) for person in self.people]
        opened = {person: set() for person in people}
        for page in Page.objects.exclude(depth=1):
            restrictions = page.get_view_restrictions().prefetch_related("groups")
            restrictions = list(restrictions)
            for person in people:
                if opens(page, restrictions, person):
                    opened[person].add(page.pk)
        for person in people:
            pages = visible_to(person, among=Page.objects.all())
            assert set(pages.values_list("pk", flat=True)) == opened[person], person
        assert not Page.objects.exclude(depth=1).filter(card=None).exists()

    def restrict(self):
        restriction = PageViewRestriction.objects.create(
            page=self._page(),
            restriction_type=self.rng.choice(RESTRICTION_TYPES),
            password="secret",
        )
        restriction.groups.set(self.rng.sample(self.groups, self.rng.randint(0, 2)))

    def lift(self):
        if restriction := self._restriction():
            restriction.delete()

    def regroup(self):
        if restriction := self._restriction():
            restriction.groups.set(self.rng.sample(self.groups, self.rng.randint(0, 3)))

    def ungroup(self):
        """Change the groups of restrictions from the side of a group."""
        group = self.rng.choice(self.groups)
        if self.rng.random() < 0.5:
            group.pageviewrestriction_set.clear()
        elif restriction := self._restriction():
            group.pageviewrestriction_set.add(restriction)

    def move(self):
        page, target = self._page(), self._page()
        if not target.path.startswith(page.path):
            page.move(target, pos="last-child")

    def copy(self):
        page, target = self._page(), self._page()
        if not target.path.startswith(page.path):
            slug = f"copie-{self.rng.random()}".replace(".", "-")
            page.copy(
                to=target, recursive=True, update_attrs={"slug": slug, "title": slug}
            )

    def delete(self):
        page = self._page()
        if page.depth > self.root.depth + 1:
            page.delete()

    def publish(self):
        page = self._page()
        if page.depth == self.root.depth:
            return
        if page.live:
            page.unpublish()
        else:
            page.save_revision().publish()

    def _people(self):
        people = [AnonymousUser(), User.objects.create_user("s@exemple.test")]
        people.append(User.objects.create_superuser("t@exemple.test"))
        for number in range(3):
            user = User.objects.create_user(f"p{number}@exemple.test")
            user.groups.set(self.rng.sample(self.groups, self.rng.randint(0, 3)))
            people.append(user)
        return people

    @staticmethod
    def _with_groups(person):
        """Return `person` as they are now, their groups read once."""
        if person.is_anonymous:
            return person
        return User.objects.prefetch_related("groups").get(pk=person.pk)

    def _page(self):
        under = Page.objects.filter(path__startswith=self.root.path).order_by("path")
        return self.rng.choice(list(under))

    def _restriction(self):
        found = list(PageViewRestriction.objects.order_by("pk"))
        return self.rng.choice(found) if found else None

    CHANGES = (restrict, restrict, lift, regroup, ungroup, move, copy, delete, publish)


def close_bases(count, *, member):
    """Add `count` bases in bulk, each closed to its team; `member` is in the team of one of ten."""
    root = BaseIndexPage.objects.get()
    first = root.get_children().count()
    bases = [
        BasePage(title=f"Fermée {number}", slug=f"fermee-{number}", summary="Une phrase.")
        for number in range(first, first + count)
    ]
    bulk.insert_pages((root, base) for base in bases)
    insert_memberships(
        Membership(base_id=base.pk, user=member, role=Membership.Role.READER)
        for base in bases[::10]
    )
    teams = teams_of([base.pk for base in bases])
    restrict_new_pages((base, [teams[base.pk]]) for base in bases)
    refresh_rules(root.path)


def opens(page, restrictions, user):
    """Say whether Wagtail's own rule opens `page`, under these restrictions, to `user`."""
    request = RequestFactory().get("/")
    request.user, request.session = user, {}
    return page.live and all(each.accept_request(request) for each in restrictions)


def grow(root, rng, *, count):
    """Add `count` plain pages at random places under `root`, in bulk, with their cards."""
    parents = []
    paths = [root.path]
    for _number in range(count):
        parent = rng.choice(paths)
        siblings = sum(1 for other in parents if other == parent)
        parents.append(parent)
        paths.append(Page._get_path(parent, len(parent) // 4 + 1, siblings + 1))
    add_in_bulk(root, parents)
    write_cards(Page.objects.filter(path__startswith=root.path))


def add_in_bulk(root, parents, *, start=0):
    """Add a plain page under each path of `parents`; return them."""
    plain = ContentType.objects.get_for_model(Page)
    locale = Locale.objects.get()
    urls = {root.path: root.url_path}
    children = {root.path: start}
    pages = []
    for number, parent in enumerate(parents):
        children[parent] = children.get(parent, 0) + 1
        path = Page._get_path(parent, len(parent) // 4 + 1, children[parent])
        urls[path] = f"{urls[parent]}page-{start + number}/"
        pages.append(
            Page(
                path=path,
                depth=len(path) // 4,
                title=f"Page {start + number}",
                draft_title=f"Page {start + number}",
                slug=f"page-{start + number}",
                url_path=urls[path],
                content_type=plain,
                locale=locale,
                translation_key=uuid.uuid4(),
            )
        )
    Page.objects.bulk_create(pages)
    by_path = {page.path: page for page in Page.objects.filter(path__in=children)}
    for path, count in children.items():
        by_path[path].numchild = count
    Page.objects.bulk_update(by_path.values(), ["numchild"], batch_size=200)
    return list(Page.objects.filter(path__in=[page.path for page in pages]))
