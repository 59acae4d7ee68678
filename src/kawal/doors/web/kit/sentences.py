"""Joining words into sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def joined(items: Sequence[str]) -> str:
    """`a`, `a dan b`, `a, b dan c`."""
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s dan %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}
