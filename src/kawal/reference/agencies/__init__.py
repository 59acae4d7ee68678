"""Offices that report, protect and receive people, and the companies that place them."""
