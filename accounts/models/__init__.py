"""People, and what confirms who they are."""

from .charter import CharterVersion
from .people import User, UserManager
from .standing_in import StandIn
from .verification import PersonToVerify, VerifiedDomain

__all__ = [
    "CharterVersion",
    "PersonToVerify",
    "StandIn",
    "User",
    "UserManager",
    "VerifiedDomain",
]
