"""How a journey ended, as far as is known. Pure.

Home is one ending among several: half of those who land at some ports never travel on. An ending is read from the picture, so it
changes with the facts and is stored nowhere.
"""

from datetime import datetime
from typing import Protocol

ENDINGS = (
    "home", "settled", "left_again_procedural", "left_again_nonprocedural", "left_again", "in_care", "in_custody", "died",
    "lost", "on_the_way",
)  # fmt: skip
ABROAD = ("abroad_in_contact", "abroad_silent", "in_trouble", "in_custody")
LEFT_AGAIN = {"procedural": "left_again_procedural", "nonprocedural": "left_again_nonprocedural"}


class Ended(Protocol):
    """What of a picture an ending is read from."""

    stay: str
    procedure: str
    shelter: str | None
    returned_at: datetime | None
    handed_over_at: datetime | None
    home_at: datetime | None
    contact_lost_at: datetime | None
    began_at: datetime | None


def ending_of(picture: Ended) -> str:
    """One of `ENDINGS`, or nothing for whom no return has begun."""
    came_back = picture.returned_at or picture.handed_over_at or picture.home_at
    if picture.stay == "died":
        return "died"
    if picture.stay == "settled_elsewhere":
        return "settled"
    if picture.stay == "in_custody" and came_back:
        return "in_custody"
    if picture.contact_lost_at and came_back and picture.stay != "home":
        return "lost"
    if picture.stay == "home":
        return "home"
    if picture.stay == "in_return" and picture.shelter and came_back:
        return "in_care"
    if picture.stay in ABROAD and picture.began_at:
        return LEFT_AGAIN.get(picture.procedure, "left_again")
    return "on_the_way" if picture.stay == "in_return" else ""
