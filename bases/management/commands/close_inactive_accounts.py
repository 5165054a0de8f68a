from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError

from accounts.closing_accounts import due_steps, take
from bases.unadministered import left_without_administrator, letters_about

DONE = {
    "warned_on": "first warning",
    "warned_again_on": "second warning",
    "closed_at": "closed",
}


class Command(BaseCommand):
    help = (
        "List the accounts that nobody uses and what is due: a warning after 335 and 350 days,"
        " the end after 365; with --apply, do it. May run every day, or miss some."
    )

    def add_arguments(self, parser):
        parser.add_argument("--apply", action="store_true")

    def handle(self, *, apply, **options):
        closed, done, refused = [], 0, 0
        for step in list(due_steps()):
            try:
                taken = not apply or take(step)
            except OSError as error:
                refused += 1
                self.stderr.write(f"{step.person.email}: not sent, {error}")
                continue
            if taken:
                done += 1
                self.stdout.write(f"{step.person.email}\t{DONE[step.name]}")
                if apply and step.name == "closed_at":
                    closed.append(step.person)
        self._tell_staff(closed)
        verb = "done" if apply else "due"
        self.stderr.write(f"{done} step(s) {verb}")
        if refused:
            raise CommandError(f"{refused} mail(s) could not be sent")

    def _tell_staff(self, closed):
        bases = list(left_without_administrator(closed))
        if not bases:
            return
        for base in bases:
            self.stderr.write(f"{base.title}: nobody left to administer it")
        with get_connection() as connection:
            connection.send_messages(letters_about(bases))
