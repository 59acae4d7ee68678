"""Alerts: one open a person, with its reasons, its holder and what became of it."""
