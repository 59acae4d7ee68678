"""Who is on the way to the reader's village or district: announced by a hand-over, or seated in a batch.

Told is what a receiver needs: who, when, where, how she travels. Why she comes home is told to nobody here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from kawal.access.scope import Scope
from kawal.doors.web import labels
from kawal.doors.web.batches.words import STANDS
from kawal.doors.web.handover.words import office_words
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.work import ExpectedRow
from kawal.doors.web.kit.words import SEXES, word
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.response.handover import selectors as handovers
from kawal.response.returns import selectors as batches
from kawal.response.returns.cards import ExpectedCard
from kawal.situation.pictures.cards import PictureCard

MOST = 50


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody on the way: ``text`` says when, where and how. ``kawal_id`` is empty where the announcement alone is the reader's to see."""

    name: str
    sex: str
    birth_year: int | None
    at: datetime | None
    text: str
    kawal_id: str = ""

    @property
    def who(self) -> tuple[str, str, int | None]:
        return self.name.casefold(), self.sex, self.birth_year


def list_coming(scope: Scope, known: Sequence[PictureCard] = ()) -> list[Coming]:
    """The soonest first, each once: a hand-over that is announced says more than a seat. Two queries.

    :param known: people whom the page shows already; an announcement of the same name, sex and birth year is of them.
    """
    seated = [_seated(it, scope) for it in batches.list_expected(scope=scope, limit=MOST)]
    announced = [
        Coming(it.name, it.sex, it.birth_year, it.happens_at, _announced(it))
        for it in handovers.list_expected(scope=scope, most=MOST)
    ]
    pages = {(it.name.casefold(), it.sex, it.birth_year): it.kawal_id for it in known}
    pages |= {it.who: it.kawal_id for it in seated}
    found = {it.who: it for it in seated}
    # Of several hand-overs of one person the soonest is told.
    found |= {it.who: replace(it, kawal_id=pages.get(it.who, "")) for it in reversed(announced)}
    return sorted(found.values(), key=lambda it: (it.at is None, it.at.timestamp() if it.at else 0, it.name))


def _announced(it: handovers.ExpectedRow) -> str:
    said = _("diserahkan %(office)s %(day)s") % {
        "office": office_words(it.giver),
        "day": _moment(it.happens_at),
    }
    return _joined([said, it.place, it.transport])


def _seated(it: ExpectedCard, scope: Scope) -> Coming:
    """What she needs on the way is for districts; a village is told how and when."""
    line, needs = it.line, []
    if scope.role != "village":
        needs = [
            _("perjalanan medis") if line.medical else "",
            _("anak tanpa pendamping") if line.alone else "",
            _("didampingi") if line.escort or line.with_line else "",
        ]
    way = _("ke %(place)s") % {"place": labels.place_name(it.to_place)}
    when = _("tiba %(day)s") % {"day": _moment(it.arrives_at)} if it.arrives_at else ""
    text = _joined([when, str(STANDS[it.stand]), way, it.carrier, *needs])
    return Coming(line.name, line.sex, line.birth_year, it.arrives_at, text, line.kawal_id)


def rows_of(found: Sequence[Coming], now: datetime) -> list[ExpectedRow]:
    return [
        ExpectedRow(
            shown_name(it.name),
            _joined([_who(it), it.text]),
            page_of(it.kawal_id) if it.kawal_id else "",
            clock=times.until(it.at, now) if it.at else None,
        )
        for it in found
    ]


def added_to(rows: Sequence[ExpectedRow], found: Sequence[Coming], now: datetime) -> list[ExpectedRow]:
    """The list of those expected, each with when and how she comes; whoever is announced and not in it yet stands below."""
    told = {page_of(it.kawal_id): it for it in found if it.kawal_id}
    known = [
        replace(row, text=_joined([row.text, it.text])) if (it := told.get(row.url)) else row for row in rows
    ]
    shown = {row.url for row in rows}
    rest = [it for it in found if not it.kawal_id or page_of(it.kawal_id) not in shown]
    return [*known, *rows_of(rest, now)]


def _who(it: Coming) -> str:
    return ", ".join(filter(None, [word(SEXES, it.sex) if it.sex in SEXES else "", str(it.birth_year or "")]))


def _moment(at: datetime) -> str:
    return f"{times.short_day(at)} {times.hour(at)}"


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(filter(None, parts))
