"""Who somebody may be, asked before a new person is opened. Over all claims; the scope decides what of the answer is shown.

A person in scope is a card with reasons; so are the reader's own claims of anybody. Of all others the answer is at most
that there is something elsewhere, and of children and protected people not even that.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from kawal.access.asking import Question
from kawal.access.scope import Power, Scope
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.situation.linkage.cards import Candidate, Found
from kawal.situation.linkage.indexing import form_of_subject, forms_of
from kawal.situation.linkage.looking import Resembling, resembling
from kawal.situation.linkage.rules.automatic import LEAST_MARGIN, PROPOSED, judge
from kawal.situation.linkage.rules.comparing import FIELDS, LEVELS, MISSING, Levels
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.model import Model
from kawal.situation.linkage.rules.reasons import reasons_of
from kawal.situation.linkage.rules.score import score
from kawal.situation.linkage.standing_model import standing_model
from kawal.situation.linkage.touched import ADULT_AT
from kawal.situation.people.cards import PersonRow
from kawal.situation.people.searching import Hit, rows_of

MOST_WAITING = 200
WORTH_ASKING = 5.0  # bits from which an owner elsewhere may be asked
SHOWN = -20.0  # a name alone weighs less than nothing, and is yet what somebody has to begin with

WAITING = "select claim_id from link_due limit %s"
SEEN = Question("""select s.claim_id from standing s left join person p on p.person_id = s.person_id and {p seen}
 where s.claim_id = any(%(claims)s::bigint[]) and (p.person_id is not null or s.source_key = any(%(keys)s::text[]))""")
# Nobody is told that a child, or somebody with a case or a screening, is known elsewhere.
SPOKEN_OF = """select s.claim_id from standing s join picture c on c.person_id = s.person_id where s.claim_id = any(%s)
 and c.birth_year <= %s and c.screenings = '[]' and c.stay <> 'in_custody' and c.shelter is null
 and not exists (select from key_grant g where g.person_id = s.person_id and (g.until is null or g.until > %s))"""
_NAME = FIELDS.index("name")
_NUMBERS = tuple(FIELDS.index(it) for it in ("nik", "passport", "kk", "phone", "kawal_id"))
_CLOSE, _CONTAINED = LEVELS["name"].index("close"), LEVELS["name"].index("contained")


def find_candidates(*, scope: Scope, subject: Mapping[str, Any], now: datetime, limit: int = 3) -> Found:
    """Who a subject may be. It needs a number, or a name of two words, or a name and one thing more; else the answer is nobody.

    :raises NotAllowed: no power to ask.
    """
    [found] = find_candidates_of_rows(scope=scope, subjects=[subject], now=now, limit=limit)
    return found


def find_candidates_of_rows(
    *, scope: Scope, subjects: Sequence[Mapping[str, Any]], now: datetime, limit: int = 3
) -> list[Found]:
    """The same for every row of a list, in their order: looked up together.

    :raises NotAllowed: no power to ask.
    """
    scope.require(Power.MATCH)
    forms = {-n: form_of_subject(subject) for n, subject in enumerate(subjects)}
    asked = {who: form for who, form in forms.items() if _says_enough(form)}
    if not asked or scope.is_empty:
        return [Found()] * len(subjects)
    with as_engine():
        waiting = [claim for (claim,) in bulk.run(WAITING, (MOST_WAITING + 1,))]
        also = waiting if len(waiting) <= MOST_WAITING else ()
        near = resembling(asked, standing_model(), least=SHOWN, also=also, keep=False)
        worth = {who: [it for it in its if _is_worth_showing(it)] for who, its in near.items()}
        spoken_of = _spoken_of(scope, worth, now)
    every = {it.claim_id for its in worth.values() for it in its}
    seen = {it.claim_id for it in SEEN.ask(scope, claims=sorted(every))}
    shown = {who: _best([it for it in its if it.claim_id in seen], limit) for who, its in worth.items()}
    people = {it.person_id for its in shown.values() for it in its}
    rows = {it.person_id: it for it in rows_of(scope=scope, hits=[Hit(it, 0, 0.0, "") for it in people])}
    # Whom the reader may hear nothing of makes nobody else less sure, either.
    heard = {who: [it for it in its if it.claim_id in seen | spoken_of] for who, its in worth.items()}
    with as_engine():
        cards = _cards(asked, shown, heard, rows)
    return [
        Found(cards.get(who, ()), any(it.claim_id in spoken_of - seen for it in worth.get(who, ())))
        for who in forms
    ]


def _says_enough(form: Form) -> bool:
    numbers = form.nik or form.passport or form.kk or form.phones or form.refers_to
    more = form.born or form.born_in or form.home or form.mother or form.father
    return bool(numbers or (form.names and (more or len(form.names[0].words) > 1)))


def _is_worth_showing(it: Resembling) -> bool:
    """More for it than against it, a name that may be hers, or a number of hers."""
    return it.weight >= 0 or it.levels[_NAME] >= _CONTAINED or any(it.levels[n] > 0 for n in _NUMBERS)


def _best(its: Iterable[Resembling], limit: int) -> list[Resembling]:
    """The heaviest claim of each person."""
    by_person: dict[int, Resembling] = {}
    for it in its:
        by_person.setdefault(it.person_id, it)
    return list(by_person.values())[:limit]


def _spoken_of(scope: Scope, near: Mapping[int, Iterable[Resembling]], now: datetime) -> set[int]:
    """Claims whose being known elsewhere may be said, to those who review identities."""
    if not scope.may(Power.REVIEW_IDENTITY):
        return set()
    heavy = sorted({it.claim_id for its in near.values() for it in its if it.weight >= WORTH_ASKING})
    return (
        {claim for (claim,) in bulk.run(SPOKEN_OF, (heavy, now.year - ADULT_AT - 1, now))} if heavy else set()
    )


def _cards(
    asked: Mapping[int, Form],
    shown: Mapping[int, Sequence[Resembling]],
    near: Mapping[int, Sequence[Resembling]],
    rows: Mapping[int, PersonRow],
) -> dict[int, tuple[Candidate, ...]]:
    forms, model = (
        forms_of({it.claim_id for its in shown.values() for it in its}, keep=False),
        standing_model(),
    )
    return {
        who: tuple(
            _card(model, (asked[who], forms[it.claim_id]), it, near[who], rows[it.person_id])
            for it in its
            if it.person_id in rows
        )
        for who, its in shown.items()
    }


def _card(
    model: Model, both: tuple[Form, Form], it: Resembling, near: Sequence[Resembling], row: PersonRow
) -> Candidate:
    parts = score(model, *both).parts
    next_best = max((other.weight for other in near if other.person_id != it.person_id), default=None)
    margin = None if next_best is None else it.weight - next_best
    contradicted = any(part.bits < -LEAST_MARGIN / 2 for part in parts)
    band = _band(it.weight, it.levels, margin, contradicted)
    claims = tuple(other.claim_id for other in near if other.person_id == it.person_id)
    return Candidate(row, round(it.weight, 2), band, reasons_of(parts), claims)


def _band(weight: float, levels: Levels, margin: float | None, contradicted: bool) -> str:
    if judge(weight, levels, margin=margin).answer == "same":
        return "same"
    may_be_hers = levels[_NAME] >= _CONTAINED or (levels[_NAME] == MISSING and weight >= 0)
    by_number = any(levels[n] > 0 for n in _NUMBERS[:2]) and may_be_hers
    by_name = levels[_NAME] >= _CLOSE and not contradicted
    return "unsure" if weight >= PROPOSED or by_number or by_name else "different"
