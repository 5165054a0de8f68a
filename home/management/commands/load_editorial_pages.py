from django.core.management.base import BaseCommand

from home.editorial_pages import load_editorial_pages


class Command(BaseCommand):
    help = (
        "Add the help, charter, personal data and accessibility pages that are missing."
    )

    def handle(self, **options):
        self.stderr.write(f"{load_editorial_pages()} editorial page(s) added")
