"""The fiches and the collections of a large portal."""

from collections import Counter

from bases.bulk import insert_pages
from home.scale.bases import dates, next_number
from home.scale.bodies import body_of
from resources.models import CollectionItem, CollectionPage, ResourceKeyword, ResourcePage
from taxonomy.models import Audience, Keyword, Licence, Nature, Territory, Theme
from taxonomy.slugs import slug_of

# Bases whose files and fiches are drawn and inserted together.
BASES_AT_ONCE = 200
HEAVIEST = 60
FICHES_FOR_A_COLLECTION = 8


class Contents:
    """Draws fiches and collections, and inserts them in bases."""

    def __init__(self, words, media, *, owners):
        self.words, self.rng, self.media, self.owners = words, words.rng, media, owners
        self.themes, self.natures = list(Theme.objects.all()), list(Nature.objects.all())
        groups = Audience.Group
        self.beneficiaries = list(Audience.objects.filter(group=groups.BENEFICIARIES))
        self.professionals = list(Audience.objects.filter(group=groups.PROFESSIONALS))
        self.licences, self.territories = (
            list(model.objects.all()) for model in (Licence, Territory)
        )
        self.keywords = _keywords(words.keywords())
        self.number = next_number()

    def insert(self, bases, count):
        """Insert `count` fiches in `bases`, some with many and some with none, and collections."""
        weights = [min(self.rng.paretovariate(1.1), HEAVIEST) for _base in bases]
        shares = Counter(self.rng.choices(range(len(bases)), weights, k=count))
        for start in range(0, len(bases), BASES_AT_ONCE):
            places = range(start, min(start + BASES_AT_ONCE, len(bases)))
            batch = {bases[place]: shares[place] for place in places if shares[place]}
            self._insert_fiches(batch)

    def fiche(self, base, documents, images):
        """Return an unsaved fiche of `base`, which may show some of its files."""
        rng, words = self.rng, self.words
        image = images[0] if images else None
        page = ResourcePage(
            **self._described("fiches", base),
            summary=words.draw("fiches", "summaries"),
            cover=image if rng.random() < 0.4 else None,
            level=rng.choice(["", "beginner", "intermediate", "advanced"]),
            duration=rng.choice([None, 30, 45, 60, 90, 120]),
            territory=rng.choice(self.territories) if rng.random() < 0.2 else None,
            licence=rng.choice(self.licences) if rng.random() < 0.2 else base.licence,
        )
        page.body = body_of(words, documents=documents, image=image)
        page.themes = rng.sample(self.themes, rng.randint(1, 3))
        page.natures = rng.sample(self.natures, rng.randint(1, 2))
        page.beneficiaries = rng.sample(self.beneficiaries, rng.randint(0, 2))
        page.professionals = rng.sample(self.professionals, rng.randint(0, 2))
        page.resource_keywords = [
            ResourceKeyword(tag=keyword)
            for keyword in rng.sample(self.keywords, rng.randint(0, 4))
        ]
        if rng.random() < 0.03:
            page.live, page.has_unpublished_changes = False, True
            page.first_published_at = page.last_published_at = None
        return page

    def _insert_fiches(self, counts):
        bases = list(counts)
        documents = self.media.documents_for(bases)
        images = self.media.images_for(bases)
        fiches = [
            (base, self.fiche(base, documents.get(base.pk), images.get(base.pk)))
            for base, count in counts.items()
            for _fiche in range(count)
        ]
        collections = [
            (base, self._collection(base))
            for base, count in counts.items()
            for _collection in range(count // FICHES_FOR_A_COLLECTION)
        ]
        insert_pages([*fiches, *collections])
        by_base = {}
        for base, fiche in fiches:
            by_base.setdefault(base.pk, []).append(fiche.pk)
        CollectionItem.objects.bulk_create(
            CollectionItem(collection=collection, item_id=item, position=position)
            for base, collection in collections
            for position, item in enumerate(self._items(by_base[base.pk]), start=1)
        )

    def _items(self, fiches):
        return self.rng.sample(fiches, min(len(fiches), self.rng.randint(3, 10)))

    def _collection(self, base):
        summary = self.words.draw("fiches", "summaries")
        return CollectionPage(**self._described("collections", base), summary=summary)

    def _described(self, part, base):
        self.number += 1
        title = self.words.draw(part, "titles")
        return {
            "title": title,
            "slug": f"{slug_of(title)}-{self.number}",
            "owner_id": self.owners[base.pk],
            **dates(self.rng),
        }


def _keywords(names):
    """Return the keywords of these names that nobody forbade; add those that are missing."""
    known = set(Keyword.objects.values_list("name", flat=True))
    for name in sorted(set(names) - known):
        Keyword.objects.create(name=name)
    return list(Keyword.objects.filter(name__in=names, forbidden=False))
