"""One fact as the encoders see it, with the world of its day."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from kawal.reference.context.tables import Context
from kawal.situation.signals.codes import MOST, NONE, Party, rupiah, text_of, words

# Absence counts where the feed was complete for half a year up to the day: what is done to leave takes months.
_LEAD: Final = tuple(range(0, 181, 30))
# A month's wage: in per cent of what is usual there, else in rupiah. What lies outside was told for another time or in
# another currency.
_USUAL: Final = (20, 900)
_THINKABLE: Final = (500_000, 300_000_000)

OWN: Final = words("""self worker family parent parents mother father husband wife spouse sibling brother sister child son daughter
 relative relatives uncle aunt cousin grandparent keluarga orang_tua suami istri ibu ayah anak sendiri pmi guardian""")
RECRUITING: Final = words("""recruiter perekrut sponsor agent agen agency broker calo tekong smuggler middleman p3mi pptkis pjtki company
 placement_company perusahaan""")


class Told(NamedTuple):
    """:ivar country: said here, else where the latest fact placed her or bound her for. :ivar occupation: likewise."""

    data: Mapping[str, Any]
    place: Mapping[str, Any]
    day: int
    context: Context
    country: str | None
    occupation: str | None

    def lacks(self, kind: str, source: str | None = None) -> bool:
        """A fact of the kind would be here if there had been one."""
        if not self.context.is_complete(kind, self.day, source):
            return False
        return all(self.context.is_complete(kind, self.day - before, source) for before in _LEAD)

    def is_licensed(self, who: Party) -> bool | None:
        if not self.context.knows_licences or not who.is_named:
            return None
        return self.context.licence_status(who.licence, who.name, self.day) == "active"

    def is_closed(self, country: str | None, job: str | None) -> bool | None:
        if not country:
            return None
        closed = self.context.is_closed(country, self.day, job or None)
        return closed if closed or self.context.knows("closed_countries") else None

    def monthly(
        self, data: Mapping[str, Any], amount: str, country: str | None, job: str | None
    ) -> tuple[int, int]:
        """A month's wage in rupiah, and in per cent of what is usual; ``NONE`` where it cannot be a month's."""
        worth = rupiah(data, amount, self.context, self.day)
        if worth <= 0:
            return NONE, NONE
        usual = self.context.reference_wage_idr(country, job, self.day)
        if usual is None or usual <= 0:
            return (worth if _THINKABLE[0] <= worth <= _THINKABLE[1] else NONE), NONE
        per_cent = worth * 100 // usual
        return (worth, per_cent) if _USUAL[0] <= per_cent <= _USUAL[1] else (NONE, NONE)


def mapping_of(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def word_of(value: object) -> str:
    return text_of(value).lower().replace(" ", "_")


def cap_of(told: Told, country: str | None, job: str | None) -> int:
    cap = told.context.fee_cap_idr(country, job, told.day) if country or job else None
    return NONE if cap is None else min(cap, MOST)
