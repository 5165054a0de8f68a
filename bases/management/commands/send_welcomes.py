from django.core.management.base import BaseCommand, CommandError

from bases.welcoming import send_next


class Command(BaseCommand):
    help = "Send the next mails of the people who came from a file, --limit at most."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=60)

    def handle(self, *, limit, **options):
        try:
            sent = send_next(max(limit, 0))
        except OSError as error:
            raise CommandError(f"a mail could not be sent: {error}") from error
        self.stderr.write(f"{sent} mail(s) sent")
