"""NIK (Nomor Induk Kependudukan), the 16-digit national identity number.

Six digits of the area of first registration, six of the birth date DDMMYY (women: DD + 40), four of a serial.
The number is never reissued: its area is not the present address, and its date may be one that was corrected later.

Source: PP 37/2007 Pasal 37.
"""

from dataclasses import dataclass
from typing import Self

from kawal.foundation.masks import mask

_WOMAN = 40
_DAYS = (
    0,
    31,
    29,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
)  # the century is not in the number: any leap year serves
_BETWEEN = str.maketrans("", "", " .-\u00a0'")


class InvalidNik(ValueError):
    """The text cannot be a NIK. The message never repeats the text."""


@dataclass(frozen=True, slots=True)
class Nik:
    """A number that can be a NIK; that it belongs to anybody is not known."""

    digits: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a NIK as people write it: blanks, dots, hyphens and apostrophes between the digits do not matter.

        :raises InvalidNik: not 16 digits, one digit repeated, an impossible birth date, or serial 0000.
        """
        digits = text if len(text) == 16 else text.translate(_BETWEEN)
        if len(digits) != 16 or not (digits.isascii() and digits.isdigit()):
            raise InvalidNik("NIK terdiri atas 16 angka.")
        if digits == digits[0] * 16:
            raise InvalidNik("NIK tidak mungkin berupa satu angka yang diulang.")
        nik = cls(digits)
        day, month, _ = nik.birth_day
        if not (0 < month <= 12 and 0 < day <= _DAYS[month]):
            raise InvalidNik("Tanggal lahir dalam NIK tidak mungkin.")
        if digits.endswith("0000"):
            raise InvalidNik("Nomor urut dalam NIK tidak mungkin.")
        return nik

    @property
    def wilayah(self) -> str:
        """Code of the kecamatan of first registration, six digits without dots."""
        return self.digits[:6]

    @property
    def is_woman(self) -> bool:
        return int(self.digits[6:8]) > _WOMAN

    @property
    def birth_day(self) -> tuple[int, int, int]:
        """Day, month and the last two digits of the year, as the number tells them."""
        day = int(self.digits[6:8])
        return day - _WOMAN if day > _WOMAN else day, int(self.digits[8:10]), int(self.digits[10:12])

    def masked(self) -> str:
        return mask(self.digits)

    def __repr__(self) -> str:
        return f"<Nik {self.masked()}>"
