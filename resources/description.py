"""What is told of a fiche beside its content: what it is filed under, and who made it."""

from django.db.models import F, Value

from accounts.profiles import public_urls
from bases.access import visible_to
from bases.addresses import address_of
from bases.models import Card
from taxonomy.models import Audience, Keyword, Nature, Theme

# What a fiche is filed under: the vocabulary, and how it names the fiche.
VOCABULARIES = {
    "themes": (Theme, "resources"),
    "natures": (Nature, "resources"),
    "beneficiaries": (Audience, "resources_for_beneficiaries"),
    "professionals": (Audience, "resources_for_professionals"),
    "keywords": (Keyword, "resource_keywords__content_object"),
}


def terms_of(page, *, is_preview=False):
    """Return `{"themes": [{"name", "slug", "family"}, …], "natures": [name, …], …}`, in order.

    One query, whatever the number of vocabularies. A preview reads on the page itself what is
    not saved yet.
    """
    found = {name: [] for name in VOCABULARIES}
    rows = _rows_on(page) if is_preview else _rows_of(page.pk)
    for vocabulary, _position, name, slug, family in sorted(rows):
        is_theme = vocabulary == "themes"
        theme = {"name": name, "slug": slug, "family": family}
        found[vocabulary].append(theme if is_theme else name)
    return found


def credits_of(page, user):
    """Return who made a fiche: the other bases that `user` may open, outsiders, people."""
    producing = [row.base_id for row in page.producing_bases.all()]
    bases = visible_to(user, among=Card.objects.filter(page__in=producing))
    return {
        "producing_bases": [
            {"title": title, "url": address_of(url_path)}
            for title, url_path in bases.order_by("title", "pk").values_list(
                "title", "page__url_path"
            )
        ],
        "producers": list(page.external_producers.select_related("actor_type")),
        "co_authors": _co_authors(page),
    }


def _co_authors(page):
    """Return `[{"name", "url"}, …]`; no address for those who show no profile."""
    authors = list(page.co_authors.all())
    urls = public_urls(author.user_id for author in authors)
    return [
        {"name": author.name, "url": urls.get(author.user_id, "")} for author in authors
    ]


def _rows_of(page_id):
    one, *others = (
        _terms(model)
        .filter(**{fiche: page_id})
        .values_list(Value(name), "place", "name", "slug", "hue")
        for name, (model, fiche) in VOCABULARIES.items()
    )
    return one.union(*others, all=True)


def _terms(model):
    """Return the terms of a vocabulary, each with its `place` and its `hue`, in no order."""
    terms = model.objects.order_by()
    if model is Keyword:
        terms = terms.filter(forbidden=False)
    place = Value(0) if model is Keyword else F("position")
    hue = F("category__family") if model is Theme else Value("")
    return terms.annotate(place=place, hue=hue)


def _rows_on(page):
    for name in VOCABULARIES:
        for term in getattr(page, name).all():
            if not getattr(term, "forbidden", False):
                family = term.category.family if name == "themes" else ""
                yield name, getattr(term, "position", 0), term.name, term.slug, family
