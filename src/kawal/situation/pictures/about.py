"""What a person's claims say together: the title of a page, never a golden record. Pure.

Each value is the one most claims say; ties go to the fuller, then to the first in order, so that the order of arrival
makes no difference.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from kawal.foundation.names import name_sort

VILLAGE_KEPT = timedelta(days=30)  # after the hand-over
ABROAD = frozenset({"abroad_in_contact", "abroad_silent", "in_trouble", "in_custody"})
EXPECTED = frozenset({"preparing", "in_return"})


class ClaimLine(NamedTuple):
    """What the drawing needs of one claim."""

    name: str
    birth: str | None
    sex: str | None
    area: str | None
    held: bool


@dataclass(frozen=True, slots=True)
class About:
    """:ivar birth: as it was said most often: a year, a month or a day. :ivar home: dotted code, as fine as known."""

    name: str
    also: tuple[str, ...]
    sex: str
    birth: str | None
    births: tuple[str, ...]
    birth_year: int | None
    home: str | None

    @property
    def name_sort(self) -> str:
        return name_sort(self.name)


def about(claims: Iterable[ClaimLine]) -> About:
    """The held claims together; where none is held, all of them."""
    every = list(claims)
    said = [claim for claim in every if claim.held] or every
    if len(said) == 1:
        return _alone(said[0])
    names = _names(claim.name for claim in said)
    births = _ranked(claim.birth for claim in said)
    years = _ranked(birth[:4] for birth in (claim.birth for claim in said) if birth)
    sexes = _ranked(claim.sex for claim in said if claim.sex in ("male", "female"))
    birth = next((it for it in births if not years or it.startswith(years[0])), None)
    return About(
        name=names[0] if names else "",
        also=tuple(names[1:]),
        sex=sexes[0] if sexes else "",
        birth=birth,
        births=tuple(births),
        birth_year=int(years[0]) if years else None,
        home=_home([claim.area for claim in said if claim.area]),
    )


def _alone(claim: ClaimLine) -> About:
    birth = claim.birth or None
    sex = claim.sex if claim.sex in ("male", "female") else ""
    year = int(birth[:4]) if birth else None
    return About(claim.name, (), sex or "", birth, (birth,) if birth else (), year, claim.area)


def keys_of(
    row: Mapping[str, object],
    *,
    missions: Mapping[str, Sequence[str]],
    granted: Iterable[str] = (),
    as_of: datetime,
) -> tuple[str, ...]:
    """Who may see a person with this picture: origin, village while expected, missions of the country, post, shelter."""
    keys = {*granted}
    home, stay, country = row.get("home"), row["stay"], row.get("country")
    if isinstance(home, str):
        keys.add(f"p:{home[:2]}")
        if len(home) >= 5:
            keys.add(f"k:{home[:2]}{home[3:5]}")
        if len(home) == 13 and (stay in EXPECTED or _is_just_home(row, as_of)):
            keys.add(f"v:{home.replace('.', '')}")
    is_there = stay in ABROAD or (stay == "in_return" and row.get("left_at") is None)
    if isinstance(country, str) and is_there:
        keys.update(f"m:{mission}" for mission in missions.get(country, ()))
    for kind, place in (("b", row.get("post")), ("s", row.get("shelter"))):
        if isinstance(place, str) and place and "," not in place:
            keys.add(f"{kind}:{place}")
    return tuple(sorted(keys))


def village_key_ends(row: Mapping[str, object]) -> datetime | None:
    """When time alone takes the village's key away."""
    home_at = row.get("home_at") or row.get("handed_over_at")
    return home_at + VILLAGE_KEPT if isinstance(home_at, datetime) and row["stay"] == "home" else None


def _is_just_home(row: Mapping[str, object], as_of: datetime) -> bool:
    ends = village_key_ends(row)
    return ends is not None and as_of < ends


def _ranked(said: Iterable[str | None]) -> list[str]:
    """Most often said first; ties: the longer, then the alphabet."""
    counts = Counter(text for text in said if text)
    return sorted(counts, key=lambda text: (-counts[text], -len(text), text))


def _names(said: Iterable[str]) -> list[str]:
    """As `_ranked`. What differs in capitals or punctuation alone is one name, in capitals only if nobody wrote it otherwise."""
    counts = Counter(text for text in said if text)
    written = defaultdict[str, list[str]](list)
    for text in counts:
        written[name_sort(text)].append(text)
    total = {min(texts, key=lambda text: (text.isupper(), -counts[text], -len(text), text)): sum(counts[text] for text in texts)
             for texts in written.values()}  # fmt: skip
    return sorted(total, key=lambda text: (-total[text], -len(text), text))


def _home(areas: list[str]) -> str | None:
    """The finest code of the regency that is said most often; a province where no regency is said."""
    regencies = _ranked(area[:5] for area in areas if len(area) >= 5)
    wanted = regencies[0] if regencies else ""
    inside = _ranked(area for area in areas if area.startswith(wanted))
    return max(inside, key=len, default=None) if wanted else (inside[0] if inside else None)
