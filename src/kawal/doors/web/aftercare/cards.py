"""People after home as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kawal.doors.web import labels
from kawal.doors.web.aftercare import words
from kawal.doors.web.home.expected import due_of
from kawal.doors.web.kit import times
from kawal.doors.web.kit.figures import share
from kawal.doors.web.kit.times import ClockCard
from kawal.doors.web.kit.words import SEXES, word
from kawal.doors.web.people.rows import shown_name
from kawal.response.aftercare.cards import HomeRow, OfferCard, PlanCard, SurveyCard
from kawal.response.aftercare.survey import instrument, need_of
from kawal.situation.people.cards import PersonView

SOON = 14


@dataclass(frozen=True, slots=True)
class HomeView:
    name: str
    about: str
    url: str
    home_at: datetime | None
    clock: ClockCard | None
    returns: int
    has_plan: bool


@dataclass(frozen=True, slots=True)
class OfferView:
    """:ivar presses: what may follow, as value and words."""

    label: str
    kind: str | Promise
    provider: str
    due_on: date | None
    state: str | Promise
    note: str
    offer_id: int
    presses: Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True, slots=True)
class PlanView:
    plan_id: int
    agency: str
    goal: str
    opened_at: datetime
    closed_at: datetime | None
    is_own: bool
    offers: Sequence[OfferView]


@dataclass(frozen=True, slots=True)
class SurveyView:
    """:ivar scores: dimension, share in words, need in words."""

    title: str
    months: int
    agency: str
    asked_at: datetime
    is_provisional: bool
    scores: Sequence[tuple[str, str, str | Promise]]


def home_row(row: HomeRow, now: datetime) -> HomeView:
    about = ", ".join(
        filter(None, [str(word(SEXES, row.sex)) if row.sex in SEXES else "", str(row.birth_year or "")])
    )
    origin = labels.home_label(row.home)
    return HomeView(
        name=shown_name(row.name),
        about=" · ".join(filter(None, [about, origin])),
        url=reverse("aftercare:person", args=[row.kawal_id]),
        home_at=row.home_at,
        clock=times.until(row.due_at, now, soon=SOON) if row.due_at else None,
        returns=row.returns,
        has_plan=row.has_plan,
    )


def home_words(view: PersonView, now: datetime) -> dict[str, Any]:
    """Since when she is home, and when the next visit is due."""
    at = view.picture.home_at if view.picture else None
    due = due_of(view.picture, ("follow_up_due",)) if view.picture else None
    return {"home_at": at, "clock": times.until(due, now, soon=SOON) if due else None}


def plan_view(card: PlanCard) -> PlanView:
    return PlanView(
        card.plan_id, labels.source_name(card.agency), card.goal, card.opened_at, card.closed_at,
        card.is_own and card.closed_at is None, [_offer(it) for it in card.offers],
    )  # fmt: skip


def survey_view(card: SurveyCard) -> SurveyView:
    asked = instrument(card.instrument, card.version)
    named: list[tuple[str, Any]] = [
        (it.label_en if words.is_english() else it.label_id, card.scores.get(it.code))
        for it in asked.dimensions
    ]
    named.append((_("Keseluruhan"), card.scores.get("whole")))
    return SurveyView(
        title=words.title_of(asked),
        months=card.months,
        agency=labels.source_name(card.agency),
        asked_at=card.asked_at,
        is_provisional=asked.provisional,
        scores=[
            (label, share(score) if score is not None else "–", words.NEEDS[need_of(score)])
            for label, score in named
        ],
    )


def _offer(card: OfferCard) -> OfferView:
    kind = _("Layanan") if card.kind == "service" else _("Program")
    return OfferView(
        words.offer_label(card.kind, card.code), kind, card.provider, card.due_on, words.STATES[card.state], card.note,
        card.offer_id, [(state, words.PRESSES[state]) for state in card.may_become],
    )  # fmt: skip
