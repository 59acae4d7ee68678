"""Whom a change of a table touches: the claims whose facts name what changed, a piece at a time.

Each table has one walk: over the mentions of recruiters and companies, over the facts in the order they came, or over the
people's pictures. A walk goes on after a number and says how far it has come.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from kawal.access import asking
from kawal.facts.ledger import bulk
from kawal.foundation.phones import phone_digits
from kawal.reference.context import keys, store
from kawal.reference.context.occupations import words_for
from kawal.reference.context.specs import SPECS
from kawal.reference.context.tables import OPEN_END
from kawal.situation.parties.gathering import detail_key
from kawal.situation.parties.rules.forms import read_licence, read_name

MENTIONS_AT_ONCE, FACTS_AT_ONCE, PEOPLE_AT_ONCE = 5_000, 50_000, 5_000
JOB_KINDS: Final = ("recruited", "registered", "contract_seen", "employment_changed", "wage_reported")
MONEY_KINDS: Final = (*JOB_KINDS, "fee_paid", "lent", "advanced", "remitted")
# What was prepared for a departure counts from half a year before; what should follow it, up to a year after.
FEED_REACH: Final = timedelta(days=366)

BY_MENTION = """select distinct claim_id from party_mention where claim_id > %s and (licence = any(%s) or phone = any(%s)
 or spelling_id in (select spelling_id from party_spelling where name_key = any(%s))) order by claim_id limit %s"""
COUNTRY = """(place->>'country' = any(%(countries)s) or data->>'destination' = any(%(countries)s)
 or data->>'country' = any(%(countries)s) or data->'promised'->>'country' = any(%(countries)s))"""
OCCUPATION = """btrim(regexp_replace(lower(coalesce(data->>'occupation', data->'promised'->>'occupation', '')),
 '[^a-z0-9]+', '_', 'g'), '_') = any(%(occupations)s)"""
CURRENCY = """coalesce(data->>'currency', data->'promised'->>'currency') = any(%(currencies)s)"""
EVERY_MENTION = "select distinct claim_id from party_mention where claim_id > %s order by claim_id limit %s"
ANY_COUNTRY = """(jsonb_exists(place, 'country') or jsonb_exists_any(data, array['destination', 'country'])
 or jsonb_exists(data->'promised', 'country'))"""
FACTS = """with part as (select seq, claim_id, kind, occurred_at, place, data from fact where seq > %(after)s order by seq limit %(most)s)
 select (select max(seq) from part), array(select distinct claim_id from part where claim_id is not null and {})"""
ABROAD = """select person_id from picture where person_id > %(after)s and departed_at is not null and home_at is null
 and returned_at is null and died_at is null order by person_id limit %(most)s"""
DEPARTED = """select person_id from picture where person_id > %(after)s
 and exists (select from unnest(%(since)s::timestamptz[], %(until)s::timestamptz[]) as t(a, b) where departed_at >= a and departed_at < b)
 order by person_id limit %(most)s"""
CLAIMS = "select min(claim_id) from standing where person_id = any(%s) group by person_id"

Changed = Sequence[Mapping[str, Any]]


class Piece(NamedTuple):
    """Claims to mark, and after what to go on; ``None`` at the end."""

    claims: Sequence[int]
    after: int | None


def piece(table: str, rows: Sequence[Sequence[Any]], after: int) -> Piece:
    """The next claims whom these rows of a table touch; each row is its cells and its first and last days.

    Without rows it is what the table does not name that has changed.
    """
    if not rows:
        return WHOLE[table](after)
    names = (*SPECS[table].names, "since", "until")
    return WALKS[table]([dict(zip(names, row, strict=True)) for row in rows], after)


def _by_mention(rows: Changed, after: int) -> Piece:
    licences = {read for it in rows if (read := read_licence(it.get("licence", "")))}
    phones = {read for it in rows if (read := phone_digits(it.get("phone", "")))}
    said = {it[name] for it in rows for name in ("name", "recruiter", "licence") if it.get(name)}
    names = {
        name.key for text in said for company in (True, False) if (name := read_name(text, company=company))
    }
    found = bulk.run(
        BY_MENTION,
        (
            after,
            [detail_key("licence", it) for it in sorted(licences)],
            [detail_key("phone", it) for it in sorted(phones)],
            sorted(names),
            MENTIONS_AT_ONCE,
        ),
    )
    return _mentioned(found)


def _whom_any_mentions(after: int) -> Piece:
    return _mentioned(bulk.run(EVERY_MENTION, (after, MENTIONS_AT_ONCE)))


def _mentioned(found: Sequence[tuple[int]]) -> Piece:
    claims = [claim for (claim,) in found]
    return Piece(claims, claims[-1] if len(claims) == MENTIONS_AT_ONCE else None)


def _whom_any_country(after: int) -> Piece:
    return _facts(ANY_COUNTRY, {}, after)


def _facts(condition: str, values: Mapping[str, Any], after: int) -> Piece:
    [[last, claims]] = asking.rows(FACTS.format(condition), {**values, "after": after, "most": FACTS_AT_ONCE})
    return Piece(claims, last)


def _by_place(rows: Changed, after: int) -> Piece:
    return _facts(COUNTRY, {"countries": [it["country"] for it in rows]}, after)


def _by_post(rows: Changed, after: int) -> Piece:
    posts = [keys.code_key(it["post"]) for it in rows]
    return _facts("kind = 'departed' and lower(place->>'post') = any(%(posts)s)", {"posts": posts}, after)


def _by_job(rows: Changed, after: int) -> Piece:
    """Country and job may stand in different facts: the country is enough, and where the row has none, the job."""
    values: dict[str, Any] = {
        "kinds": list(JOB_KINDS),
        "countries": sorted({it["country"] for it in rows if it["country"]}),
        "occupations": _occupations(rows),
        "all": any(not it["country"] and not it["occupation"] for it in rows),
    }
    return _facts(f"((kind = any(%(kinds)s) and (%(all)s or {OCCUPATION})) or {COUNTRY})", values, after)


def _occupations(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Of rows that hold in every country, under every word for the work."""
    said = {it["occupation"] for it in rows if it["occupation"] and not it["country"]}
    return sorted({word for it in said for word in words_for(it)})


def _by_currency(rows: Changed, after: int) -> Piece:
    """Also those whose usual wage or cap is told in it."""
    currencies = {it["currency"] for it in rows}
    told = [
        dict(zip(SPECS[table].names, kept.row.cells, strict=True))
        for table in ("reference_wages", "fee_caps")
        for kept in store.standing(table)
    ]
    jobs = [it for it in told if it["currency"] in currencies]
    values: dict[str, Any] = {
        "kinds": list(MONEY_KINDS),
        "currencies": sorted(currencies),
        "countries": sorted({it["country"] for it in jobs if it["country"]}),
        "occupations": _occupations(jobs),
    }
    condition = f"kind = any(%(kinds)s) and ({CURRENCY} or {OCCUPATION} or {COUNTRY})"
    return _facts(condition, values, after)


def _by_outage(rows: Changed, after: int) -> Piece:
    """Contacts missed there and then; where the fact does not tell the country or the channel, by the rest alone."""
    values: dict[str, Any] = {
        "channels": [keys.code_key(it["channel"]) for it in rows],
        "places": [it["country"] for it in rows],
        "since": [_day(it["since"], -2) for it in rows],
        "until": [_day(it["until"], 2) for it in rows],
    }
    condition = """kind = 'check_in_missed' and exists (
     select from unnest(%(channels)s::text[], %(places)s::text[], %(since)s::date[], %(until)s::date[]) as o(channel, country, since, until)
     where o.channel in ('', coalesce(lower(data->>'channel'), o.channel)) and o.country in ('', coalesce(place->>'country', o.country))
     and occurred_at >= o.since and occurred_at < o.until)"""
    return _facts(condition, values, after)


def _abroad(_rows: Changed, after: int) -> Piece:
    return _people(ABROAD, {}, after)


def _departed(rows: Changed, after: int) -> Piece:
    since = [_day(it["since"], -1) for it in rows]
    until = [_day(it["until"], FEED_REACH.days) for it in rows]
    return _people(DEPARTED, {"since": since, "until": until}, after)


def _people(statement: str, values: Mapping[str, Any], after: int) -> Piece:
    found = asking.rows(statement, {**values, "after": after, "most": PEOPLE_AT_ONCE})
    people = [person for (person,) in found]
    claims = [claim for (claim,) in bulk.run(CLAIMS, (people,))] if people else []
    return Piece(claims, people[-1] if len(people) == PEOPLE_AT_ONCE else None)


def _day(ordinal: int, more: int) -> date:
    return date.fromordinal(min(max(ordinal + more, 1), OPEN_END - 1))


WALKS: Final[dict[str, Callable[[Changed, int], Piece]]] = {
    "rates": _by_currency,
    "licences": _by_mention,
    "official_numbers": _by_mention,
    "recruiter_addresses": _by_mention,
    "reference_wages": _by_job,
    "fee_caps": _by_job,
    "minimum_ages": _by_job,
    "zero_cost_jobs": _by_job,
    "high_risk_exits": _by_post,
    "transit_spots": _by_place,
    "closed_countries": _by_place,
    "outages": _by_outage,
    "clocks": _abroad,
    "feeds": _departed,
}
WHOLE: Final[dict[str, Callable[[int], Piece]]] = {
    "licences": _whom_any_mentions,
    "closed_countries": _whom_any_country,
}
