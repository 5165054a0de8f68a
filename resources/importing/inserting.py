"""Fiches of rows that were never seen before, inserted in bulk."""

from django.utils import timezone

from bases.bulk import insert_pages
from bases.bulk_revisions import insert_revisions
from bases.slugs import FreeSlugs
from resources.importing.plans import Fate
from resources.models import ImportedFiche, ResourcePage


class Inserter:
    """Inserts fiches in a base, batch after batch: published, or drafts where something lacks."""

    def __init__(self, base, *, terms):
        self.base, self.terms = base, terms
        self.slugs = FreeSlugs(base, instead="fiche")

    def insert(self, plans, *, documents):
        """Insert a fiche for each of `plans`; the caller holds the base, in a transaction."""
        keywords = self.terms.keywords([word for plan in plans for word in plan.keywords])
        slugs = self.slugs.take([plan.row.title for plan in plans])
        pages = []
        for plan, slug in zip(plans, slugs, strict=True):
            page = _new_page(slug, live=plan.fate is Fate.PUBLISHED)
            plan.write_on(page, keywords=keywords, documents=documents)
            pages.append(page)
        insert_pages((self.base, page) for page in pages)
        insert_revisions(pages)
        ImportedFiche.objects.bulk_create(
            ImportedFiche(
                base=self.base,
                identifier=plan.row.identifier,
                page=page,
                revision=page.latest_revision,
                published=page.live,
                digest=plan.digest,
                left_out=plan.left_out,
            )
            for plan, page in zip(plans, pages, strict=True)
        )


def _new_page(slug, *, live):
    now = timezone.now() if live else None
    return ResourcePage(
        slug=slug,
        live=live,
        has_unpublished_changes=not live,
        first_published_at=now,
        last_published_at=now,
    )
