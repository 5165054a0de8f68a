"""What people follow, and what they say to the portal's team."""

from .follows import Follow
from .ideas import Idea, IdeaSupport
from .messages import AbstractMessage
from .missing import MissingFiche
from .news import NewsItem
from .reports import Report

__all__ = [
    "AbstractMessage",
    "Follow",
    "Idea",
    "IdeaSupport",
    "MissingFiche",
    "NewsItem",
    "Report",
]
