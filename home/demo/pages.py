"""The bases, fiches and collections of the demo portal. What is there already is left as it is."""

from datetime import datetime, time

from django.utils import timezone

from bases import readerships
from bases.models import BaseIndexPage, BaseNetwork, BasePage, BaseSettings
from bases.visibility import (
    Visibility,
    open_to_all,
    restrict_to,
    set_visibility,
    visibility_of,
)
from bases.workbenches import refresh_listed
from home.demo.blocks import stream_of
from home.demo.media import demo_image
from resources.collecting import add_to_collection
from resources.models import (
    CoAuthor,
    CollectionPage,
    ExternalProducer,
    ProducingBase,
    ResourcePage,
)
from taxonomy.models import ActorType, Audience, Licence, Nature, Territory, Theme


def load_pages(portals):
    """Add what is missing of the bases that `portals` describe; return the pages added."""
    bases = {each["base"]["slug"]: _base(each["base"]) for each in portals}
    fiches, added = {}, []
    for each in portals:
        base = bases[each["base"]["slug"]]
        for fiche in each.get("fiches", []):
            page, is_new = _fiche(base, fiche)
            fiches[f"{base.slug}/{fiche['slug']}"] = page
            if is_new:
                added.append((page, fiche))
    for page, fiche in added:
        _publish(page, fiche, fiches, bases)
    for each in portals:
        base = bases[each["base"]["slug"]]
        for collection in each.get("collections", []):
            _collection(base, collection, fiches)
    return [page for page, _fiche in added]


def _base(given):
    base = BasePage.objects.filter(slug=given["slug"]).first()
    if base:
        return base
    moment = _moment(given["created"])
    base = BasePage(
        title=given["title"],
        slug=given["slug"],
        summary=given["summary"],
        description=given["description"],
        contact_email=given["contact_email"],
        contact_shown=given["contact_shown"],
        website=given["website"],
        territory=Territory.objects.get(code=given["territory"]),
        licence=_licence(given["licence"]),
        cover=_cover(given),
        first_published_at=moment,
        last_published_at=moment,
    )
    base.actor_types = ActorType.objects.filter(name__in=given["actor_types"])
    base.networks = [BaseNetwork(**each) for each in given["networks"]]
    _add(BaseIndexPage.objects.get(), base)
    BaseSettings.objects.filter(base=base).update(
        purpose=given["purpose"], default_readership=given["default_readership"]
    )
    refresh_listed([base.pk])
    types = ActorType.objects.filter(name__in=given["readers"])
    readers = [readerships.verified(actor_type) for actor_type in types]
    set_visibility(base, Visibility(given["visibility"]), readers=readers)
    return base


def _fiche(base, given):
    """Return the fiche, and whether it is new: then it stands empty, as a draft."""
    existing = ResourcePage.objects.child_of(base).filter(slug=given["slug"]).first()
    if existing:
        return existing, False
    page = ResourcePage(
        title=given["title"], slug=given["slug"], summary=given["summary"], live=False
    )
    base.add_child(instance=page)
    _set_readership(page, base, given["readership"])
    return page, True


def _publish(page, given, fiches, bases):
    base = bases[page.url_path.split("/")[-3]]
    _describe(page, given, base)
    page.body = page.body.stream_block.to_python(
        stream_of(given["blocks"], pages=fiches, base=base)
    )
    page.cover = _cover(given, base=base)
    page.external_producers = [
        ExternalProducer(
            name=each["name"],
            website=each.get("website", ""),
            actor_type=ActorType.objects.filter(name=each.get("kind")).first(),
        )
        for each in given.get("producers", [])
    ]
    page.producing_bases = [
        ProducingBase(base=bases[slug]) for slug in given.get("producing_bases", [])
    ]
    page.co_authors = [CoAuthor(name=name) for name in given.get("co_authors", [])]
    page.live = True
    page.has_unpublished_changes = False
    page.first_published_at = _moment(given["published"])
    page.last_published_at = _moment(given.get("updated", given["published"]))
    page.save()
    _keep_revision(page)


def _describe(page, given, base):
    page.themes = Theme.objects.filter(name__in=given["themes"])
    page.natures = Nature.objects.filter(name__in=given["natures"])
    audiences = Audience.objects.all()
    page.beneficiaries = audiences.filter(name__in=given.get("beneficiaries", []))
    page.professionals = audiences.filter(name__in=given.get("professionals", []))
    page.keywords.set(given.get("keywords", []))
    page.level = given.get("level", "")
    page.duration = given.get("duration") or None
    page.material = given.get("material", "")
    page.language = given.get("language", "fr")
    page.territory = Territory.objects.filter(code=given.get("territory")).first()
    page.licence = _licence(given["licence"]) if given.get("licence") else base.licence


def _collection(base, given, fiches):
    if CollectionPage.objects.child_of(base).filter(slug=given["slug"]).exists():
        return
    dates = [fiches[item["page"]].first_published_at for item in given["items"]]
    collection = CollectionPage(
        title=given["title"],
        slug=given["slug"],
        summary=given["summary"],
        first_published_at=max(dates),
        last_published_at=max(dates),
    )
    _add(base, collection)
    _set_readership(collection, base, given.get("readership", ""))
    for item in given["items"]:
        add_to_collection(collection, fiches[item["page"]], note=item.get("note", ""))


def _add(parent, page):
    parent.add_child(instance=page)
    _keep_revision(page)


def _keep_revision(page):
    """Give a page written here the revision that publishing would have left."""
    revision = page.save_revision(changed=False)
    page.live_revision = revision
    page.save(update_fields=["live_revision"], clean=False)


def _set_readership(page, base, readership):
    if readership == "base":
        open_to_all(page)
    elif readership == "team" and visibility_of(page) == Visibility.PUBLIC:
        restrict_to(page, [readerships.team_of(base.pk)])


def _cover(given, *, base=None):
    name = given.get("cover")
    return demo_image(name, alternative=given["cover_alt"], base=base) if name else None


def _licence(identifier):
    field = "name" if identifier == "Tous droits réservés" else "spdx"
    return Licence.objects.get(**{field: identifier})


def _moment(day):
    return timezone.make_aware(datetime.combine(day, time(9)))
