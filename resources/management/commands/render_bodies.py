from django.core.management.base import BaseCommand

from resources.rendering import store_all_rendered_bodies


class Command(BaseCommand):
    help = "Render again the content of every published fiche, after an upgrade of the portal."

    def handle(self, **options):
        self.stderr.write(f"{store_all_rendered_bodies()} fiche(s) rendered")
