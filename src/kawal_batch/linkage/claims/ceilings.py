"""The most a pair of claims can weigh, from numbers alone, so that only pairs worth it are compared letter by letter.

An ``outline`` is a claim in numbers: hashes of its values, its birth date in two halves, its NIK in four quarters. Where
outlines agree a level is known; where they do not, the heaviest level that is still possible is taken. A pair whose sum of
these lies below what is asked for could never reach it, so leaving it out changes nothing.
"""

from collections.abc import Iterable
from math import log2

from kawal.situation.linkage.rules.comparing import FIELDS, LEVELS
from kawal.situation.linkage.rules.model import BY_FREQUENCY, TABLES, Level, Model
from kawal_batch.linkage.claims import letters

SLACK = 1e-6  # bits: sums in another order differ in their last digits

OUTLINE = f"""select claim_id, len(names) > 1 several, hash(name.norm) name_norm, hash(name.key) name_key,
 hash(father.norm) father_norm, father is not null has_father, hash(father.key) father_key,
 hash(mother.norm) mother_norm, mother is not null has_mother, hash(mother.key) mother_key,
 left(born, 4)::smallint birth_year,
 case when length(born) = 10 then born[6:7]::smallint * 100 + born[9:10]::smallint when born is not null then 0 end birth_day,
 case when length(born) = 10 then born[9:10]::smallint * 100 + born[6:7]::smallint end day_swapped,
 coalesce(len(regencies), 0) > 2 or len(provinces) > 2 many_places,
 hash(provinces[1]) province, case when len(provinces) = 2 then hash(provinces[2]) end other_province, provinces is not null has_place,
 case when len(regencies) > 0 then hash(regencies[1]) end regency, case when len(regencies) = 2 then hash(regencies[2]) end other_regency,
 nik is not null has_nik, nik[1:4]::smallint nik_1, nik[5:8]::smallint nik_2, nik[9:12]::smallint nik_3, nik[13:16]::smallint nik_4,
 case sex when 'female' then 1 when 'male' then 2 end::tinyint sex, case when passport is not null then hash(passport) end passport,
 case when kk is not null then hash(kk) end kk, case when refers_to is not null then hash(refers_to) end kawal_id,
 phones is not null has_phone, len(phones) > 1 several_phones, hash(phones[1]) phone,
 case when length(home) >= 5 then hash(home[:5]) end home, {", ".join(f"share_{table}" for table in TABLES)}
 from form f join (select claim_id, {", ".join(f"{table} as share_{table}" for table in TABLES)} from share) s using (claim_id)"""


def bits_of(model: Model, fields: Iterable[str], *, closely: bool = False) -> str:
    """SQL: the most that two outlines ``a`` and ``b`` can weigh by these fields; ``closely``, they have their letters too."""
    cases = _CASES | _CLOSELY if closely else _CASES
    terms = (f"(case {cases[field].format_map(_Bits(model, field))} end)" for field in fields)
    return " + ".join(terms)


class _Bits(dict[str, str]):
    """The weight of a level by its code, of the heaviest of several as ``slip|close``, of the heaviest up to one as ``…slip``."""

    def __init__(self, model: Model, field: str) -> None:
        self._codes, self._levels = LEVELS[field], model.fields[field]

    def __missing__(self, said: str) -> str:
        if said.startswith("…"):
            return self._heaviest(self._levels[: self._codes.index(said[1:]) + 1])
        if "|" in said:
            return self._heaviest(self._levels[self._codes.index(code)] for code in said.split("|"))
        return _term(self._levels[self._codes.index(said)])

    @staticmethod
    def _heaviest(levels: Iterable[Level]) -> str:
        terms = [_term(level) for level in levels]
        return terms[0] if len(terms) == 1 else f"greatest({', '.join(terms)})"


def _term(level: Level) -> str:
    bits = f"{level.bits!r}::double"
    if not level.table:
        return bits
    share = f"greatest(a.share_{level.table}, b.share_{level.table})"
    return f"({bits} + case when {share} > 0 then {log2(level.chance)!r}::double - log2({share}) else 0 end)"


def _parents(who: str, otherwise: str = "else {…close}") -> str:
    return f"""when not (a.has_{who} and b.has_{who}) then 0 when a.{who}_norm = b.{who}_norm then {{exact}}
 when a.{who}_key = b.{who}_key then {{…sound}} {otherwise}"""


def _equal(column: str) -> str:
    return f"when a.{column} is null or b.{column} is null then 0 when a.{column} = b.{column} then {{equal}} else {{different}}"


def _name(otherwise: str) -> str:
    return f"""when a.several is null or b.several is null then 0 when a.several or b.several then {{…exact}}
 when a.name_norm = b.name_norm then {{exact}} when a.name_key = b.name_key then {{…sound}} {otherwise}"""


_YEARS_APART = "abs(a.birth_year - b.birth_year)"
_YEARS = f"when {_YEARS_APART} <= 2 then {{near}} else {{different}}"
_SAME_REGENCY = """a.regency = b.regency or a.regency = b.other_regency or a.other_regency = b.regency
 or a.other_regency = b.other_regency"""
_SAME_PROVINCE = """a.province = b.province or a.province = b.other_province or a.other_province = b.province
 or a.other_province = b.other_province"""
_EQUAL_QUARTERS = " + ".join(f"(a.nik_{n} = b.nik_{n})::tinyint" for n in (1, 2, 3, 4))
# By field, from the level that is surest; a hash that is equal by chance can only let a pair through.
_CASES = {
    "name": _name("else {…slip}"),
    "father": _parents("father"),
    "birth": f"""when a.birth_year is null or b.birth_year is null then 0
 when a.birth_day = 0 or b.birth_day = 0 then case when a.birth_year = b.birth_year then {{compatible|year}} {_YEARS} end
 when a.birth_year = b.birth_year then case when a.birth_day = b.birth_day then {{exact}}
  when a.birth_day = b.day_swapped then {{swapped}}
  when abs(a.birth_day - b.birth_day) in (1, 2, 3, 4, 5, 6, 7, 8, 9) or abs(a.birth_day - b.birth_day) % 10 = 0 then {{digit|year}}
  else {{year}} end
 when a.birth_day = b.birth_day then {{digit|anniversary|near|different}} {_YEARS}""",
    "birth_place": f"""when not (a.has_place and b.has_place) then 0 when a.many_places or b.many_places then {{…regency}}
 when {_SAME_REGENCY} then {{regency}} when {_SAME_PROVINCE} then {{province}} else {{different}}""",
    "mother": _parents("mother"),
    "nik": f"""when not (a.has_nik and b.has_nik) then 0
 else case {_EQUAL_QUARTERS} when 4 then {{equal}} when 3 then {{near|different}} when 2 then {{near|different}} else {{different}} end""",
    "sex": _equal("sex"),
    "passport": _equal("passport"),
    "kk": _equal("kk"),
    "kawal_id": _equal("kawal_id"),
    "phone": """when not (a.has_phone and b.has_phone) then 0 when a.phone = b.phone then {equal}
 when a.several_phones or b.several_phones then {…equal} else {different}""",
    "home": """when a.home is null or b.home is null then 0 when a.home = b.home then {regency|district|village} else {different}""",
}
_CLOSELY = {"name": _name(letters.NAME), "mother": _parents("mother", letters.MOTHER)}
NAMES = tuple(_CLOSELY)
OTHERS = tuple(field for field in FIELDS if field not in NAMES)
OF_NAMES = ("several", "name_norm", "name_key", "has_mother", "mother_norm", "mother_key") + tuple(
    f"share_{table}" for (field, _), table in BY_FREQUENCY.items() if field in NAMES
)
