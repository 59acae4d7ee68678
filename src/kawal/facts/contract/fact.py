"""Reading one fact: everything wrong with it is found together, and what is well said becomes a :class:`Said`."""

from datetime import datetime
from typing import Any, NamedTuple

from kawal.facts.contract import values, wire
from kawal.facts.contract.codes import BASES
from kawal.facts.contract.errors import FactRefused, FieldError, problem
from kawal.facts.contract.kinds import KINDS, WITHDRAWN, WITHOUT_SUBJECT, Kind
from kawal.facts.contract.subject import subject_faults
from kawal.facts.contract.times import read_occurred, read_sent
from kawal.facts.contract.values import Check, without_empty
from kawal.foundation.moments import Precision

ID_LONGEST, SOURCE_LONGEST = 100, 60
TOP_KEYS = frozenset(
    {"id", "source", "kind", "occurred_at", "subject", "place", "basis", "data", "sent_at", "corrects"}
)
PLACE: dict[str, Check] = {
    "post": values.CODE_LONGEST,
    "area": values.CODE_LONGEST,
    "country": values.country,
    "lat": values.between(-90, 90),
    "lon": values.between(-180, 180),
    "text": values.TEXT_LONGEST,
}
_SOURCE_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
_KINDLESS = Kind("", "", "any", "", "", {}, {})


class Said(NamedTuple):
    """One fact as its source said it, checked.

    :ivar at: when it happened, UTC; with precision ``day`` the midnight in Jakarta that begins the day.
    :ivar occurred_text: the moment as it was written.
    :ivar subject: the claim without empty values; empty where the fact names nobody.
    :ivar data: by kind, unknown keys included, as sent.
    :ivar more: unknown keys beside the contract's own.
    """

    source: str
    id: str
    kind: str
    at: datetime
    precision: Precision
    occurred_text: str
    sent_at: datetime | None
    subject: dict[str, Any]
    place: dict[str, Any] | None
    basis: str
    data: dict[str, Any]
    corrects: str | None
    more: dict[str, Any]


def read_json(line: bytes | str, *, source: str | None, now: datetime) -> Said:
    """Read a fact from its JSON text. ``source`` is the sender, ``None`` where the fact itself must say it.

    :raises FactRefused: with everything that is wrong.
    """
    return _read(wire.object_from(line), source, now)


def read_fact(raw: dict[str, Any], *, source: str | None, now: datetime) -> Said:
    """Read a fact from an object already taken from JSON.

    :raises FactRefused: with everything that is wrong.
    """
    return _read(wire.checked(raw), source, now)


def read_checked(raw: dict[str, Any], *, source: str | None, now: datetime) -> Said:
    """Read a fact from an object that :mod:`.wire` has let through.

    :raises FactRefused: with everything that is wrong.
    """
    return _read(raw, source, now)


def _read(raw: dict[str, Any], sender: str | None, now: datetime) -> Said:
    errors: list[FieldError] = []
    id_ = _id(raw.get("id"), "id", errors) or ""
    kind = _kind(raw.get("kind"), errors)
    occurred_text = raw.get("occurred_at")
    moment = read_occurred(occurred_text, now, kind.planned, errors)
    subject = _subject(raw.get("subject"), kind, errors)
    place = _object(raw.get("place"), "place", PLACE, errors)
    data = _object(raw.get("data"), "data", kind.checks, errors)
    said = Said(
        source=_source(raw.get("source"), sender, errors),
        id=id_,
        kind=kind.name,
        at=moment[0],
        precision=moment[1],
        occurred_text=occurred_text if isinstance(occurred_text, str) else "",
        sent_at=read_sent(raw.get("sent_at"), now, errors),
        subject=subject,
        place=without_empty(place) or None,
        basis=_basis(raw.get("basis"), errors),
        data=data,
        corrects=_corrects(raw.get("corrects"), id_, kind, errors),
        more={} if raw.keys() <= TOP_KEYS else {key: raw[key] for key in raw if key not in TOP_KEYS},
    )
    if errors:
        raise FactRefused(errors, id_ or None)
    return said


def _id(value: object, field: str, errors: list[FieldError]) -> str | None:
    if value.__class__ is not str:
        errors.append(problem(field, "required" if value is None else "not_text"))
        return None
    assert isinstance(value, str)
    if 0 < len(value) <= ID_LONGEST and value.isprintable() and value[0] != " " and value[-1] != " ":
        return value
    code = "required" if not value.strip() else "too_long" if len(value) > ID_LONGEST else "not_printable"
    if code == "not_printable" and value.isprintable():
        code = "blank_around"
    errors.append(problem(field, code, limit=ID_LONGEST))
    return None


def is_source_code(text: str) -> bool:
    """May an agency have this code?"""
    return 0 < len(text) <= SOURCE_LONGEST and _SOURCE_SIGNS.issuperset(text)


def _source(value: object, sender: str | None, errors: list[FieldError]) -> str:
    if values.is_empty(value):
        value = sender
    elif sender is not None and value != sender:
        errors.append(problem("source", "source_other"))
        return ""
    if not isinstance(value, str):
        errors.append(problem("source", "required" if value is None else "not_text"))
    elif len(value) > SOURCE_LONGEST:
        errors.append(problem("source", "too_long", limit=SOURCE_LONGEST))
    elif not _SOURCE_SIGNS.issuperset(value):
        errors.append(problem("source", "source_malformed"))
    else:
        return value
    return ""


def _kind(value: object, errors: list[FieldError]) -> Kind:
    if isinstance(value, str):
        kind = KINDS.get(value)
        if kind is not None:
            return kind
    code = "required" if values.is_empty(value) else "kind_unknown" if isinstance(value, str) else "not_text"
    errors.append(problem("kind", code))
    return _KINDLESS


def _subject(value: object, kind: Kind, errors: list[FieldError]) -> dict[str, Any]:
    if value is None:
        value = {}
    if not isinstance(value, dict):
        errors.append(problem("subject", "not_object"))
        return {}
    subject = without_empty(value)
    faults = subject_faults(subject, may_be_empty=kind.name in WITHOUT_SUBJECT)
    if faults:
        errors.extend(problem(f"subject{path}", code, **about) for path, code, about in faults)
    return subject


def _object(value: object, field: str, checks: Any, errors: list[FieldError]) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        errors.append(problem(field, "not_object"))
        return {}
    faults = values.faults_in(value, checks)
    if faults:
        errors.extend(problem(f"{field}{path}", code, **about) for path, code, about in faults)
    return value


def _basis(value: object, errors: list[FieldError]) -> str:
    if value is None or value == "":
        return "unknown"
    if isinstance(value, str) and value in BASES:
        return value
    errors.append(problem("basis", "not_listed", choices=", ".join(BASES)))
    return ""


def _corrects(value: object, own: str, kind: Kind, errors: list[FieldError]) -> str | None:
    if values.is_empty(value):
        if kind.name == WITHDRAWN:
            errors.append(problem("corrects", "corrects_required"))
        return None
    target = _id(value, "corrects", errors)
    if target and target == own:
        errors.append(problem("corrects", "corrects_self"))
    return target
