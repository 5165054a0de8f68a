"""The groups that staff make and give, apart from those that our own rows write."""

from django.contrib.auth.models import Group

# Starts the name of the opaque groups that view restrictions name: no screen shows or gives one.
READERSHIP_PREFIX = "readership-"


def groups_given_by_hand():
    """Return the groups that staff see and give."""
    return Group.objects.exclude(name__startswith=READERSHIP_PREFIX)


def written_groups_of(person):
    """Return the groups of `person` that our own rows write: a form must leave them."""
    return person.groups.filter(name__startswith=READERSHIP_PREFIX)
