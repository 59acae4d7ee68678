"""Who is expected and who is here: the lists of villages, border posts and shelters, with the next step on each row."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from kawal.access.scope import Scope
from kawal.doors.web import labels
from kawal.doors.web.facts.recordable import may_record
from kawal.doors.web.home import handing
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.cards.work import ExpectedRow
from kawal.doors.web.kit.words import SEXES, word
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.situation.people import selectors as people
from kawal.situation.pictures import selectors as pictures
from kawal.situation.pictures.cards import PictureCard
from kawal.situation.pictures.selectors import Within

MOST, MOST_AT_POST = 50, 500
VISIT_AHEAD = timedelta(days=14)  # a visit is announced a fortnight before it is due
TAKES_TO_ARRIVE = timedelta(days=2)  # whom another sent longer ago than that is taken to have come
FOLLOW_UPS = (1, 3, 6, 12)  # months after home
DAYS_A_MONTH = 30.4


def listed(scope: Scope, *stays: str, shelter: str = "") -> list[PictureCard]:
    """At most fifty: more than an officer can do in a day stands in the list of people."""
    within = Within(stays=stays, shelter=shelter)
    return pictures.list_pictures(scope=scope, within=within, limit=MOST).results


def arrivals(found: Iterable[PictureCard], scope: Scope, now: datetime) -> list[ExpectedRow]:
    """Expected in the village: handed over, then at home."""
    found = list(found)
    pages = handing.pages_of(found, scope)
    clocks = ("hand_over_due", "return_due")
    acts = (HAND_TO_FAMILY, AT_HOME)
    return [_row(it, _return_words(it), scope, now, clocks=clocks, acts=acts, pages=pages) for it in found]


def departures(found: Iterable[PictureCard], scope: Scope, now: datetime) -> list[ExpectedRow]:
    """Preparing to leave: does the family know, has she left?"""
    return [_row(it, _country_words(it), scope, now, acts=(FAMILY_KNOWS, HAS_LEFT)) for it in found]


def follow_ups(found: Iterable[PictureCard], scope: Scope, now: datetime) -> list[ExpectedRow]:
    """At home, and a visit is due soon or late; the most urgent first."""
    due = [(at, it) for it in found if (at := due_of(it, ("follow_up_due",))) and at - now <= VISIT_AHEAD]
    return [
        _row(it, _home_words(it), scope, now, clocks=("follow_up_due",), acts=(_visit(it, at),))
        for at, it in sorted(due, key=lambda pair: pair[0])
    ]


def at_post(scope: Scope, post: str) -> tuple[list[PictureCard], list[PictureCard]]:
    """On the way to the post, and arrived there but not handed over yet; those whose time runs out first before the others."""
    within = Within(stays=("in_return",), post=post)
    found = pictures.list_pictures(scope=scope, within=within, limit=MOST_AT_POST).results
    coming = [it for it in found if it.returned_at is None]
    here = [it for it in found if it.returned_at is not None and it.handed_over_at is None]
    return _by_clock(coming, "return_due"), _by_clock(here, "hand_over_due")


def coming_to_post(found: Iterable[PictureCard], scope: Scope, now: datetime) -> list[ExpectedRow]:
    return [_row(it, _return_words(it), scope, now, clocks=("return_due",), acts=(ARRIVES,)) for it in found]


def waiting_at_post(found: Iterable[PictureCard], scope: Scope, now: datetime) -> list[ExpectedRow]:
    found = list(found)
    pages, acts, clocks = handing.pages_of(found, scope), (HAND_ON, TO_SHELTER), ("hand_over_due",)
    return [_row(it, _arrived_words(it), scope, now, clocks=clocks, acts=acts, pages=pages) for it in found]


def residents(found: Iterable[PictureCard], scope: Scope, now: datetime) -> list[ExpectedRow]:
    """Staying tonight."""
    found = list(found)
    pages, acts = handing.pages_of(found, scope), (HELPED, LEAVES_SHELTER, HAND_ON)
    return [
        _row(it, _home_of(it), scope, now, clocks=("hand_over_due",), acts=acts, pages=pages) for it in found
    ]


def coming_to_shelter(found: Iterable[PictureCard], scope: Scope, now: datetime) -> list[ExpectedRow]:
    return [_row(it, _home_of(it), scope, now, acts=(ENTERS,)) for it in found]


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of fact as a button, with what it fills beforehand."""

    label: str
    kind: str
    filled: str = ""

    def link(self, kawal_id: str, page: str = "") -> Link:
        """To the form of the fact, or to a page that does more."""
        if page:
            return Link(_(self.label), page)
        url = reverse("facts:record", args=[kawal_id, self.kind])
        return Link(_(self.label), f"{url}?{self.filled}" if self.filled else url)


HANDED = "handed_over"
HAND_TO_FAMILY = Act(noop("Serah terima"), HANDED, "d_to=family")
HAND_ON = Act(noop("Serah terima"), HANDED)
AT_HOME = Act(noop("Sampai di rumah"), "reached_home")
FAMILY_KNOWS = Act(noop("Keluarga tahu"), "family_stated", "d_by=family&d_knows=yes")
HAS_LEFT = Act(noop("Sudah berangkat"), "departed")
ARRIVES = Act(noop("Tiba"), "returned")
TO_SHELTER = Act(noop("Ke penampungan"), "sheltered")
HELPED = Act(noop("Catat bantuan"), "assisted")
LEAVES_SHELTER = Act(noop("Melanjutkan perjalanan"), "left_shelter")
ENTERS = Act(noop("Masuk"), "sheltered")


def _visit(picture: PictureCard, due: datetime) -> Act:
    """The visit that is due, with its month filled in."""
    passed = (due - picture.home_at).days / DAYS_A_MONTH if picture.home_at else 1
    months = min(FOLLOW_UPS, key=lambda it: abs(it - passed))
    return Act(noop("Catat kunjungan"), "followed_up", f"d_months={months}")


def _row(
    picture: PictureCard,
    text: str,
    scope: Scope,
    now: datetime,
    *,
    clocks: Sequence[str] = (),
    acts: Sequence[Act] = (),
    pages: Mapping[str, str] = MappingProxyType({}),
) -> ExpectedRow:
    """``pages``: where somebody is handed over instead of being written down so."""
    due = due_of(picture, clocks)
    who = [word(SEXES, picture.sex) if picture.sex in SEXES else "", str(picture.birth_year or "")]
    return ExpectedRow(
        name=shown_name(picture.name),
        text=" · ".join(filter(None, [", ".join(filter(None, who)), text])),
        url=page_of(picture.kawal_id),
        clock=times.until(due, now) if due else None,
        acts=[
            act.link(picture.kawal_id, pages.get(picture.kawal_id, "") if act.kind == HANDED else "")
            for act in acts
            if may_record(scope, act.kind)
        ],
    )


def due_of(picture: PictureCard, kinds: Sequence[str]) -> datetime | None:
    """The first moment at which one of these clocks runs out."""
    found = [parse_datetime(str(it["due_at"])) for it in picture.clocks if it.get("kind") in kinds]
    return min((at for at in found if at), default=None)


def _by_clock(found: Iterable[PictureCard], kind: str) -> list[PictureCard]:
    """By when their time runs out; of one moment who waits longest first."""

    def key(it: PictureCard) -> tuple[float, float]:
        due, since = due_of(it, (kind,)), it.stay_since
        return due.timestamp() if due else math.inf, since.timestamp() if since else math.inf

    return sorted(found, key=key)


def _return_words(picture: PictureCard) -> str:
    if picture.returned_at:
        return _arrived_words(picture)
    if picture.leave_on:
        return _("berangkat pulang %(day)s") % {"day": times.day(picture.leave_on)}
    return _country_words(picture)


def _arrived_words(picture: PictureCard) -> str:
    where = labels.place_name(picture.post) if picture.post else ""
    day = times.day(picture.returned_at) if picture.returned_at else ""
    return _("tiba %(day)s") % {"day": ", ".join(filter(None, [day, where]))}


def _country_words(picture: PictureCard) -> str:
    return labels.place_name(picture.country) if picture.country else ""


def _home_words(picture: PictureCard) -> str:
    return _("di rumah sejak %(day)s") % {"day": times.day(picture.home_at)} if picture.home_at else ""


def _home_of(picture: PictureCard) -> str:
    home = labels.home_label(picture.home)
    return _("asal %(home)s") % {"home": home} if home else ""


def leaving(
    found: Iterable[PictureCard], scope: Scope, now: datetime, *, acts: bool = True
) -> list[ExpectedRow]:
    """Who goes on soon; without ``acts`` where a register asks more of a leaving than a fact does."""
    return [_row(it, _return_words(it), scope, now, acts=(LEAVES_SHELTER,) if acts else ()) for it in found]


def split_staying(
    found: Sequence[PictureCard], scope: Scope, now: datetime
) -> tuple[list[PictureCard], list[PictureCard]]:
    """Who is in the shelter, and who was just sent to it by somebody else: the fact that names the shelter says which."""
    cited = [it.because["shelter"][0] for it in found if it.because.get("shelter")]
    sending = {
        (it.source, it.id)
        for it in people.list_cited(scope=scope, cited=cited)
        if it.kind == "left_shelter" or (it.source != scope.agency and now - it.at < TAKES_TO_ARRIVE)
    }
    coming = [
        it
        for it in found
        if any((ref["source"], ref["id"]) in sending for ref in it.because.get("shelter", ()))
    ]
    return [it for it in found if it not in coming], coming
