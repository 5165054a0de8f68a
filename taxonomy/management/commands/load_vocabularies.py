from django.core.management.base import BaseCommand

from taxonomy.loading import load_vocabularies


class Command(BaseCommand):
    help = (
        "Add the entries of our vocabularies that were never loaded."
        " What staff renamed, moved, merged or deleted stays so."
    )

    def handle(self, **options):
        added = 0
        for loading in load_vocabularies():
            name = loading.vocabulary.name
            added += loading.added
            self.stderr.write(f"{name}: {loading.added} added, {loading.known} known")
            for key in loading.left_out:
                self.stderr.write(
                    f"{name}: “{key}” left out, what it stands within is gone"
                )
        self.stderr.write(f"{added} vocabulary entries added")
