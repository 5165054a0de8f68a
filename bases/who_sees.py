"""“Who can see this?”: one sentence for a page, with the rule that decides, and what adds to it."""

from dataclasses import dataclass, replace

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bases.models.access import BaseSettings, NamedAddress, Readership
from bases.models.cards import Card
from bases.models.sharing import ShareLink
from bases.readers_in_words import NOBODY, count_in_words, readers_of
from bases.rule_in_words import is_team_of, members_of, rule_in_words
from bases.sharing import working
from bases.teams import ROLE_WORDS, administers

MEMBERS_SHOWN = 100


@dataclass(frozen=True)
class Answer:
    """Who can see a page: the sentence, what holds it back now, what adds to it, and who.

    `members` (at most `MEMBERS_SHOWN`, of `member_count`) and `addresses` are filled for those who
    administer its base, and for nobody else.
    """

    sentence: str
    states: tuple
    notes: tuple
    members: tuple = ()
    member_count: int = 0
    addresses: tuple = ()


def who_sees(page, *, viewer):
    """Return the `Answer` for `page`, which has its card, as `viewer` may be told.

    A few queries, whatever the number of those who read.
    """
    base = _base_of(page)
    readers = readers_of(page, viewer=viewer)
    of_base = _readers_of_base(page, base, readers, viewer=viewer)
    answer = Answer(
        sentence=rule_in_words(base, readers, of_base),
        states=tuple(_states(page)),
        notes=tuple(_notes(page, base, readers)),
    )
    if base is not None and administers(viewer, base.page_id):
        return replace(answer, **_names(base, readers))
    return answer


def _base_of(page):
    bases = Card.objects.select_related("rule", "page")
    return bases.filter(pk=page.card.base_id).first()


def _readers_of_base(page, base, readers, *, viewer):
    if base is None or page.card.rule_id == base.rule_id:
        return readers
    base.page.card = base
    return readers_of(base.page, viewer=viewer)


def _states(page):
    """Yield what keeps the page from those readers now."""
    card = page.card
    if card.in_bin:
        yield _("It is in the bin: nobody reads it until it is restored.")
        return
    if card.expire_at and card.expire_at <= timezone.now():
        names = {"date": _day(card.expire_at)}
        yield _("It expired on %(date)s: nobody reads it any longer.") % names
    elif not card.live and (date := _date_of_publication(page)):
        names = {"date": _day(date)}
        yield _("It will be published on %(date)s: nobody reads it before.") % names
    elif not card.live:
        yield _("It is a draft: nobody reads it until it is published.")
    elif card.expire_at:
        names = {"date": _day(card.expire_at)}
        yield _("It expires on %(date)s: nobody will read it after.") % names


def _date_of_publication(page):
    planned = page.revisions.filter(approved_go_live_at__isnull=False)
    dates = planned.order_by("approved_go_live_at")
    return dates.values_list("approved_go_live_at", flat=True).first()


def _notes(page, base, readers):
    """Yield what opens besides the rule, and what is told of the page to everybody."""
    if not all(_tells_its_number(part, base) for part in _parts(readers)):
        yield count_in_words(readers)
    if base is not None:
        if not page.card.live or page.card.in_bin:
            yield _("Those who write in the base see it in the editing space.")
        if links := _working_links(page, base):
            yield ngettext(
                "%(count)s share link opens it besides, to whoever holds it.",
                "%(count)s share links open it besides, to whoever holds them.",
                links,
            ) % {"count": links}
        if _name_is_told(page, base):
            yield _(
                "Everyone sees the name of the base, and a sentence, in the list of bases."
            )
    if not readers.are_everyone and (count := _staff().count()):
        yield ngettext(
            "The person who runs the portal may open every page.",
            "The %(count)s people who run the portal may open every page.",
            count,
        ) % {"count": count}


def _working_links(page, base):
    links = ShareLink.objects.filter(page__in=[page.pk, base.page_id], base=base.page_id)
    return working(links).count()


def _name_is_told(page, base):
    if page.pk != base.page_id or not base.rule_id:
        return False
    settings = BaseSettings.objects.filter(base=base.page_id, shown_when_closed=True)
    return settings.exists()


def _staff():
    return get_user_model().objects.filter(is_superuser=True, is_active=True)


def _names(base, readers):
    """Return the members of the base, if its team reads the page, and the addresses named."""
    parts = _parts(readers)
    groups = [part.group_id for part in parts if part.kind == Readership.Kind.PEOPLE]
    named = NamedAddress.objects.filter(readership__group__in=groups)
    addresses = named.order_by("email").values_list("email", flat=True).distinct()
    names = {"addresses": tuple(addresses)}
    if any(is_team_of(part, base) for part in parts):
        members = members_of(base)
        names["member_count"] = members.count()
        names["members"] = tuple(
            (each.user.get_full_name(), ROLE_WORDS[each.role])
            for each in members.select_related("user")[:MEMBERS_SHOWN]
        )
    return names


def _parts(readers):
    return [part for clause in readers.clauses for part in clause.parts]


def _tells_its_number(part, base):
    return part.kind == NOBODY or (base is not None and is_team_of(part, base))


def _day(moment):
    return date_format(timezone.localtime(moment), "j F Y, H:i")
