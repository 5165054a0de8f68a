"""People, what they tell of themselves, and what confirms who they are."""

from .activity import Activity
from .charter import CharterVersion
from .people import User, UserManager
from .profile import Profile
from .standing_in import StandIn
from .verification import PersonToVerify, VerifiedDomain
from .welcome import Welcome

__all__ = [
    "Activity",
    "CharterVersion",
    "PersonToVerify",
    "Profile",
    "StandIn",
    "User",
    "UserManager",
    "VerifiedDomain",
    "Welcome",
]
