from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bases.progress import Progress
from search.alerts import each_of, people_to_tell, tell


class Command(BaseCommand):
    help = (
        "Mail people what is new for the searches that they saved: one mail each, none without"
        " news. May run every day, or miss some; what could not be sent is sent the next time."
    )

    def handle(self, **options):
        now, people = timezone.now(), people_to_tell()
        progress = Progress(self.stderr, total=people.count())
        sent = refused = 0
        for place, person in enumerate(each_of(people), 1):
            try:
                sent += tell(person, now=now)
            except OSError as error:
                refused += 1
                progress.clear()
                self.stderr.write(f"{person.email}: not sent, {error}")
            progress.show(place, f"{place} people, {sent} mails")
        progress.clear()
        self.stderr.write(f"{sent} mail(s) sent")
        if refused:
            raise CommandError(f"{refused} mail(s) could not be sent")
