"""Keeps, next to the tree, what each page asks of its reader."""

import hashlib
from functools import partial

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from bases.models.access import ClauseGroup, Readership, ReadingClause, ReadingRule
from bases.models.cards import Card
from bases.workbenches import refresh_listed_under

STEP = Page.steplen
BATCH = 500
Needs = ReadingClause.Needs
NEEDS = {
    PageViewRestriction.GROUPS: Needs.GROUP,
    PageViewRestriction.LOGIN: Needs.LOGIN,
    PageViewRestriction.PASSWORD: Needs.NOTHING_SERVES,
}


def refresh_rules(path):
    """Write again the rule of each card at `path` or under it; return how many changed."""
    with transaction.atomic():
        changed = {}
        wanted = _wanted_rules(path)
        for card_id, card_path, rule_id in _cards_under(path):
            if wanted(card_path) != rule_id:
                changed.setdefault(wanted(card_path), []).append(card_id)
        for rule_id, card_ids in changed.items():
            for start in range(0, len(card_ids), BATCH):
                batch = card_ids[start : start + BATCH]
                Card.objects.filter(pk__in=batch).update(rule_id=rule_id)
        if changed:
            refresh_listed_under(path)
    return sum(map(len, changed.values()))


def refresh_rules_of(changed, *, reverse):
    """Write again the rules under a restriction whose groups changed.

    `changed` is the restriction, or the group where the change came from its side (`reverse`).
    A clear from the side of a group no longer says whose it was: every rule is written again.
    """
    if reverse:
        refresh_rules(Page._get_path("", 1, 1))
    else:
        refresh_rules(changed.page.path)


def take_out_of_restrictions(group):
    """Take a group that goes out of the restrictions that name it, and write their rules again.

    A restriction that is left without a group lets nobody in.
    """
    for restriction in group.pageviewrestriction_set.select_related("page"):
        restriction.groups.remove(group)


def rule_at(path):
    """Return the id of the rule of a page at `path`, None where it asks for nothing."""
    return rules_at([path])[path]


def rules_at(paths):
    """Return `{path: id of the rule of a page there}`, in a few queries for all of them."""
    above = {each for path in paths for each in paths_above(path)}
    wanted = _rule_finder(Q(page__path__in=above))
    return {path: wanted(path) for path in paths}


def paths_above(path):
    """Return the paths of the ancestors of a page, and its own, from the root down."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def intern_rule(clauses):
    """Return the id of the rule made of `clauses`, None where there are none.

    `clauses`: an iterable of `(needs, group_ids)`. The same set of clauses is one row.
    """
    clauses = sorted({(needs, tuple(sorted(group_ids))) for needs, group_ids in clauses})
    # Whoever is in a group is signed in: beside another clause, this one asks for nothing more.
    clauses = [each for each in clauses if each[0] != Needs.LOGIN] or clauses
    if not clauses:
        return None
    key = hashlib.sha256(repr(clauses).encode()).hexdigest()
    with transaction.atomic():
        rule, is_new = ReadingRule.objects.get_or_create(
            key=key,
            defaults={
                "clause_count": len(clauses),
                "teams_only": partial(_lets_in_one_team, clauses),
            },
        )
        if is_new:
            for needs, group_ids in clauses:
                clause = ReadingClause.objects.create(rule=rule, needs=needs)
                ClauseGroup.objects.bulk_create(
                    ClauseGroup(
                        clause=clause,
                        group_id=group_id,
                        rule=rule,
                        clause_count=rule.clause_count,
                    )
                    for group_id in group_ids
                )
    return rule.pk


def _lets_in_one_team(clauses):
    alone = [group_ids[0] for _needs, group_ids in clauses if len(group_ids) == 1]
    teams = Readership.objects.filter(kind=Readership.Kind.TEAM, group__in=alone)
    return teams.exists()


def _cards_under(path):
    return Card.objects.filter(page__path__startswith=path).values_list(
        "pk", "page__path", "rule_id"
    )


def _wanted_rules(path):
    """Return the function that gives the rule of any path at `path` or under it."""
    under = Q(page__path__startswith=path)
    return _rule_finder(under | Q(page__path__in=paths_above(path)))


def _rule_finder(condition):
    """Return the function that gives the rule of a path, by the restrictions that are so."""
    clauses = _clauses_by_path(condition)
    interned = {}

    def wanted(page_path):
        found = frozenset(
            clause for each in paths_above(page_path) for clause in clauses.get(each, ())
        )
        if found not in interned:
            interned[found] = intern_rule(found)
        return interned[found]

    return wanted


def _clauses_by_path(condition):
    """Return `{path: [(needs, group_ids), …]}` for what the restrictions that are so ask."""
    restrictions = PageViewRestriction.objects.filter(condition).exclude(
        restriction_type=PageViewRestriction.NONE
    )
    found = {}
    for restriction in restrictions.select_related("page").prefetch_related("groups"):
        needs = NEEDS[restriction.restriction_type]
        group_ids = ()
        if needs == Needs.GROUP:
            group_ids = tuple(sorted(group.pk for group in restriction.groups.all()))
        found.setdefault(restriction.page.path, []).append((needs, group_ids))
    return found
