"""The spaces of organisations, who stands in them, who may read, and what listings show."""

from .access import BaseSettings, ClauseGroup, Readership, ReadingClause, ReadingRule
from .cards import Card, CardFacet, FileUse
from .files import PortalDocument, PortalImage, PortalRendition
from .pages import BaseIndexPage, BaseNetwork, BasePage
from .portal_page import AbstractListedPage, AbstractPortalPage
from .teams import Membership

__all__ = [
    "AbstractListedPage",
    "AbstractPortalPage",
    "BaseIndexPage",
    "BaseNetwork",
    "BasePage",
    "BaseSettings",
    "Card",
    "CardFacet",
    "ClauseGroup",
    "FileUse",
    "Membership",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "Readership",
    "ReadingClause",
    "ReadingRule",
]
