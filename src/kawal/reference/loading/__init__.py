"""Bring the committed lists into the tables: once, again, and when a new list drops a code."""

from kawal.reference.loading.load import Loaded, Progress, load_all

__all__ = ["Loaded", "Progress", "load_all"]
