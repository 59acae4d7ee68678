"""Lists of pictures, walked in their order: by stay, and where a key has a column, by province and regency.

Each walk ends where the page is full, so a list costs the same among few people and among many.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache

from kawal.access.asking import Question
from kawal.access.guard import Rows
from kawal.access.scope import Scope
from kawal.situation.picture.row import STAYS
from kawal.situation.pictures.cards import OF_ROW, PictureCard
from kawal.situation.pictures.reading import card_of_row

COLUMNS = ("procedure", "province", "regency", "country", "post", "shelter", "batch")


@dataclass(frozen=True, slots=True)
class Within:
    """Which pictures a list is about; empty fields do not narrow."""

    stays: tuple[str, ...] = ()
    procedure: str = ""
    province: str = ""
    regency: str = ""
    country: str = ""
    post: str = ""
    shelter: str = ""
    batch: str = ""

    def narrow(self, rows: Rows) -> Rows:
        said = {name: getattr(self, name) for name in COLUMNS if getattr(self, name)}
        rows = rows.filter(**said)
        return rows.filter(stay__in=self.stays) if self.stays else rows


ORDER = "order by c.stay_since desc nulls last, c.person_id desc limit {most}"
MORE = f"""{" and ".join(f"(%({it})s::text = '' or c.{it} = %({it})s::text)" for it in COLUMNS)}
 and (%(person)s::bigint is null or case when %(since)s::timestamptz is null then c.stay_since is null and c.person_id < %(person)s::bigint
  else c.stay_since is null or c.stay_since < %(since)s or (c.stay_since = %(since)s and c.person_id < %(person)s::bigint) end)"""
STAY = "from unnest(%(stays)s::text[]) s(stay)"
WALK = f"cross join lateral (select c.person_id, c.stay_since from picture c where c.stay = s.stay{{place}} and {MORE} {ORDER}) c"
CARDS = f"""with found as materialized (select c.person_id from ({{found}}) c {ORDER})
 select p.person_id, p.kawal_id, p.name, {", ".join(f"c.{column}" for column in OF_ROW)}
 from found f join picture c using (person_id) join person p using (person_id) where {{{{p seen}}}} {ORDER}"""
OTHERS = f"""(select c.person_id, c.stay_since from carriers_of(%(other_keys)s::text[]) o join picture c using (person_id)
 where c.stay = any(%(stays)s::text[]) and {MORE} {ORDER})"""


@cache
def _everywhere(most: int) -> Question:
    """The number stands in the text: not knowing it, the server would plan for a tenth of all people."""
    found = f"select c.person_id, c.stay_since {STAY} {WALK.format(place='', most=most)}"
    return Question(CARDS.format(found=found, most=most))


@cache
def _near(most: int) -> Question:
    walks = (
        f"select c.person_id, c.stay_since {STAY} cross join unnest(%({column}_keys)s::text[]) m(code) "
        + WALK.format(place=f" and c.{column} = m.code", most=most)
        for column in ("province", "regency")
    )
    found = " union ".join((*walks, OTHERS.format(most=most)))
    return Question(CARDS.format(found=found, most=most))


def pictures(
    scope: Scope, within: Within, most: int, after: tuple[datetime | None, int] | None
) -> list[PictureCard]:
    """The newest change first; ``after`` is where the page before ended."""
    since, person = after or (None, None)
    asked = {**asdict(within), "stays": list(within.stays or STAYS), "since": since, "person": person}
    if scope.is_nationwide:
        rows = _everywhere(most).ask(scope, **asked)
    else:
        rows = _near(most).ask(scope, **asked, **_places(scope))
    return [card_of_row(row, scope) for row in rows]


def _places(scope: Scope) -> Mapping[str, list[str]]:
    """The scope's keys by the column that tells them, as it writes them."""
    found: dict[str, list[str]] = {"province_keys": [], "regency_keys": [], "other_keys": []}
    for key in scope.keys:
        kind, _mark, code = key.partition(":")
        if kind == "p":
            found["province_keys"].append(code)
        elif kind == "k":
            found["regency_keys"].append(f"{code[:2]}.{code[2:]}")
        else:
            found["other_keys"].append(key)
    return found
