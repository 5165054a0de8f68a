"""Profiles: who is shown to all, under which address, and what a person writes of themself."""

from functools import partial
from itertools import count

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.inactivity import in_use
from accounts.models import Profile, User

WRITTEN = ("is_public", "is_named", "role", "description", "links")
SLUG_LENGTH = 100


def public_profiles():
    """Return the profiles that are open to all, of people who have their account still."""
    return Profile.objects.filter(in_use("user__"), is_public=True)


def profile_of(person):
    """Return the profile of `person`; one that says nothing where they wrote none."""
    return Profile.objects.filter(user=person).first() or Profile(user=person)


def public_urls(person_ids):
    """Return `{person_id: address}` for those of these people whose profile is public."""
    ids = {each for each in person_ids if each}
    found = public_profiles().filter(user__in=ids) if ids else ()
    return {profile.user_id: profile.url for profile in found}


def write_profile(person, *, photo=None, drops_photo=False, **values):
    """Write what `person` tells of themself; `photo`: a portrait, drawn by `accounts.portraits`."""
    with transaction.atomic():
        # Two tabs that save at once write one after the other.
        User.objects.select_for_update().get(pk=person.pk)
        profile = profile_of(person)
        former = profile.photo.name
        for name in WRITTEN:
            setattr(profile, name, values[name])
        if photo or drops_photo:
            profile.photo = photo or ""
        _save(profile)
        if former and former != profile.photo.name:
            drop_photo(profile.photo.storage, former)
    return profile


def drop_photo(storage, name):
    """Delete a photo that no profile shows, once the transaction is over."""
    transaction.on_commit(partial(storage.delete, name))


def _save(profile, *, tries=3):
    """Save a profile, with an address if it opens for the first time."""
    if profile.slug or not profile.is_public:
        return profile.save()
    profile.slug = _free_slug(profile.user)
    try:
        with transaction.atomic():
            return profile.save()
    except IntegrityError:
        # Somebody of the same name opened theirs at the same moment.
        if tries == 1:
            raise
    profile.slug = ""
    return _save(profile, tries=tries - 1)


def _free_slug(person):
    name = slugify(person.get_full_name())[:SLUG_LENGTH] or slugify(_("somebody"))
    taken = set(
        Profile.objects.filter(slug__startswith=name).values_list("slug", flat=True)
    )
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(each for each in names if each not in taken)
