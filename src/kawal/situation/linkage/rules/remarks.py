"""Contradictions within one person that are worth knowing: private, protective, and never a proof of anything. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kawal.foundation.nik import Nik
from kawal.situation.linkage.rules.comparing import NEAR_DIGITS
from kawal.situation.linkage.rules.forms import Form


@dataclass(frozen=True, slots=True)
class Remark:
    """One contradiction.

    :ivar code: two_niks, near_niks, nik_other_birth, nik_other_sex, two_births, two_birth_years, two_sexes, two_mothers.
    :ivar said: what may be shown of it: years; never a number or a name.
    """

    code: str
    said: tuple[str, ...] = ()


def remarks_of(claims: Iterable[Form]) -> tuple[Remark, ...]:
    """What the claims of one person contradict each other in."""
    forms = list(claims)
    niks = sorted({it.nik for it in forms if it.nik})
    found = [*_numbers(niks), *_births(sorted({it.born for it in forms if it.born}))]
    if len({it.sex for it in forms if it.sex}) > 1:
        found.append(Remark("two_sexes"))
    mothers = [it.mother for it in forms if it.mother]
    if any(set(one.words).isdisjoint(other.words) for one, other in combinations(mothers, 2)):
        found.append(Remark("two_mothers"))
    found += [it for nik in niks for it in _against(Nik(nik), forms)]
    return tuple(dict.fromkeys(found))


def _numbers(niks: Sequence[str]) -> list[Remark]:
    if len(niks) < 2:
        return []
    near = all(
        sum(a != b for a, b in zip(one, other, strict=True)) <= NEAR_DIGITS
        for one, other in combinations(niks, 2)
    )
    return [Remark("near_niks" if near else "two_niks")]


def _births(born: Sequence[str]) -> list[Remark]:
    years = sorted({it[:4] for it in born})
    if len(years) > 1:
        return [Remark("two_birth_years", tuple(years))]
    days = {it for it in born if len(it) == 10}
    return [Remark("two_births")] if len(days) > 1 else []


def _against(nik: Nik, forms: Sequence[Form]) -> list[Remark]:
    """What a NIK says of birth and sex that no claim agrees with."""
    day, month, year = nik.birth_day
    born = {it.born for it in forms if len(it.born) == 10}
    sexes = {it.sex for it in forms if it.sex}
    found = []
    if born and all((int(it[8:]), int(it[5:7]), int(it[2:4])) != (day, month, year) for it in born):
        found.append(Remark("nik_other_birth"))
    if sexes and ("female" if nik.is_woman else "male") not in sexes:
        found.append(Remark("nik_other_sex"))
    return found
