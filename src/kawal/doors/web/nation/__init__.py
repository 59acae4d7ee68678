"""Figures of the nation and its provinces, with maps."""
