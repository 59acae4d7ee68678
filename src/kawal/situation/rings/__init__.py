"""Rings as they stand in the database: traces of facts, people tied by them, what officers decide about two."""
