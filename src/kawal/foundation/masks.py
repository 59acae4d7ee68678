"""What may be shown of a number to someone without the power to reveal it."""

HIDDEN = "•"
_HEAD, _TAIL = 2, 4


def mask(text: str) -> str:
    """The first two and last four characters with dots between; a text of six or fewer is hidden whole."""
    hidden = len(text) - _HEAD - _TAIL
    if hidden <= 0:
        return HIDDEN * len(text)
    return f"{text[:_HEAD]}{HIDDEN * hidden}{text[-_TAIL:]}"
