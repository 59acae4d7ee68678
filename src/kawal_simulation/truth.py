"""The truth kept beside the files: who is who, who was harmed, when it could be known."""

from __future__ import annotations

from typing import Any

import orjson

from kawal_simulation.agencies import agency
from kawal_simulation.days import day_text
from kawal_simulation.people import Persona, key_of
from kawal_simulation.reporting import Sent
from kawal_simulation.rings import Ring
from kawal_simulation.sharing import Shared
from kawal_simulation.typists import typists_of

Lines = dict[str, list[bytes]]
FILES = ("people", "claims", "trafficking", "knowable", "rings", "relations", "shared")


def _line(value: dict[str, Any]) -> bytes:
    return orjson.dumps(value) + b"\n"


def about_person(lines: Lines, it: Persona, sent: list[Sent]) -> None:
    """Add this person's lines to every truth file."""
    first = sorted((one for one in sent if not one.again), key=lambda one: (one.order, one.fact["id"]))
    claims = _claims(lines, it, first)
    if it.relation:
        kind, other = it.relation
        lines["relations"].append(_line({"kind": kind, "person": it.key, "other": key_of(other)}))
    lines["people"].append(_line(_person(it) | {"claims": claims}))
    lines["trafficking"].append(_line(_label(it, first)))
    _knowable(lines, it, first, claims)


def _claims(lines: Lines, it: Persona, sent: list[Sent]) -> list[dict[str, Any]]:
    """One line a fact; returns the distinct claims, each named by its first fact, with who typed it and how badly."""
    typed = {(one.source, _bytes(one.subject)): one for one in reversed(it.claims)}
    found: dict[tuple[str, bytes], dict[str, Any]] = {}
    for one in sent:
        row = one.source, _bytes(one.fact["subject"])
        if row not in found:
            by = typed[row]
            found[row] = {"source": one.source, "id": one.fact["id"], "typist": by.typist, "level": by.level}
        claim = found[row]
        lines["claims"].append(
            _line({"source": one.source, "id": one.fact["id"], "person": it.key, "claim": claim["id"]})
        )
    return list(found.values())


def _bytes(subject: dict[str, Any]) -> bytes:
    return orjson.dumps(subject, option=orjson.OPT_SORT_KEYS)


def about_finding(lines: Lines, sent: Sent) -> None:
    """A fact about a recruiter alone belongs to no person."""
    fact = sent.fact["id"]
    lines["claims"].append(_line({"source": sent.source, "id": fact, "person": None, "claim": None}))


def _person(it: Persona) -> dict[str, Any]:
    return {
        "person": it.key,
        "name": it.name,
        "nickname": it.nickname,
        "sex": it.sex,
        "birth_date": it.born.isoformat(),
        "birth_place": it.birth_place,
        "mother_name": it.mother,
        "father_name": it.father,
        "home": it.home.village,
        "nik": it.nik,
        "passport": it.passport,
        "kk": it.family_card,
        "stream": _stream(it),
        "corridor": it.corridor,
        "destination": it.country,
        "occupation": it.job.occupation,
        "scheme": it.scheme,
        "relation": {"kind": it.relation[0], "person": key_of(it.relation[1])} if it.relation else None,
        "phones": it.phones,
        "used_nik": it.used_nik,
        "alias": it.alias,
        "husband": it.husband,
        "papers": _papers(it),
    }


def _papers(it: Persona) -> list[dict[str, Any]]:
    """What papers say instead of the truth: all of them (no passport), or one passport."""
    found: list[dict[str, Any]] = []
    if it.documents_name or it.documents_born:
        born = it.documents_born.isoformat() if it.documents_born else None
        found.append({"passport": None, "name": it.documents_name, "birth_date": born})
    said = {claim.subject.get("passport") for claim in it.claims}
    for passport, one in it.printed.items():
        if passport in said:
            born = one.born.isoformat() if one.born else None
            found.append({"passport": passport, "name": one.name, "birth_date": born})
    return found


def _stream(it: Persona) -> str:
    return "procedural" if it.procedural else "nonprocedural"


def keys_of(it: Persona, sent: list[Sent]) -> list[str]:
    """Every name under which a replay may know the person: NIKs not borrowed, passports, first fact."""
    niks = dict.fromkeys(one.fact["subject"].get("nik") for one in sent)
    niks.pop(it.used_nik, None)
    passports = dict.fromkeys(one.fact["subject"].get("passport") for one in sent)
    first = [f"{sent[0].source}:{sent[0].fact['id']}"] if sent else []
    return [key for key in (*niks, *passports, *first) if key]


def _label(it: Persona, sent: list[Sent]) -> dict[str, Any]:
    keys = keys_of(it, sent)
    own = [key for key in (it.nik, it.passport) if key in keys]
    return {
        "subject_key": (own or keys or [it.key])[0],
        "trafficked": it.trafficked,
        "pattern": it.pattern,
        "variant": it.variant,
        "harm_from": _day(it.harm_from),
        "departed_on": _day(it.departed_on),
        "class": it.kind,
        "ring": it.ring,
        "sex": it.sex,
        "origin": it.home.kabupaten,
        "person": it.key,
        "keys": keys,
    }


def _day(day: int | None) -> str | None:
    return day_text(day) if day else None


def _knowable(lines: Lines, it: Persona, sent: list[Sent], claims: list[dict[str, Any]]) -> None:
    """Each sign of harm when it was sent, and each further claim that makes two records one person."""
    for one in sent:
        if one.sign:
            lines["knowable"].append(_line(_known(it, one.sign, one)))
    by_id = {(one.source, one.fact["id"]): one for one in sent}
    for claim in claims[1:]:
        one = by_id[claim["source"], claim["id"]]
        first = {"source": claims[0]["source"], "id": claims[0]["id"]}
        lines["knowable"].append(_line(_known(it, "same_person", one) | {"as": first}))


def _known(it: Persona, truth: str, one: Sent) -> dict[str, Any]:
    return {
        "person": it.key,
        "truth": truth,
        "known_at": one.fact["sent_at"],
        "occurred_at": one.fact["occurred_at"],
        "kind": one.fact["kind"],
        "source": one.source,
        "id": one.fact["id"],
    }


def about_rings(lines: Lines, rings: dict[int, Ring], people: list[Persona]) -> None:
    """One line a ring: what its members share, and who they are."""
    by_index = {it.index: it for it in people}
    for ring in {ring.id: ring for ring in rings.values()}.values():
        members = [by_index[index] for index in ring.members]
        lines["rings"].append(
            _line(
                {
                    "ring": ring.id,
                    "pattern": ring.pattern,
                    "corridor": ring.corridor,
                    "origin": ring.home.kabupaten,
                    "recruiters": [recruiter.said() for recruiter in ring.recruiters],
                    "address": ring.address,
                    "carrier": ring.carrier,
                    "exit": ring.exit,
                    "members": [it.key for it in members],
                    "clients": [by_index[index].key for index in ring.clients],
                }
            )
        )


def about_shared(lines: Lines, shared: list[Shared]) -> None:
    """One line a number that several people gave as their own."""
    for one in shared:
        said = {"kind": one.kind, "value": one.value, "why": one.why, "people": [*map(key_of, one.people)]}
        lines["shared"].append(_line(said))


def typists(sources: list[str]) -> list[bytes]:
    """One line a keyboard of every office that sent something."""
    return [
        _line(
            {"source": source, "typist": it.number}
            | {key: value for key, value in it._asdict().items() if key != "number"}
        )
        for source in sources
        for it in typists_of(source, agency(source).desk)
    ]
