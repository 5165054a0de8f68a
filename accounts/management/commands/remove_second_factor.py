from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User


class Command(BaseCommand):
    help = (
        "Remove the second factor of somebody who lost their telephone and their codes of"
        " rescue: make sure first that it is them."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {email}.")
        removed, _details = Authenticator.objects.filter(user=person).delete()
        done = "removed" if removed else "there was none"
        self.stderr.write(f"Second factor of {person.email}: {done}")
