"""What a person may do with pages in the admin."""

from posixpath import commonprefix

from django.db.models import F, Q
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from bases.access import readable_by
from bases.models.cards import Card
from bases.newcomers import is_held
from bases.policies.standing import bases_written_by, places_of, role_at, satisfies
from bases.teams import ADMINISTERING

WRITING = frozenset({"add", "change", "publish", "lock", "unlock"})
ADMINISTRATION = WRITING | {"bulk_delete"}
# What a contributor does with the page of the base itself: put pages under it.
AT_THE_DOOR = frozenset({"add", "publish"})
NOTHING = Q(pk__in=[])
# What waits for staff, of those whose first publication they read.
HELD_BACK = frozenset({"publish"})


class PortalPagePolicy(PagePermissionPolicy):
    """Adds what memberships give to what groups give, on the pages that the person may read.

    What one may not read, one meets nowhere in the admin, whatever one's groups cover.
    """

    def get_all_permissions_for_user(self, user):
        given = super().get_all_permissions_for_user(user)
        root = Q(page__depth=1)
        return given.filter(root | _open_to(user, "page__card__"))

    def user_has_any_permission(self, user, actions):
        if super().user_has_any_permission(user, actions):
            return True
        roles = set(places_of(user).values())
        held = {action for role in roles for action in _held_by(role)}
        return bool(held & _asked_by(user, actions))

    def user_has_any_permission_for_instance(self, user, actions, instance):
        everything = self._base_user_has_permission(user)
        if everything is not None:
            return everything
        held = self.actions_on(user, instance)
        if self.only_adds_under(user, instance, held):
            held = held & {"add"}
        elif "add" in held and instance.owner_id == user.pk:
            held = held | {"change"}
        return bool(held & set(actions))

    def actions_on(self, user, page):
        """Return what `user`, who is no superuser, may do with `page` and under it."""
        if not is_open_to(user, page):
            return frozenset()
        given = {
            each.permission.codename.removesuffix("_page")
            for each in self.get_cached_permissions_for_user(user)
            if page.path.startswith(each.page.path)
        }
        role = role_at(user, page.path)
        at_the_door = role not in ADMINISTERING and page.path in places_of(user)
        held = frozenset(given) | (AT_THE_DOOR if at_the_door else _held_by(role))
        return _asked_by(user, held)

    def only_adds_under(self, user, page, held):
        """Say whether what `user` holds on `page`, the page of a base, is for what is under it."""
        return page.path in places_of(user) and "change" not in held

    def instances_user_has_any_permission_for(self, user, actions):
        everything = self._base_queryset_for_user(user)
        if everything is not None:
            return everything
        actions = _asked_by(user, actions)
        held = self._given_by_groups(user, actions) | _given_by_bases(user, actions)
        return self.model._default_manager.filter(held, _open_to(user, "card__"))

    def instances_with_direct_explore_permission(self, user):
        if user.is_superuser:
            return super().instances_with_direct_explore_permission(user)
        return list(Page.objects.filter(path__in=self._explored_from(user)))

    def explorable_root_instance(self, user):
        """Return where the explorer of `user` starts: the base, or what holds all of them."""
        if user.is_superuser:
            return super().explorable_root_instance(user)
        if not hasattr(user, self._explorable_root_instance_cache_name):
            path = _common_path(self._explored_from(user))
            root = Page.objects.filter(path=path).first() if path else None
            setattr(user, self._explorable_root_instance_cache_name, root)
        return getattr(user, self._explorable_root_instance_cache_name)

    def explorable_instances(self, user):
        """Return the pages that the explorer shows: those that are handled, and the way to them."""
        pages = self.model._default_manager
        everything = self._base_queryset_for_user(user)
        if everything is not None:
            return everything.exclude(card__in_bin=True)
        handled = self._given_by_groups(user, ADMINISTRATION) | _given_by_bases(
            user, {"add"}
        )
        way = Q(path__in=_ways(self._explored_from(user)))
        return pages.filter(way | (handled & _open_to(user, "card__")))

    def _explored_from(self, user):
        """Return the paths under which `user` does something."""
        given = {
            each.page.path
            for each in self.get_cached_permissions_for_user(user)
            if each.permission.codename.removesuffix("_page") in ADMINISTRATION
        }
        return given | places_of(user).keys()

    def _given_by_groups(self, user, actions):
        codenames = self._get_permission_codenames(actions)
        adds_own = "change" in actions and "add" not in actions
        given = NOTHING
        for each in self.get_cached_permissions_for_user(user):
            under = Q(path__startswith=each.page.path)
            if each.permission.codename in codenames:
                given |= under
            elif adds_own and each.permission.codename == "add_page":
                given |= under & Q(owner=user)
        return given


def is_open_to(user, page):
    """Say whether `page` is out of the bin, and asks for nothing that `user` does not have.

    A page that is not saved yet asks for what the page above it asks for.
    """
    if page.depth == 1:
        return True
    if page.pk:
        card = getattr(page, "card", None)
    else:
        card = Card.objects.filter(page__path=page.path[: -Page.steplen]).first()
    if card is None or card.in_bin:
        return False
    return card.rule_id is None or satisfies(user, card.rule_id)


def _open_to(user, prefix):
    return Q(**{f"{prefix}in_bin": False}) & readable_by(user, prefix)


def _asked_by(user, actions):
    """Return `actions`, but for what `user` does not do before staff read them."""
    return frozenset(actions) - (HELD_BACK if is_held(user) else frozenset())


def _held_by(role):
    if role is None:
        return frozenset()
    return ADMINISTRATION if role in ADMINISTERING else WRITING


def _given_by_bases(user, actions):
    """Return the condition that a page is of a base where the role of `user` gives an action."""
    given = Q(card__base__in=bases_written_by(user, administered=True))
    if not set(actions) & ADMINISTRATION:
        return NOTHING
    if "add" in actions:
        return Q(card__base__in=bases_written_by(user))
    if set(actions) & WRITING:
        # All but the page of the base itself, which is its administrators'.
        given |= Q(card__base__in=bases_written_by(user)) & ~Q(card__base=F("pk"))
    return given


def _common_path(paths):
    """Return the path of the lowest page that holds all of `paths`, "" where there is none."""
    common = commonprefix(list(paths))
    return common[: len(common) - len(common) % Page.steplen]


def _ways(paths):
    """Return the paths from the lowest page that holds all of `paths` down to each of them."""
    start = len(_common_path(paths))
    step = Page.steplen
    return {
        path[:end] for path in paths for end in range(max(start, step), len(path), step)
    } | ({_common_path(paths)} if start else set())
