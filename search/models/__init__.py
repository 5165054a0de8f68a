"""What search reads, where it is written, and what is asked of it."""

from .documents import Passage, SearchDocument, SynonymGroup, SynonymTerm, Word
from .indexes import MemoryChange, SearchChange, SearchIndex, SearchRebuild
from .questions import PromotedPage, PromotedQuestion, SavedSearch, SoughtWords

__all__ = [
    "MemoryChange",
    "Passage",
    "PromotedPage",
    "PromotedQuestion",
    "SavedSearch",
    "SearchChange",
    "SearchDocument",
    "SearchIndex",
    "SearchRebuild",
    "SoughtWords",
    "SynonymGroup",
    "SynonymTerm",
    "Word",
]
