"""The blocks that fiches are made of: one module, one template, one test each."""

from .stream import ResourceStreamBlock

__all__ = ["ResourceStreamBlock"]
