"""The planted pages: fiches and collections, published, drafted, scheduled, expired, binned."""

from datetime import timedelta
from functools import partial

from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME

from labase_site.leaks.filling import PlantedBlocks, planted_texts
from labase_site.leaks.portal import CLOSED
from resources.models import CollectionPage, ResourcePage
from taxonomy.models import AbstractTerm, Keyword


class PageMaker:
    """Writes pages full of planted words, by the people of a team."""

    def __init__(self, portal, *, former, readers=(), situation=CLOSED):
        self._portal = portal
        self._situation = situation
        self._plant = partial(portal.lexicon.plant, readers=readers)
        self.former = former

    def write(self, page, place, *, files=None):
        """Fill every text of `page`, unsaved, with words of its own; keep its address."""
        kept = {"slug"} if page.slug else set()
        texts = planted_texts(type(page), self._plant, place=place, kept=kept)
        for name, text in texts.items():
            setattr(page, name, text)
        for relation in get_all_child_relations(page):
            self._write_children(page, relation, place)
        for field in page._meta.many_to_many:
            if issubclass(field.related_model, AbstractTerm):
                terms = field.related_model.objects.order_by("pk")
                setattr(page, field.name, terms[:1])
        if files:
            self._show_files(page, files, place)
        return page

    def add(self, model, parent, place, *, files=None, **fields):
        """Return a new page under `parent`, full of words of its own."""
        page = self.write(model(owner=self.former, **fields), place, files=files)
        parent.add_child(instance=page)
        page.save_revision(user=self.former)
        self._portal.note("page", self._situation, page.pk)
        return page

    def revise(self, page, place, *, files=None):
        """Save a draft of `page`, full of other words, by somebody who is no longer there."""
        self.write(page, place, files=files)
        return page.save_revision(user=self.former, log_action=True)

    def _write_children(self, page, relation, place):
        name, model = relation.get_accessor_name(), relation.related_model
        if name == COMMENTS_RELATION_NAME:
            return
        texts = planted_texts(model, self._plant, place=f"{place}, {name}")
        if texts:
            setattr(page, name, [model(**texts)])

    def _show_files(self, page, files, place):
        page.cover = files.cover
        if isinstance(page, ResourcePage):
            made = PlantedBlocks(
                self._plant, place=place, image=files.image, document=files.document
            )
            block = page.body.stream_block
            page.body = block.to_python(made.stream(block))
            page.keywords.add(keyword(self._plant(f"{place}: keyword")))


def keyword(name):
    """Return a keyword of this name."""
    return Keyword.objects.create(name=name, slug=name)


def plant_published(maker, base, files):
    """Add to `base` a fiche and a collection, published; return them by situation."""
    return {
        "published": published(maker, base, files, "published fiche"),
        "collection": maker.add(CollectionPage, base, "collection", files=files),
    }


def plant_unpublished(maker, base, files):
    """Add to `base` fiches in every situation in which a page is not shown; return them."""
    past = timezone.now() - timedelta(days=1)
    draft = maker.add(
        ResourcePage, base, "fiche never published", files=files, live=False
    )
    maker.revise(draft, "draft of a fiche never published", files=files)
    return {
        "draft": draft,
        "scheduled": scheduled(maker, base, files),
        "expired": maker.add(
            ResourcePage, base, "expired fiche", files=files, expire_at=past
        ),
    }


def published(maker, base, files, place):
    """Return a fiche published twice, whose next version is a draft."""
    fiche = maker.add(ResourcePage, base, f"first version, {place}", files=files)
    maker.revise(fiche, place, files=files).publish()
    maker.revise(fiche, f"draft, {place}", files=files)
    return fiche


def scheduled(maker, base, files):
    """Return a fiche that will be published tomorrow."""
    fiche = maker.add(ResourcePage, base, "scheduled fiche", files=files, live=False)
    fiche.go_live_at = timezone.now() + timedelta(days=1)
    fiche.save_revision(user=maker.former).publish()
    return fiche
