"""The bases of a large portal, and who may read them."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from bases import readerships
from bases.bulk import BATCH, insert_pages
from bases.bulk_teams import teams_of
from bases.models import BaseIndexPage, BasePage, BaseSettings
from bases.rules import refresh_rules
from bases.visibility import restrict_new_pages
from bases.workbenches import refresh_listed
from taxonomy.models import ActorType, Licence, Territory
from taxonomy.slugs import slug_of

FIVE_YEARS = timedelta(days=5 * 365)
Purpose = BaseSettings.Purpose


def next_number():
    """Return a number that no slug of a portal grown before ends with."""
    return (Page.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def insert_bases(words, count):
    """Insert `count` public bases, each with its settings; return them."""
    rng, number = words.rng, next_number()
    licences, territories = list(Licence.objects.all()), list(Territory.objects.all())
    actor_types = list(ActorType.objects.all())
    root, bases = BaseIndexPage.objects.get(), []
    for place in range(count):
        title = words.draw("bases", "titles")
        base = BasePage(
            title=title,
            slug=f"{slug_of(title)}-{number + place}",
            summary=words.draw("bases", "summaries"),
            description=f"<p>{words.paragraph()}</p>",
            territory=rng.choice(territories),
            licence=rng.choice(licences),
            **dates(rng),
        )
        base.actor_types = rng.sample(actor_types, 1)
        bases.append(base)
    insert_pages((root, base) for base in bases)
    _draw_settings(rng, bases)
    return bases


def dates(rng):
    """Return when a page was published and changed, within the last five years."""
    first = timezone.now() - rng.random() * FIVE_YEARS
    last = (
        first
        if rng.random() < 0.7
        else timezone.now() - rng.random() * (timezone.now() - first)
    )
    return {"first_published_at": first, "last_published_at": last}


def close_bases(rng, bases, people):
    """Close `bases`: most to their team alone, others to some readers besides."""
    types = [
        readerships.verified(actor_type)
        for actor_type in ActorType.objects.filter(verified=True)
    ]
    for start in range(0, len(bases), BATCH):
        batch = bases[start : start + BATCH]
        teams = teams_of([base.pk for base in batch])
        restrict_new_pages(
            (base, {teams[base.pk], *_others(rng, base, types, teams, people)})
            for base in batch
        )
    refresh_rules(BaseIndexPage.objects.get().path)


def _others(rng, base, types, teams, people):
    """Return who reads a closed base besides its team."""
    drawn = rng.random()
    if drawn < 0.6:
        return []
    if drawn < 0.8 and types:
        return [rng.choice(types)]
    if drawn < 0.95:
        return [rng.choice(list(teams.values()))]
    chosen = rng.sample(people, min(3, len(people)))
    return [readerships.named_people(base.pk, [person.email for person in chosen])]


def _draw_settings(rng, bases):
    for start in range(0, len(bases), BATCH):
        ids = [base.pk for base in bases[start : start + BATCH]]
        rows = list(BaseSettings.objects.filter(base__in=ids))
        for row in rows:
            row.purpose = rng.choice(Purpose.values)
            row.shown_when_closed = rng.random() < 0.3
            if rng.random() < 0.05:
                row.default_readership = BaseSettings.DefaultReadership.TEAM
        BaseSettings.objects.bulk_update(
            rows, ["purpose", "shown_when_closed", "default_readership"], batch_size=100
        )
        refresh_listed(ids)
