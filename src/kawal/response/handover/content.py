"""The rows of one hand-over, and their digest as they stand now. Whoever calls has read the hand-over through the guard."""

from typing import Any

from django.conf import settings

from kawal.response.handover import sealing
from kawal.response.handover.models import HandedPerson, HandedThing, Handover, HandoverSign


def rows_of(model: Any, handover: Handover) -> list[dict[str, Any]]:
    """The parts of one kind, as dictionaries."""
    rows = model.unscoped  # unscoped: the hand-over itself was read through the guard
    return list(rows.filter(handover_id=handover.handover_id).values())


def stored_digest(handover: Handover) -> bytes:
    """Of the document as its rows stand; equal to the one that was sealed as long as nothing was touched."""
    before = ""
    if handover.corrects_id:
        rows = Handover.unscoped  # unscoped: the number of what it corrects stands in the document
        before = rows.values_list("code", flat=True).get(handover_id=handover.corrects_id)
    return sealing.digest_of(
        settings.DIGEST_KEY,
        {name: getattr(handover, name) for name in sealing.HEAD},
        people=rows_of(HandedPerson, handover),
        things=rows_of(HandedThing, handover),
        signs=rows_of(HandoverSign, handover),
        corrects=before,
    )
