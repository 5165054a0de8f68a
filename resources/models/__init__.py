"""Fiches, what they are made of, and the collections that gather them."""

from .collection import CollectionItem, CollectionPage
from .imported import ImportedFiche
from .resource import (
    CoAuthor,
    ExternalProducer,
    ProducingBase,
    RenderedBody,
    ResourceKeyword,
    ResourcePage,
)

__all__ = [
    "CoAuthor",
    "CollectionItem",
    "CollectionPage",
    "ExternalProducer",
    "ImportedFiche",
    "ProducingBase",
    "RenderedBody",
    "ResourceKeyword",
    "ResourcePage",
]
