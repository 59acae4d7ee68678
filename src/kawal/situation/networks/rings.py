"""A ring as an object: members, what ties them, time span, growth, and why it matters."""

from collections.abc import Iterable
from dataclasses import dataclass

from kawal.situation.networks.dangers import OUTSIDE, Signs
from kawal.situation.networks.laws import people_of
from kawal.situation.networks.links import Ident, Links
from kawal.situation.networks.shapes import Measure, Person
from kawal.situation.networks.suspicion import THIRD, Names, Reason, is_suspicious

JOURNEYS = ("booking", "group", "voyage")
PAPERS = ("paper", "certificate")


@dataclass(frozen=True, slots=True)
class Tie:
    """One identifier of a ring: whom of it, and the days between which it was used."""

    kind: str
    key: int
    people: tuple[Person, ...]
    first_on: int
    last_on: int


@dataclass(frozen=True, slots=True)
class Ring:
    """People tied by supported links, with a reason to look at them together.

    :ivar code: of its oldest tie; the same ring keeps it as it grows.
    :ivar confirmed: members with a proven case. :ivar findings: proven cases about one of its recruiters.
    :ivar grew: the days on which the 2nd, 3rd, … member was tied.
    """

    code: str
    members: tuple[Person, ...]
    ties: tuple[Tie, ...]
    reasons: tuple[Reason, ...]
    confirmed: int
    findings: int
    grew: tuple[int, ...]

    @property
    def since(self) -> int:
        """The first day of any of its ties."""
        return min(it.first_on for it in self.ties)

    @property
    def until(self) -> int:
        return max(it.last_on for it in self.ties)

    @property
    def is_confirmed(self) -> bool:
        return any(it.code in ("confirmed", "finding") for it in self.reasons)


def ring_of(
    members: set[Person], links: Links, signs: dict[Person, Signs], confirmed: set[Person], found: set[Ident]
) -> Ring | None:
    """The ring that these tied people are; nothing where there is no reason to call them one.

    :param found: recruiters' phones, licences and names about which a case was decided proven.
    """
    idents = sorted({tie for person in members for tie in links.parts.ties_of(person)}, key=str)
    groups = {ident: links.parts.groups_of(ident) for ident in idents}
    cases = members & confirmed
    findings = sum(ident in found for ident in idents)
    reasons = _reasons(members, signs, groups, cases, findings, links.names)
    if not reasons:
        return None
    ties = tuple(_tie(links, ident, members) for ident in idents)  # type: ignore[arg-type]  # every tie is one of ours
    return Ring(
        code=_code(ties), members=tuple(sorted(members, key=str)), ties=ties, reasons=reasons,
        confirmed=len(cases), findings=findings, grew=growth(ties, links),
    )  # fmt: skip


def measured_by(ring: Ring, links: Links, person: Person) -> dict[str, Measure]:
    """The columns that a ring tells of one of its members, by the facts that tie her."""
    at = ring.grew[-1] if ring.grew else ring.since
    uses = [use for it in ring.ties if person in it.people for use in links.uses((it.kind, it.key))]
    refs = tuple(sorted({use.ref for use in uses if use.person == person}))
    found = {"ring_size": Measure(len(ring.members), at, refs)}
    if ring.is_confirmed:
        found["ring_confirmed"] = Measure(max(ring.confirmed, ring.findings), at, refs)
    return found


def _reasons(
    members: set[Person],
    signs: dict[Person, Signs],
    groups: dict[object, tuple[frozenset[Person], ...]],
    cases: set[Person],
    findings: int,
    names: Names,
) -> tuple[Reason, ...]:
    reasons = []
    if _is_case(members, signs, cases, findings):
        reasons.append(Reason("confirmed" if cases else "finding", tuple(sorted(cases, key=str))))
    journeys = [group for ident, each in groups.items() if _kind(ident) in JOURNEYS for group in each]
    papers = [group for ident, each in groups.items() if _kind(ident) in PAPERS for group in each]
    reasons += is_suspicious(members, signs, journeys=journeys, papers=papers, names=names)
    return tuple(reasons)


def _is_case(members: set[Person], signs: dict[Person, Signs], cases: set[Person], findings: int) -> bool:
    """A proven case of theirs, or about their recruiter. One case among people who all left inside the system says something
    of an employer, not of those who happened to fly together; two say more."""
    if findings or len(cases) > 1:
        return True
    return bool(cases) and any(_is_outside(signs.get(it)) for it in members)


def _is_outside(signs: Signs | None) -> bool:
    return signs is not None and not signs.is_inside and bool(signs.any_of(OUTSIDE))


def growth(ties: Iterable[Tie], links: Links) -> tuple[int, ...]:
    """The days on which the 2nd, 3rd, … person came to share something with those before."""
    joined: dict[Person, int] = {}
    for tie in ties:
        days = sorted((use.first, str(use.person), use.person) for use in links.uses((tie.kind, tie.key)))
        for n, (day, _, person) in enumerate(days):
            tied = day if n else days[min(1, len(days) - 1)][0]
            joined[person] = min(tied, joined.get(person, tied))
    return tuple(sorted(joined[it] for it in {p for tie in ties for p in tie.people} if it in joined))[1:]


def is_group(members: set[Person]) -> bool:
    return len(members) >= THIRD


def _kind(ident: object) -> str:
    return ident[0] if isinstance(ident, tuple) else ""


def _tie(links: Links, ident: Ident, members: set[Person]) -> Tie:
    uses = [use for use in links.uses(ident) if use.person in members]
    people = tuple(sorted(people_of(uses), key=str))
    return Tie(*ident, people, min(use.first for use in uses), max(use.last for use in uses))


def _code(ties: tuple[Tie, ...]) -> str:
    oldest = min(ties, key=lambda it: (it.first_on, it.kind, it.key))
    return f"{oldest.kind[0]}{oldest.key:016x}"
