"""The person page put together: who she is, her journey, what is derived, who says so, what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Category, Power, Scope
from kawal.doors.web import labels
from kawal.doors.web.handover.offices import GIVES_NOTHING
from kawal.doors.web.identity.words import CAUSES
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.people import FactRow, PersonCard, SameNote
from kawal.doors.web.kit.cards.shell import Chip
from kawal.doors.web.kit.words import CATEGORIES, SEXES, word
from kawal.doors.web.people import claims, facets, journey, timeline
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.doors.web.people.verdicts import remark_words
from kawal.situation.linkage import selectors as linkage
from kawal.situation.people.cards import FactCard, NoteCard, PersonView


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the timeline this page shows: the facts newest first, and where the older ones are."""

    facts: Sequence[FactCard]
    next: str | None = None
    category: str = ""
    is_older: bool = False
    oldest: Sequence[FactCard] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    before: datetime | None = None  # the last word on the next page

    @property
    def all_known(self) -> list[FactCard]:
        """Facts of this page and the first ones of the journey, each once."""
        return list({fact.seq: fact for fact in (*self.facts, *self.oldest)}.values())


CLEARLY = 5  # bits; below it is worth a look and no more


def is_brief(scope: Scope) -> bool:
    """Name, sex and birth year are all such a reader sees of who somebody is."""
    return not scope.may(Power.READ_CLAIMS)


def _is_returning(view: PersonView) -> bool:
    return view.in_scope and view.picture.stay == "in_return"


def _is_handed(view: PersonView, scope: Scope) -> bool:
    """May this officer hand her over?"""
    return _is_returning(view) and scope.may(Power.HAND_OVER) and scope.role not in GIVES_NOTHING


def who(view: PersonView, scope: Scope) -> PersonCard:
    """The head of every page about a person."""
    return PersonCard(
        kawal_id=view.kawal_id,
        name=shown_name(view.name),
        stay=facets.stay_for(view.picture.stay, scope),
        procedure=view.picture.procedure,
        procedure_sentence="",
        url=page_of(view.kawal_id),
    )


def person_card(view: PersonView, shown: Shown, *, scope: Scope, now: datetime) -> PersonCard:
    """The page without who handles her and who looked: those come from other rooms."""
    picture, facts = view.picture, facets.by_id(shown.facts)
    silence = timeline.knows_of_silence(scope, in_scope=view.in_scope)
    brief = is_brief(scope)
    word_from = _word_at(picture.last_contact_at, shown.facts)
    birth, differs = facets.birth_words(view.births, view.birth_year)
    return PersonCard(
        kawal_id=view.kawal_id,
        name=shown_name(view.name),
        url=page_of(view.kawal_id),
        also=view.also[:4],
        sex=view.sex if view.sex in SEXES else "",
        birth=str(view.birth_year or "") if brief else birth,
        birth_differs="" if brief else differs,
        origin=labels.home_label(view.home),
        numbers=() if brief else claims.numbers(view.claims, lambda kind: _reveal_url(view, kind, scope)),
        stay=facets.stay_for(picture.stay, scope),
        last_contact_at=picture.last_contact_at if scope.sees(Category.CONTACT) else None,
        last_contact=_last_contact(word_from),
        last_contact_day_only=bool(word_from and word_from.day_only),
        stay_because=facets.because(picture.because.get("stay", ()), facts),
        shows_contact=scope.sees(Category.CONTACT),
        procedure=picture.procedure if scope.sees(Category.JOURNEY) else "",
        procedure_sentence=facets.procedure_sentence(picture),
        procedure_because=facets.procedure_because(picture, facts),
        screenings=facets.screenings(picture, scope),
        journey=journey.stations(picture, shown.all_known, silence=silence, now=now),
        facts=_rows(view, shown, scope, now),
        categories=_chips(view, shown),
        older_url=_older(view, shown),
        clocks=facets.terms(picture, facts, scope, now),
        claims=None if brief else claims.claim_table(view.claims, brief=True),
        claims_url="" if brief else reverse("people:claims", args=[view.kawal_id]),
        claims_total=claims.count_claims(view.claims),
        same_notes=() if brief else [same_note(view, note, scope) for note in _asked_once(view.notes)],
        remarks=_remarks(view, scope),
        new_fact_url=reverse("facts:new", args=[view.kawal_id]) if scope.may(Power.REPORT) else "",
        card_url=reverse("cards:person", args=[view.kawal_id])
        if _is_returning(view) and scope.may(Power.INTAKE)
        else "",
        hand_url=f"{reverse('handover:new')}?{urlencode({'orang': view.kawal_id})}"
        if _is_handed(view, scope)
        else "",
        stands_alone=not view.in_scope,
    )


def _rows(view: PersonView, shown: Shown, scope: Scope, now: datetime) -> list[FactRow]:
    rows = timeline.fact_rows(shown.facts, scope=scope, kawal_id=view.kawal_id)
    if not timeline.knows_of_silence(scope, in_scope=view.in_scope, category=shown.category):
        return rows
    until = None if shown.is_older else now
    return timeline.with_gaps(rows, shown.facts, journey.away(view.picture), until, shown.before)


def _word_at(at: datetime | None, facts: Sequence[FactCard]) -> FactCard | None:
    """The fact that brought the latest word, where it is on this page."""
    return next((fact for fact in facts if fact.at == at and fact.state == "active"), None)


def _last_contact(found: FactCard | None) -> str:
    if found is None:
        return ""
    text = timeline.sentence_of(found, labels.labels_for([found])).rstrip(".")
    return f"{text[:1].lower()}{text[1:]}"


def _reveal_url(view: PersonView, kind: str, scope: Scope) -> str:
    if not (view.in_scope and scope.may(Power.REVEAL_NUMBER)):
        return ""
    return reverse("people:reveal", args=[view.kawal_id, kind])


def _chips(view: PersonView, shown: Shown) -> list[Chip]:
    """One filter a category that has facts; a single one needs none."""
    base, counts = page_of(view.kawal_id), shown.counts
    if len(counts) < 2:
        return []
    return [
        Chip(_("Semua"), base, sum(counts.values()), current=not shown.category),
        *(
            Chip(word(CATEGORIES, it), f"{base}?kategori={it}", counts[it], current=it == shown.category)
            for it in CATEGORIES
            if it in counts
        ),
    ]


def _older(view: PersonView, shown: Shown) -> str:
    if not shown.next:
        return ""
    parameters = {"sebelum": shown.next, **({"kategori": shown.category} if shown.category else {})}
    return f"{page_of(view.kawal_id)}?{urlencode(parameters)}"


def _asked_once(notes: Sequence[NoteCard]) -> list[NoteCard]:
    """One question about two people, however many of their claims agree."""
    return list({(note.other.person_id, note.verdict): note for note in reversed(notes)}.values())[::-1]


def _remarks(view: PersonView, scope: Scope) -> list[str]:
    """What sources contradict each other in, where more than one has spoken: for who protects her."""
    if not view.in_scope or len(view.claims) < 2:
        return []
    return [remark_words(it) for it in linkage.list_remarks(scope=scope, kawal_id=view.kawal_id)]


def same_note(view: PersonView, note: NoteCard, scope: Scope) -> SameNote:
    """Somebody who may be the same person; only who reviews identities may answer, and not twice."""
    reviews = scope.may(Power.REVIEW_IDENTITY)
    about = [view.kawal_id, note.proposal_id]
    by = ", ".join(filter(None, [note.decided_by, times.day(note.decided_at) if note.decided_at else ""]))
    is_open = not note.verdict or (note.waits_for_second and note.decided_by != scope.actor)
    return SameNote(
        name=shown_name(note.other.name),
        url=page_of(note.other.kawal_id),
        reason=_reason(note),
        answer_url=reverse("people:answer", args=about) if reviews and is_open else "",
        answer=note.verdict,
        answered_by=by,
        undo_url=reverse("people:unanswer", args=about) if reviews and note.verdict else "",
        waits=note.waits_for_second,
        birth_year=note.other.birth_year,
        origin=labels.home_label(note.other.home),
        pair_url=reverse("identity:pair", args=[note.proposal_id]) if reviews else "",
    )


def _reason(note: NoteCard) -> str:
    if note.cause == "alike" and (note.weight or 0) < CLEARLY:
        return _("mungkin sama")
    return word(CAUSES, note.cause)
