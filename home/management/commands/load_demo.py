from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from home.demo.community import load_community
from home.demo.content import demo_bases
from home.demo.homes import load_homes
from home.demo.pages import load_pages
from home.demo.people import load_people
from home.demo.selections import load_selections
from home.editorial import editorial_group


class Command(BaseCommand):
    help = "Fill the portal with the demo: bases, fiches, collections, people. Never in production."

    def handle(self, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "The demo holds accounts whose password is public: it is not loaded here."
            )
        call_command("load_vocabularies")
        call_command("load_editorial_pages")
        with transaction.atomic():
            added = load_pages(demo_bases())
            editorial_group()
            load_people()
            load_selections()
            load_homes()
            load_community()
        self.stderr.write(f"{len(added)} fiche(s) added to the demo portal")
