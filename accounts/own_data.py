"""What accounts hold about a person."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from accounts.models import Activity
from accounts.personal_data import leaves_out, personal_data
from accounts.profiles import profile_of

leaves_out(
    {
        "accounts.User.actor_type_verified_by": "what a person did for others",
        "accounts.Welcome.user": "a mail that the portal sent",
        "accounts.VerifiedDomain.added_by": "what staff did for the portal",
        "accounts.User_groups.user": "written by the portal, from what is told elsewhere",
        "accounts.User_user_permissions.user": "rights, given through roles",
        "mfa.Authenticator.user": "secrets, which nobody reads again",
        "wagtailcore.APIToken.user": "secrets, which nobody reads again",
        "wagtailusers.UserProfile.user": "settings of the editing space",
    }
)


def photos(person):
    """Yield the photo of a person."""
    photo = profile_of(person).photo
    if photo:
        yield "photo.webp", photo


@personal_data(
    "compte",
    title=_("My account"),
    covers=["accounts.Profile.user", "accounts.Activity.user"],
    files=photos,
)
def account(person):
    """Yield who a person is here."""
    profile = profile_of(person)
    activity = Activity.objects.filter(user=person).first() or Activity()
    yield {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "personal_email": person.personal_email,
        "actor_type": person.actor_type and person.actor_type.name,
        "actor_type_declared_at": person.actor_type_declared_at,
        "actor_type_verified_at": person.actor_type_verified_at,
        "actor_type_refused_at": person.actor_type_refused_at,
        "territory": person.territory and person.territory.name,
        "charter_version": person.charter_version,
        "charter_accepted_at": person.charter_accepted_at,
        "date_joined": person.date_joined,
        "last_login": person.last_login,
        "last_seen_on": activity.last_seen_on,
        "profile_is_public": profile.is_public,
        "named_among_members": profile.is_named,
        "role": profile.role,
        "description": profile.description,
        "links": profile.links,
    }


@personal_data("adresses", title=_("My addresses"), covers=["account.EmailAddress.user"])
def addresses(person):
    """Yield the e-mail addresses of a person."""
    found = EmailAddress.objects.filter(user=person).order_by("pk")
    yield from found.values("email", "verified", "primary")


@personal_data(
    "connexions-exterieures",
    title=_("Accounts elsewhere that open this one"),
    covers=["socialaccount.SocialAccount.user"],
)
def accounts_elsewhere(person):
    """Yield the accounts of a provider with which a person signs in."""
    found = SocialAccount.objects.filter(user=person).order_by("pk")
    yield from found.values("provider", "uid", "date_joined")


@personal_data(
    "appareils", title=_("My devices"), covers=["usersessions.UserSession.user"]
)
def devices(person):
    """Yield where a person is signed in."""
    found = UserSession.objects.filter(user=person).order_by("pk")
    yield from found.values("created_at", "last_seen_at", "ip", "user_agent")
