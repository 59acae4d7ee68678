"""Every read of recruiters and companies: search, the page of one, who may be the same, links from facts.

What is counted and shown comes from mentions within the reader's reach alone, and so do the reasons for two being the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kawal.access import asking
from kawal.access.scope import NotVisible, Power, Scope
from kawal.foundation.names import sound_words
from kawal.foundation.phones import phone_digits
from kawal.reference.selectors import CompanyCard
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.parties import answers
from kawal.situation.parties.answers import Answer
from kawal.situation.parties.cards import Alike, Counted, Detail, PartyRow, PartyView
from kawal.situation.parties.gathering import detail_key
from kawal.situation.parties.looking import party_id_of
from kawal.situation.parties.models import kinds_of
from kawal.situation.parties.recording import record_of
from kawal.situation.parties.register import Register, register
from kawal.situation.parties.rules.forms import read_address, read_licence, read_name
from kawal.situation.parties.rules.points import RARE, Common, weigh
from kawal.situation.parties.summing import LOOKED_AT, LOOKED_AT_ALONE, Summed, shown_names, summed, together
from kawal.situation.people.cards import PersonRow
from kawal.situation.people.searching import Hit, rows_of

FARTHEST, LOOKED_THROUGH, LONGEST = 500, 2_000, 200
MOST_PEOPLE, MOST_LISTED, MOST_ALIKE, MOST_WEIGHED = 25, 12, 20, 120
WORKERS_SOUGHT = 20_000  # mentions, the latest, in which a list of workers is looked for
FIND = """select party_id, why from find_party(%(q)s, %(sounds)s::text[], %(details)s::bigint[], %(kinds)s::text[], %(wide)s, %(most)s)"""
LATEST = "select party_id, '' as why from party_latest(%(kinds)s::text[], %(most)s)"
CODES = "select * from party_codes(%(parties)s::bigint[])"
LINKS = "select * from party_links(%(facts)s::bigint[])"
WORDS = "select * from party_words(%(words)s::text[], %(most)s)"
PHONES = "select * from party_phones(%(phones)s::bigint[], %(most)s)"
SAID = """select v.what, v.said, count(distinct x.seq) as times from party_sightings(%(parties)s::bigint[], %(kinds)s::text[], %(alone)s) x,
  lateral (values ('role', x.role), ('source', x.source), ('regency', x.regency)) v(what, said)
 where v.said is not null group by 1, 2 order by 3 desc, 2"""
DETAILS = """select d.kind, d.shown, count(distinct x.seq) as times
 from party_sightings(%(parties)s::bigint[], %(kinds)s::text[], %(alone)s) x,
  lateral (values (x.phone), (x.licence), (x.owner), (x.address)) v(key) join party_detail d on d.detail_key = v.key
 group by 1, 2 order by 1, 3 desc, 2"""
WORKERS = """select x.person_id from party_sightings(%(parties)s::bigint[], %(kinds)s::text[], %(alone)s) x where x.person_id is not null
 group by 1 order by max(x.occurred_at) desc, 1 offset %(start)s limit %(most)s"""


def list_parties(*, scope: Scope, q: str = "", limit: int = 25, cursor: str | None = None) -> Page[PartyRow]:
    """Best first; without a text those named last, the most named of them first.

    A text is a name in any spelling or a part of it, a licence, a phone, an address.

    :raises NotAllowed: no power to search. :raises BadCursor: not one of ours.
    """
    scope.require(Power.SEARCH)
    parts = parts_of(cursor, int)
    start: int = parts[0] if parts else 0
    hits = _find(scope, q) if q.strip() else _latest(scope)
    shown = hits[start : start + limit]
    rows = party_rows(scope=scope, parties=[party for party, _ in shown])
    why, listed = dict(shown), dict[str, PartyRow]()
    for party, _ in shown:
        if row := rows.get(party):
            listed.setdefault(min(row.members), replace(row, why=why[party]))
    following = cursor_of(start + limit) if len(hits) > start + limit else None
    return Page(list(listed.values()), following)


def get_party(*, scope: Scope, code: str) -> PartyView:
    """One party with those that officers called the same.

    :raises NotAllowed: no power to read people. :raises NotVisible: unknown, or none of its mentions is within reach.
    """
    scope.require(Power.READ_PERSON)
    party = party_id_of(scope=scope, code=code)
    members = answers.groups_of([party])[party]
    found = summed(scope, members, most=LOOKED_AT_ALONE)
    if party not in found:
        raise NotVisible("party")
    whole, codes, known = together(found.values()), _codes(found), register()
    values = {"parties": sorted(found), "kinds": kinds_of(scope), "alone": LOOKED_AT_ALONE}
    said = defaultdict[str, list[Counted]](list)
    for row in asking.rows(SAID, values):
        said[row.what].append(Counted(row.said, row.times))
    own = _row(whole, tuple(sorted(codes.values())), codes[party], known)
    return PartyView(
        row=own,
        names=tuple(_counted_names(whole)[:MOST_LISTED]),
        roles=tuple(said["role"]),
        sources=tuple(said["source"][:MOST_LISTED]),
        regencies=tuple(said["regency"][:MOST_LISTED]),
        details=tuple(_details(values, known)),
        findings=whole.findings,
        people=_workers(scope, values, 0, MOST_PEOPLE).results,
        same=[_row(it, (codes[it.party_id],), codes[it.party_id], known) for it in found.values() if it.party_id != party],
        record=record_of(scope, values),
    )  # fmt: skip


def list_workers(*, scope: Scope, code: str, limit: int = 25, cursor: str | None = None) -> Page[PersonRow]:
    """Whom reports name with this party or those that officers called the same, the latest first.

    :raises NotAllowed: no power to read people. :raises NotVisible: as for :func:`get_party`. :raises BadCursor: not one of ours.
    """
    scope.require(Power.READ_PERSON)
    party = party_id_of(scope=scope, code=code)
    parts = parts_of(cursor, int)
    members = answers.groups_of([party])[party]
    seen = summed(scope, members, most=1)
    if party not in seen:
        raise NotVisible("party")
    values = {"parties": sorted(seen), "kinds": kinds_of(scope), "alone": WORKERS_SOUGHT}
    return _workers(scope, values, parts[0] if parts else 0, limit)


def list_alike(*, scope: Scope, code: str) -> list[Alike]:
    """Who may be the same as this party: first what waits for an answer, the most points first, then what was answered.

    :raises NotAllowed: no power to read people. :raises NotVisible: as for :func:`get_party`.
    """
    scope.require(Power.READ_PERSON)
    party = party_id_of(scope=scope, code=code)
    members = answers.groups_of([party])[party]
    own = summed(scope, members)
    if party not in own:
        raise NotVisible("party")
    whole = together(own.values())
    given = _answered(own, party)
    near = summed(scope, (set(_near(scope, whole)) - set(own)) | set(given))
    common, codes, known = _common([whole, *near.values()]), _codes({**near, **own}), register()
    found = []
    for it in near.values():
        answer, member = given.get(it.party_id, (None, party))
        side = own[member] if it.party_id in own else whole
        weighed = weigh(side.profile, it.profile, common)
        if answer or weighed.band:
            row = _row(it, (codes[it.party_id],), codes[it.party_id], known)
            found.append(
                Alike(
                    row, weighed.band, weighed.points, weighed.reasons, answer.verdict if answer else "",
                    answer.answered_by if answer else "", answer.answered_at if answer else None, codes[member],
                )
            )  # fmt: skip
    waiting = ("", "unsure")
    found.sort(key=lambda it: (it.verdict not in waiting, -it.points, it.row.code))
    return found[:MOST_ALIKE]


def list_links(*, scope: Scope, facts: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """Role and code of the parties that facts name, by the fact's number: for readers who were shown these facts.

    :raises NotAllowed: no power to read people.
    """
    scope.require(Power.READ_PERSON)
    found = defaultdict[int, list[tuple[str, str]]](list)
    kinds = set(kinds_of(scope))
    for row in asking.rows(LINKS, {"facts": sorted(facts)}) if facts and not scope.is_empty else ():
        if row.kind in kinds:
            found[row.seq].append((row.role, row.code))
    return dict(found)


def _find(scope: Scope, q: str) -> list[tuple[int, str]]:
    text = " ".join(q.split())[:LONGEST]
    name = read_name(text)
    sounds = name.sounds if name else sound_words(text)
    phone = phone_digits(text)
    normal = (("phone", phone), ("licence", read_licence(text)), ("address", read_address(text)))
    details = [detail_key(kind, value) for kind, value in normal if value]
    if name:
        details.append(detail_key("owner", name.key))
        listed = register().called(text)
        as_listed = read_name(listed.name, company=True) if listed else None
        text, sounds = (listed.name, as_listed.sounds) if listed and as_listed else (text, sounds)
    return _ask(scope, text, sounds, details, wide=False, most=FARTHEST)


def _ask(
    scope: Scope, text: str, sounds: Iterable[str], details: Sequence[int], *, wide: bool, most: int
) -> list[tuple[int, str]]:
    if scope.is_empty:
        return []
    values = {
        "q": text,
        "sounds": list(sounds),
        "details": list(details),
        "kinds": kinds_of(scope),
        "wide": wide,
        "most": most,
    }
    return [(row.party_id, row.why) for row in asking.rows(FIND, values)]


def _latest(scope: Scope) -> list[tuple[int, str]]:
    if scope.is_empty:
        return []
    rows = asking.rows(LATEST, {"kinds": kinds_of(scope), "most": LOOKED_THROUGH})
    return [(row.party_id, "") for row in rows[:FARTHEST]]


def _near(scope: Scope, whole: Summed) -> list[int]:
    """Parties that share a number or some of the name."""
    details = [*whole.phones, *whole.licences, *whole.owners, *whole.addresses]
    found = (
        [party for party, _ in _ask(scope, "", (), details, wide=False, most=MOST_WEIGHED)] if details else []
    )
    for said in shown_names(whole.names)[:3]:
        name = read_name(said, company=whole.keys[said][1])
        if name:
            text = " ".join(name.words)
            found += [
                party for party, _ in _ask(scope, text, name.sounds, (), wide=True, most=MOST_WEIGHED // 2)
            ]
    return list(dict.fromkeys(found))[: 2 * MOST_WEIGHED]


def _answered(own: Collection[int], party: int) -> dict[int, tuple[Answer, int]]:
    """By the other party: the answer, and which of the group it is about."""
    given = dict[int, tuple[Answer, int]]()
    for it in answers.answers_about(own):
        one, other = it.pair if it.pair[0] in own else (it.pair[1], it.pair[0])
        if other == party:
            one, other = other, one
        given[other] = (it, one)
    return given


def _common(all_: Sequence[Summed]) -> Common:
    profiles = [it.profile for it in all_]
    words = sorted({word for it in profiles for name in it.names for word in name.sounds})
    phones = sorted({phone for it in all_ for phone in it.phones})
    return Common(
        {row.word: row.names for row in asking.rows(WORDS, {"words": words, "most": RARE})} if words else {},
        {row.phone: row.names for row in asking.rows(PHONES, {"phones": phones, "most": 50})}
        if phones
        else {},
    )


def party_rows(*, scope: Scope, parties: Sequence[int]) -> dict[int, PartyRow]:
    """By party; those that officers called the same share one line."""
    groups = answers.groups_of(parties)
    found = summed(scope, {party for group in groups.values() for party in group})
    codes, known = _codes(found), register()
    rows = {}
    for party in parties:
        members = [found[it] for it in groups[party] if it in found]
        if party in found:
            whole = together(members)
            named = tuple(sorted(codes[it.party_id] for it in members))
            rows[party] = _row(whole, named, codes[whole.party_id], known)
    return rows


def _row(it: Summed, members: tuple[str, ...], code: str, known: Register) -> PartyRow:
    names = shown_names(it.names)
    company = next((known.by_name[key] for key, is_company in it.keys.values() if key in known.by_name), None)
    return PartyRow(
        code=code,
        name=names[0] if names else "",
        also=tuple(names[1:4]),
        kind=it.kind,
        roles=tuple(it.roles),
        mentions=it.mentions,
        workers=it.workers,
        first_at=it.first_at,
        last_at=it.last_at,
        regencies=tuple(it.regencies),
        members=members,
        company=company,
        is_more=it.mentions in (LOOKED_AT, LOOKED_AT_ALONE),
    )


def _counted_names(it: Summed) -> list[Counted]:
    times = defaultdict[str, int](int)
    for said, count in it.names.items():
        times[said.casefold()] += count
    return [Counted(name, times[name.casefold()]) for name in shown_names(it.names)]


def _details(values: dict[str, object], known: Register) -> Iterable[Detail]:
    for row in asking.rows(DETAILS, values):
        yield Detail(row.kind, row.shown, row.times, _holder(row.kind, row.shown, known))


def _holder(kind: str, shown: str, known: Register) -> CompanyCard | None:
    return known.by_licence.get(read_licence(shown) or "") if kind == "licence" else None


def _workers(scope: Scope, values: dict[str, object], start: int, limit: int) -> Page[PersonRow]:
    """From a place of the list on. The wall is asked again for each."""
    found = asking.rows(WORKERS, {**values, "start": start, "most": limit + 1})
    rows = rows_of(scope=scope, hits=[Hit(row.person_id, 0, 0.0, "") for row in found[:limit]])
    return Page(rows, cursor_of(start + limit) if len(found) > limit else None)


def _codes(parties: Collection[int]) -> dict[int, str]:
    return (
        {row.party_id: row.code for row in asking.rows(CODES, {"parties": sorted(parties)})}
        if parties
        else {}
    )
