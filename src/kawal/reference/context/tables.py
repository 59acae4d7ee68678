"""``Context``: what the world was like on a day. Days are ordinals; every answer is a dictionary and few periods away."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from kawal.reference.context import keys
from kawal.reference.context.occupations import words_for
from kawal.reference.context.specs import SPECS

ALWAYS: Final = date.min.toordinal()
OPEN_END: Final = date.max.toordinal() + 1
LEAST_AGE: Final = 18  # UU 18/2017 Pasal 5 huruf a
IN_FORCE: Final = ("active", "suspended")
_ANY: Final = ""

Key = tuple[str, ...]


class Row(NamedTuple):
    """One good row: ``cells`` as written, ``key`` in normal form, ``value`` of the other columns, end excluded."""

    cells: Key
    key: Key
    value: Any
    since: int
    until: int


class Periods(NamedTuple):
    """Of one key, in order, never overlapping."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[Any, ...]

    def on(self, day: int) -> Any:
        """The value of the day, else ``None``."""
        at = bisect_right(self.starts, day)
        return self.values[at - 1] if at and day < self.ends[at - 1] else None


Table = Mapping[Any, Periods]


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Dated tables. Two of the same rows are equal, so one may key a cache; it can be pickled.

    Texts may be as facts write them: licences, names, phones, jobs and codes are brought into normal form here.
    Unknown is ``None`` or ``False``, never an error.

    :ivar complete: tables that somebody gave whole, so that what they do not name is not so. Built-in ones are partial.
    """

    tables: Mapping[str, Table]
    licences_of: Mapping[str, tuple[str, ...]]
    feeds_of: Mapping[str, tuple[Periods, ...]]
    addresses: Mapping[str, tuple[tuple[str, Periods], ...]]
    complete: frozenset[str]
    digest: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Context) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def knows(self, table: str) -> bool:
        """Whether absence from the table says something."""
        return table in self.complete

    @property
    def knows_licences(self) -> bool:
        """A register was given and names somebody: who is not in it then has no licence."""
        return "licences" in self.complete and bool(self.tables["licences"])

    def licence_status(self, licence: str, name: str, day: int) -> str | None:
        """``active``, ``suspended`` or ``None``. By number; where that is not listed, by name.

        Of several licences under one name the best counts.
        """
        table = self.tables["licences"]
        found = table.get(keys.licence_key(licence)) if licence else None
        if found is not None:
            status = found.on(day)
            return status if status in IN_FORCE else None
        if not name:
            return None
        said = {table[key].on(day) for key in self.licences_of.get(keys.company_key(name), ())}
        return next((status for status in IN_FORCE if status in said), None)

    def is_official(self, phone: str, day: int) -> bool:
        return _has(self.tables["official_numbers"], keys.phone_key(phone), day)

    def is_risky_exit(self, post: str, day: int) -> bool:
        return _has(self.tables["high_risk_exits"], keys.code_key(post), day)

    def is_transit_spot(self, country: str, day: int) -> bool:
        return _has(self.tables["transit_spots"], keys.country_key(country), day)

    def is_closed(self, country: str, day: int, occupation: str | None = None) -> bool:
        """Whether the country, or this job there, was closed to placement."""
        table, where = self.tables["closed_countries"], keys.country_key(country)
        if _has(table, (where, _ANY), day):
            return True
        return occupation is not None and any(_has(table, (where, it), day) for it in words_for(occupation))

    def is_zero_cost(self, country: str | None, occupation: str | None, day: int) -> bool:
        """Nobody may take a fee of the worker."""
        return _first(self.tables["zero_cost_jobs"], _places(country, occupation), day) is not None

    def is_out(self, channel: str | None, country: str | None, day: int) -> bool:
        """Whether the channel was down there; a row without channel or country stands for all."""
        channels = (keys.code_key(channel), _ANY) if channel else (_ANY,)
        countries = (keys.country_key(country), _ANY) if country else (_ANY,)
        table = self.tables["outages"]
        return bool(table) and any(_has(table, (one, two), day) for one in channels for two in countries)

    def is_any_out(self, country: str, day: int) -> bool:
        """Whether some channel was down there: the one, where nobody says which it was."""
        where, table = keys.country_key(country), self.tables["outages"]
        return any(there in (where, _ANY) and _has(table, (one, there), day) for one, there in table)

    def rate_idr(self, currency: str, day: int) -> float | None:
        """Rupiah for one unit."""
        if currency == "IDR":
            return 1.0
        found = self.tables["rates"].get(keys.country_key(currency))
        rate: float | None = found.on(day) if found is not None else None
        return rate

    def reference_wage_idr(self, country: str | None, occupation: str | None, day: int) -> int | None:
        """A month's usual wage: of the job there, else of any job there, else of the job anywhere."""
        return self._money("reference_wages", country, occupation, day)

    def fee_cap_idr(self, country: str | None, occupation: str | None, day: int) -> int | None:
        """The most that may be taken of the worker: 0 in a zero-cost job."""
        if self.is_zero_cost(country, occupation, day):
            return 0
        return self._money("fee_caps", country, occupation, day)

    def minimum_age(self, country: str | None, occupation: str | None, day: int) -> int:
        """Years; never less than the law's own."""
        table = self.tables["minimum_ages"]
        found = (table[key].on(day) for key in _places(country, occupation) if key in table)
        ages: list[int] = [age for age in found if age is not None]
        return max([LEAST_AGE, *ages])

    def clock(self, kind: str, day: int) -> tuple[int, int] | None:
        """Days from one contact of the kind to the next, and days of grace."""
        found = self.tables["clocks"].get(keys.code_key(kind))
        value: tuple[int, int] | None = found.on(day) if found is not None else None
        return value

    def is_complete(self, kind: str, day: int, source: str | None = None) -> bool:
        """Whether every fact of the kind on that day would be here.

        Without ``source`` anybody's declaration counts; ``""`` asks for that of all sources together, and a source's
        own is believed as well as that of all.
        """
        if source is None:
            return any(it.on(day) is not None for it in self.feeds_of.get(kind, ()))
        asked = (source, _ANY) if source else (_ANY,)
        return any(_has(self.tables["feeds"], (one, kind), day) for one in asked)

    def addresses_of(self, recruiter: str, day: int) -> tuple[str, ...]:
        """Registered addresses of a recruiter by name, in normal form (:func:`keys.address_key`)."""
        listed = self.addresses.get(keys.company_key(recruiter), ())
        return tuple(address for address, periods in listed if periods.on(day) is not None)

    def _money(self, name: str, country: str | None, occupation: str | None, day: int) -> int | None:
        found = _first(self.tables[name], _places(country, occupation), day)
        rate = self.rate_idr(found[1], day) if found is not None else None
        return round(found[0] * rate) if rate is not None else None


def build(rows: Mapping[str, Sequence[Row]], *, complete: Iterable[str] = ()) -> Context:
    """From rows that were checked: of one key no two overlap."""
    tables = {name: _periods(rows.get(name, ())) for name in SPECS}
    return Context(
        tables,
        _licences_of(rows.get("licences", ())),
        _feeds_of(tables["feeds"]),
        _addresses(tables["recruiter_addresses"]),
        frozenset(complete),
        digest_of(rows, sorted(complete)),
    )


def digest_of(rows: Mapping[str, Sequence[Row]], complete: Sequence[str] = ()) -> str:
    """Of the rows in any order."""
    made = blake2b(repr(complete).encode(), digest_size=16)
    for name in SPECS:
        listed = sorted(
            (it.key, it.since, it.until, repr(it.value), it.cells[1:2]) for it in rows.get(name, ())
        )
        made.update(repr((name, listed)).encode())
    return made.hexdigest()


def _has(table: Table, key: Any, day: int) -> bool:
    found = table.get(key)
    return found is not None and found.on(day) is not None


def _first(table: Table, asked: Iterable[Key], day: int) -> Any:
    if table:
        for key in asked:
            found = table.get(key)
            if found is not None and (value := found.on(day)) is not None:
                return value
    return None


@lru_cache(4096)
def _places(country: str | None, occupation: str | None) -> tuple[Key, ...]:
    """Keys from the nearest to the widest; an occupation under each of its words."""
    where = keys.country_key(country) if country else _ANY
    words = words_for(occupation) if occupation else (_ANY,)
    wanted = (*((where, it) for it in words), (where, _ANY), *((_ANY, it) for it in words), (_ANY, _ANY))
    return tuple(dict.fromkeys(wanted))


def _periods(rows: Sequence[Row]) -> Table:
    found: dict[Any, list[Row]] = {}
    for it in rows:
        found.setdefault(it.key if len(it.key) > 1 else it.key[0], []).append(it)
    made = {}
    for key, listed in found.items():
        listed.sort(key=lambda it: it.since)
        made[key] = Periods(
            tuple(it.since for it in listed),
            tuple(it.until for it in listed),
            tuple(it.value for it in listed),
        )
    return made


def _licences_of(rows: Sequence[Row]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for it in rows:
        name = keys.company_key(it.cells[1])
        if name and it.key[0] not in found.setdefault(name, []):
            found[name].append(it.key[0])
    return {name: tuple(listed) for name, listed in found.items()}


def _feeds_of(table: Table) -> Mapping[str, tuple[Periods, ...]]:
    found: dict[str, list[Periods]] = {}
    for (_source, kind), periods in table.items():
        found.setdefault(kind, []).append(periods)
    return {kind: tuple(listed) for kind, listed in found.items()}


def _addresses(table: Table) -> Mapping[str, tuple[tuple[str, Periods], ...]]:
    found: dict[str, list[tuple[str, Periods]]] = {}
    for (recruiter, address), periods in table.items():
        found.setdefault(recruiter, []).append((address, periods))
    return {recruiter: tuple(listed) for recruiter, listed in found.items()}


EMPTY: Final = build({})
