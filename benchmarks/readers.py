"""Who asks for pages in the measures, each with a session that every portal knows."""

from django.test import Client

from accounts.models import User
from bases.bulk_teams import insert_memberships
from bases.models import Membership

Role = Membership.Role
# The readers of listings, by name, with the number of closed bases that they are members of.
MEMBERS = {"stranger": 0, "member of 1": 1, "member of 500": 500}
# Two contributors of one same base; the second contributes to many others.
CONTRIBUTORS = {"contributor to 1": 1, "contributor to 1000": 1000}


class Readers:
    """A visitor, a stranger, members of closed bases, contributors to `home`, a superuser."""

    def __init__(self, bases):
        self.home = bases[0]
        self.people = {
            name: User.objects.create_user(f"lecture{number}@exemple.test")
            for number, name in enumerate([*MEMBERS, *CONTRIBUTORS])
        }
        self.people["superuser"] = User.objects.create_superuser("tout@exemple.test")
        self.others = list(self.people.values())
        self.clients = {"visitor": Client()}
        for name, person in self.people.items():
            self.clients[name] = Client()
            self.clients[name].force_login(person)
        self._join("contributor to 1", [self.home])
        self._join("contributor to 1000", bases[:1000])

    def join(self, closing):
        """Put the members in the teams of bases that are about to close."""
        for name, count in MEMBERS.items():
            self._join(name, closing[:count])
        # Where there are few open bases, the rest of the thousand is found here.
        contributor = self.people["contributor to 1000"]
        missing = 1000 - contributor.memberships.count()
        self._join("contributor to 1000", closing[:missing])

    def _join(self, name, bases):
        insert_memberships(
            Membership(base_id=base.pk, user=self.people[name], role=Role.CONTRIBUTOR)
            for base in bases
        )
