"""How numbers are written: `1.204`, `2,8`, `34 %`, `Rp 1.200.000`; unknown is a dash, few are hidden."""

from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

UNKNOWN = "–"
FEW = 10
GAP = "\u00a0"


def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """Thousands by dot and decimals by comma in Indonesian, the other way round in English."""
    if value is None:
        return UNKNOWN
    text = f"{value:,.{decimals}f}"
    if (translation.get_language() or "id").startswith("en"):
        return text
    return text.translate(str.maketrans(",.", ".,"))


def share(part: float | None) -> str:
    """A part of one as a percentage without decimals: 0.34 is `34 %`."""
    return UNKNOWN if part is None else f"{number(part * 100)}{GAP}%"


def rupiah(value: float | Decimal | None) -> str:
    return UNKNOWN if value is None else f"Rp{GAP}{number(value)}"


def counted(value: int | None) -> str:
    """A count of people; fewer than ten are not told, nought is."""
    if value is None:
        return UNKNOWN
    return _("disamarkan") if 0 < value < FEW else number(value)


def change(value: float | None, decimals: int = 0) -> str:
    """`▲ 9`, `▼ 3`, `= 0`."""
    if value is None:
        return UNKNOWN
    sign = "▲" if value > 0 else "▼" if value < 0 else "="
    return f"{sign}{GAP}{number(abs(value), decimals)}"


def masked(text: str | None) -> str:
    """The two first and the four last signs of a number, in fours from its end; shorter ones keep only the last two."""
    if not text:
        return UNKNOWN
    digits = "".join(text.split())
    if "•" in digits:
        hidden = digits  # masked by the room that keeps it
    elif len(digits) < 8:
        return "•" * max(2, len(digits) - 2) + digits[-2:]
    else:
        hidden = digits[:2] + "•" * (len(digits) - 6) + digits[-4:]
    first = len(hidden) % 4
    first = first + 4 if first < 2 else first  # no sign stands alone
    return " ".join([hidden[:first], *(hidden[at : at + 4] for at in range(first, len(hidden), 4))])


def masked_short(text: str | None) -> str:
    """`99•• … 0001`, for narrow places."""
    if not text:
        return UNKNOWN
    digits = "".join(text.split())
    return masked(text) if len(digits) < 8 else f"{digits[:2]}•• … {digits[-4:]}"
