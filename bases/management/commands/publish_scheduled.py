from django.core.management.base import BaseCommand

from bases.scheduling import due, expired, publish_due


class Command(BaseCommand):
    help = "Publish what is due, take down what has expired. It takes the place of Wagtail's own."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", "--dryrun", action="store_true")

    def handle(self, *, dry_run, **options):
        gone = expired()
        published = list(due()) if dry_run else publish_due()
        if not dry_run:
            for each in gone:
                each.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        for each in [*gone, *published]:
            self.stdout.write(f"{each._meta.label} {each.pk}")
        self.stderr.write(f"{len(published)} published, {len(gone)} expired")
