"""Phone numbers in international digits, as E.164 writes them without the plus sign.

Indonesian mobiles are seen as ``+62 8..``, ``62 8..``, ``08..`` and ``8..``. A number in national form is read as
Indonesian. Source: ITU-T E.164; numbering as described for Indonesia (country code 62).
"""

import re

_NATION = "62"
_SHORTEST, _LONGEST = 8, 15
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_NOT_DIGITS = re.compile(r"[^0-9]")
_EXTENSION = re.compile(r"(?:ext|x|#|;|,|/).*", re.IGNORECASE | re.DOTALL)


def phone_digits(text: str) -> str | None:
    """The digits with country code, or nothing when the text cannot be a phone number. Of several numbers the first."""
    said = _EXTENSION.sub("", _TRUNK_IN_BRACKETS.sub("", text)).strip()
    digits = _NOT_DIGITS.sub("", said)
    if not said.startswith("+"):
        digits = _international(digits)
    elif digits.startswith(_NATION + "0"):  # "+62 0812": the trunk zero left in
        digits = _NATION + digits[3:]
    if not _SHORTEST <= len(digits) <= _LONGEST or digits[0] == "0":
        return None
    return digits


def _international(digits: str) -> str:
    if digits.startswith("00"):
        return digits[2:]
    if digits.startswith("0"):
        return _NATION + digits[1:]
    if digits.startswith("8") and 9 <= len(digits) <= 12:  # a mobile with its zero lost in a spreadsheet
        return _NATION + digits
    if digits.startswith(_NATION + "0"):
        return _NATION + digits[3:]
    return digits
