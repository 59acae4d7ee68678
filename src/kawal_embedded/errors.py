"""What can go wrong, in one word."""


class CannotServe(Exception):
    """The embedded PostgreSQL cannot be had. The message says why and what to do."""
