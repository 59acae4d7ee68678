"""Recruiters and companies that facts name: search, the page of one, answers about two."""
