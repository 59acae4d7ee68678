"""Area codes of the Ministry of Home Affairs: province, regency or city, district, village (``PP.KK.CC.DDDD``).

Regencies are numbered 01-69 and cities 71-99; a village part begins with 1 (kelurahan), 2 (desa) or 3 (desa adat).
Region 99 is the fictional country's. Source: Kepmendagri 300.2.2-2430/2025.
"""

import re
from dataclasses import dataclass
from typing import Self

_CODE = re.compile(r"(\d\d)(?:\.?(\d\d)(?:\.?(\d\d)(?:\.?(\d{4}))?)?)?", re.ASCII)
FICTIONAL = "99"


class InvalidArea(ValueError):
    """The text has not the shape of an area code."""


@dataclass(frozen=True, slots=True)
class AreaCode:
    """A well-formed code of any level, in its dotted spelling. That the area exists is not known."""

    dotted: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``53.04.05.2001`` or ``5304052001`` and every shorter level.

        :raises InvalidArea: it is neither.
        """
        match = _CODE.fullmatch(text.strip())
        if match is None:
            raise InvalidArea("Kode wilayah terdiri atas 2, 4, 6 atau 10 angka.")
        return cls(".".join(part for part in match.groups() if part))

    @property
    def level(self) -> int:
        """1 province, 2 regency or city, 3 district, 4 village."""
        return self.dotted.count(".") + 1

    @property
    def province(self) -> str:
        return self.dotted[:2]

    @property
    def regency(self) -> str | None:
        """Dotted code of the regency or city; nothing for a province."""
        return self.dotted[:5] if len(self.dotted) >= 5 else None

    @property
    def parents(self) -> tuple[str, ...]:
        """Dotted codes above this one, the province first."""
        parts = self.dotted.split(".")
        return tuple(".".join(parts[:n]) for n in range(1, len(parts)))

    @property
    def is_fictional(self) -> bool:
        return self.dotted.startswith(FICTIONAL)

    def __str__(self) -> str:
        return self.dotted
