"""The spaces of organisations, who stands in them, who may read, and what listings show."""

from .access import (
    BaseSettings,
    BaseToCertify,
    BaseWithoutAdministrator,
    ClauseGroup,
    NamedAddress,
    Readership,
    ReadingClause,
    ReadingRule,
)
from .bin import BIN_MARK, BinEntry, is_in_bin
from .cards import Card, CardFacet, FileUse
from .files import PortalDocument, PortalImage, PortalRendition
from .held import HeldPublication
from .home import SECTION_TITLE_LENGTH, BaseNetwork, HomeSection, SectionItem
from .pages import BaseIndexPage, BasePage
from .planned import PlannedInvitation
from .portal_page import AbstractListedPage, AbstractPortalPage
from .sharing import ShareLink
from .teams import Invitation, JoinRequest, Membership, OwnershipOffer
from .texts import FilePage, FileText

__all__ = [
    "BIN_MARK",
    "SECTION_TITLE_LENGTH",
    "AbstractListedPage",
    "AbstractPortalPage",
    "BaseIndexPage",
    "BaseNetwork",
    "BasePage",
    "BaseSettings",
    "BaseToCertify",
    "BaseWithoutAdministrator",
    "BinEntry",
    "Card",
    "CardFacet",
    "ClauseGroup",
    "FilePage",
    "FileText",
    "FileUse",
    "HeldPublication",
    "HomeSection",
    "Invitation",
    "JoinRequest",
    "Membership",
    "NamedAddress",
    "OwnershipOffer",
    "PlannedInvitation",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "Readership",
    "ReadingClause",
    "ReadingRule",
    "SectionItem",
    "ShareLink",
    "is_in_bin",
]
