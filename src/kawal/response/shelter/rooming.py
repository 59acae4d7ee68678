"""Whom a room is meant for. A room that is not meant for somebody is not closed to her: it asks for a reason. Pure."""


def warnings_of(*, room_sex: str, sex: str, use: str = "", needs_apart: bool = False) -> tuple[str, ...]:
    """Codes of what an officer should know before she gives this bed: ``sex``, or the use of the room.

    A family room is meant for everybody; of somebody whose sex nobody said, only a family room is sure.

    :param use: isolation or quarantine, where the room has it today. :param needs_apart: she is to be kept apart.
    """
    found = []
    if room_sex != "family" and room_sex != sex:
        found.append("sex")
    if use and not needs_apart:
        found.append(use)
    return tuple(found)
