"""What is forgotten of a person when their account is deleted, whoever deletes it.

What they published stays, without their name. Each app registers, by `forgets`, a function that
takes the name out of its rows, in the transaction that deletes the person.
"""

from wagtail.log_actions import registry

from accounts.models import PersonToVerify, Profile, StandIn, User
from accounts.profiles import drop_photo

_forget = []


def forgets(function):
    """Register `function(person)`, called before the person goes."""
    _forget.append(function)
    return function


def forget(person):
    """Take the name of `person`, who is about to be deleted, out of all that stays."""
    for function in _forget:
        function(person)


def same_name(text, person):
    """Say whether `text`, typed by somebody, is the name of `person` and nothing else."""
    return " ".join(str(text).split()).casefold() == person.get_full_name().casefold()


@forgets
def forget_in_logs(person):
    """Leave in the histories what was done, and to whom it was done no longer."""
    for model in registry.get_log_entry_models():
        model.objects.filter(user=person).update(user=None)
    for model in (User, PersonToVerify, StandIn):
        entries = registry.get_logs_for_instance(model(pk=person.pk))
        entries.update(label="", data={})


@forgets
def forget_photo(person):
    """Delete the photo of the profile, which goes with its row."""
    for profile in Profile.objects.filter(user=person).exclude(photo=""):
        drop_photo(profile.photo.storage, profile.photo.name)
