"""Fiches that come in by the thousand from a file, one row each, and may come again."""
