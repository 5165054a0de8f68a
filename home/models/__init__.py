"""The front page, the pages around it, and what editorial teams feature."""

from .pages import EditorialPage, HomePage
from .selection import Selection, SelectionItem

__all__ = ["EditorialPage", "HomePage", "Selection", "SelectionItem"]
