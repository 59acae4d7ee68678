"""One question as its page shows it: fields as rows, strongest evidence first, whatever a claim says beside who said it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Scope
from kawal.doors.web import labels
from kawal.doors.web.identity import words
from kawal.doors.web.identity.cards import Cell, FieldRow, Head, PairCard
from kawal.doors.web.identity.differing import marked
from kawal.doors.web.identity.threads import threads_of
from kawal.doors.web.identity.values import BY_WORD, NUMBERS, SAID
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.words import word
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.situation.linkage.selectors import Evidence, ProposalView
from kawal.situation.people.cards import ClaimCard, FactCard

MOST_ALSO = 2
BLIND = "audit"  # a sample of what the machine joined: it must look like any other question
CHECKED = "civil_registry_checked"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the claim compared, the other claims of the same person, and her facts."""

    letter: str
    claim: ClaimCard
    others: Sequence[ClaimCard]
    facts: Sequence[FactCard] = field(default_factory=tuple)


def sides_of(view: ProposalView, facts: Mapping[str, Sequence[FactCard]]) -> tuple[Side, Side]:
    """The newer word first. ``facts`` are by the id of the person; of a split one person's are dealt out by claim."""
    if view.one.person_id == view.other.person_id:
        held = set(view.part) or {view.claims[0]}
        groups = [
            [it for it in view.one.claims if it.claim_id in held],
            [it for it in view.one.claims if it.claim_id not in held],
        ]
    else:
        groups = [list(view.one.claims), list(view.other.claims)]
    said = facts[view.one.kawal_id], facts[view.other.kawal_id]
    made = [_side(view, claims, list(told)) for claims, told in zip(groups, said, strict=True)]
    newer, older = sorted(made, key=lambda it: it.claim.claim_id, reverse=True)
    return Side("A", newer.claim, newer.others, newer.facts), Side(
        "B", older.claim, older.others, older.facts
    )


def _side(view: ProposalView, claims: list[ClaimCard], facts: list[FactCard]) -> Side:
    ids = {it.claim_id for it in claims}
    first = next((it for it in claims if it.claim_id in view.claims), claims[0])
    others = [it for it in claims if it is not first and it.held]
    return Side("", first, others, [it for it in facts if it.claim_id in ids])


def pair_card(
    view: ProposalView, sides: tuple[Side, Side], effects: Sequence[str], scope: Scope, *, opened: str
) -> PairCard:
    row, waits_for_other = view.row, view.row.state == "second" and view.row.wanted_by != scope.actor
    is_open = row.state == "open" and not view.verdict or waits_for_other or view.verdict == "unsure"
    return PairCard(
        id=row.proposal_id,
        heads=[head_of(side) for side in sides],
        rows=field_rows(view.evidence, sides),
        threads=threads_of(sides[0].facts, sides[1].facts),
        effects=effects,
        why=f"{words.cause_of(row)}; {words.why_of(row)}",
        waits_for=joined([str(words.TOUCHED[it]) for it in view.touched if it in words.TOUCHED]),
        answered="" if waits_for_other else _answered(view, scope),
        reason="" if waits_for_other else view.reason,
        undo=not waits_for_other and bool(view.verdict or row.wanted),
        blind=waits_for_other,
        disputed=row.cause == "disputed",
        opened=opened,
        links=() if row.cause == BLIND and not view.verdict else _links(view),
        tied="settles" in row.why and row.state == "open" and not view.verdict,
        answers=("same", "different", "unsure") if is_open else (),
    )


def _links(view: ProposalView) -> list[Link]:
    both = {it.kawal_id: it for it in (view.one, view.other)}
    return [Link(shown_name(it.name), page_of(it.kawal_id)) for it in both.values()]


def _answered(view: ProposalView, scope: Scope) -> str:
    """What stands, who said so and when."""
    row = view.row
    verdict = view.verdict or row.wanted
    if not verdict:
        return ""
    by, at = (view.decided_by, view.decided_at) if view.verdict else (row.wanted_by, row.wanted_at)
    names = names_of(logins=[it for it in (by, view.second_by) if it])
    who = joined([_("Anda") if it == scope.actor else names.get(it, it) for it in (by, view.second_by) if it])
    told = {"what": word(words.VERDICTS, verdict), "who": who, "day": times.day(at) if at else ""}
    if not view.verdict:
        return _("%(what)s, menurut %(who)s, %(day)s. Menunggu penelaah kedua.") % told
    if view.kin:
        return _("%(what)s, satu keluarga, menurut %(who)s, %(day)s.") % told
    return _("%(what)s, menurut %(who)s, %(day)s.") % told


def head_of(side: Side) -> Head:
    first = min(
        (it for it in side.facts if it.claim_id == side.claim.claim_id),
        key=lambda it: it.recorded_at,
        default=None,
    )
    at = first.at if first else side.claim.first_recorded_at
    said = f"{labels.kind_label(first.kind).lower()}, {times.day(at)}" if first else times.day(at)
    return Head(
        letter=side.letter,
        source=labels.source_name(side.claim.source),
        said=said,
        basis=first.basis if first else "",
        verified=_verified(side.facts),
        others=len(side.others),
    )


def _verified(facts: Sequence[FactCard]) -> list[str]:
    """Who compared her with the civil registry, and what came out."""
    return [
        _("%(source)s: %(result)s, %(day)s")
        % {
            "source": labels.source_name(it.source),
            "result": labels.code_word("result", str(it.data.get("result") or "")).lower(),
            "day": times.day(it.at),
        }
        for it in facts
        if it.kind == CHECKED and it.state == "active" and it.data.get("result")
    ][-2:]


def field_rows(evidence: Sequence[Evidence], sides: tuple[Side, Side]) -> list[FieldRow]:
    """Fields that were compared, the strongest first; then those that only one has, or that are told by other claims alone."""
    weighed = {it.field: it for it in evidence}
    order = [*weighed, *(it for it in SAID if it not in weighed)]
    rows = [_row(name, weighed.get(name), sides) for name in order]
    return [it for it in rows if any(cell.pieces or cell.also for cell in it.cells)]


def _row(name: str, part: Evidence | None, sides: tuple[Side, Side]) -> FieldRow:
    say = SAID[name]
    one, other = say(sides[0].claim.subject), say(sides[1].claim.subject)
    pieces = marked(one, other, by_word=name in BY_WORD)
    cells = [
        Cell(side.letter, it, name in NUMBERS, _also(name, text, side))
        for side, text, it in zip(sides, (one, other), pieces, strict=True)
    ]
    differs = any(piece.differs for it in pieces for piece in it)
    label = str(words.FIELDS[name])
    if part is None:
        return FieldRow(
            label, cells, word(words.STRENGTHS, "neutral"), _one_sided(one, other), "missing", False
        )
    sign = words.SIGNS.get(part.level, "near")
    return FieldRow(label, cells, word(words.STRENGTHS, part.strength), words.reason_of(part), sign, differs)


def _also(name: str, shown: str, side: Side) -> list[str]:
    """Other values that this side's other claims say, each with its source."""
    said: dict[str, str] = {}
    for claim in side.others:
        text = SAID[name](claim.subject)
        if text and text.casefold() != shown.casefold():
            said.setdefault(text, labels.source_name(claim.source))
    told = [f"{text} ({source})" for text, source in list(said.items())[:MOST_ALSO]]
    rest = len(said) - MOST_ALSO
    return (
        [*told, ngettext("dan %(count)d lagi", "dan %(count)d lagi", rest) % {"count": rest}]
        if rest > 0
        else told
    )


def _one_sided(one: str, other: str) -> str:
    if one and other:
        return _("tidak dibandingkan")
    if not one and not other:
        return _("disebut sumber lain saja")
    return _("hanya %(letter)s yang punya") % {"letter": "A" if one else "B"}
