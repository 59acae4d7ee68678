"""What brings people to a desk, and who may not wait there. Pure."""

from collections.abc import Iterable
from typing import Final

REPORT_IN: Final = "report_in"
COMPLAINT: Final = "complaint"
GO_HOME: Final = "go_home"
MISSING: Final = "missing"
SHELTER: Final = "shelter"
DOCUMENTS: Final = "documents"
OTHER: Final = "other"
ERRANDS: Final = (REPORT_IN, COMPLAINT, GO_HOME, MISSING, SHELTER, DOCUMENTS, OTHER)
# The order is that of harm done by waiting: a threat, then what a doctor is called for, then who tires first.
NEEDS: Final = ("threatened", "ill", "pregnant", "child", "mother", "elderly", "disabled")
RELATIONS: Final = ("spouse", "parent", "child", "sibling", "relative", "friend", "other")
# How an inquiry ends.
SAFE: Final = "safe"
NEEDS_HELP: Final = "needs_help"
HOME: Final = "home"
DIED: Final = "died"
NOT_FOUND: Final = "not_found"
ANSWERS: Final = (SAFE, NEEDS_HELP, HOME, DIED, NOT_FOUND)


def in_order(needs: Iterable[str]) -> list[str]:
    """Known needs, the most urgent first, each once."""
    said = set(needs)
    return [need for need in NEEDS if need in said]
