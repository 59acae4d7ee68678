"""What the scan page shows for one code: whose card it is, what may be done, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext as _

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web.cards import words
from kawal.doors.web.cards.here import about
from kawal.doors.web.cards.house import ADMITTED
from kawal.doors.web.cards.purposes import CannotNow, Offer, Purpose, purposes_of
from kawal.doors.web.kit.words import STAYS, word
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.response.cards import selectors
from kawal.response.cards.selectors import Answer, Holder


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A button: ``act`` is the identifier of the act, made with the button so that pressing twice does it once."""

    purpose: str
    offer: Offer
    act: str


@dataclass(frozen=True, slots=True)
class Done:
    text: str
    purpose: str
    act: str


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """:ivar refused: why the card does nothing here; then there are no offers. :ivar trouble: why the act was refused.
    :ivar admit_act: identifier for taking in whose card this is, where a house may do so without seeing her first."""

    code: str
    refused: str = ""
    name: str = ""
    about: str = ""
    stay: str = ""
    url: str = ""
    offers: Sequence[OfferRow] = ()
    done: Done | None = None
    trouble: str = ""
    admit_act: str = ""


def answer(code: str, *, scope: Scope, now: datetime, purpose: str = "", act: str = "") -> AnswerCard:
    """What a code means here; with a ``purpose`` it is done at once, under the identifier ``act``."""
    read, admitted, trouble = selectors.read_card(scope=scope, text=code), None, ""
    if purpose == ADMITTED.code and read.state == "elsewhere" and act and ADMITTED.is_open(scope):
        admitted, trouble = _admitted(code, scope, now, act)
        read = selectors.read_card(scope=scope, text=code) if admitted else read
    if read.state != "valid" or read.holder is None:
        return replace(_refused(code, read, scope), trouble=trouble)
    holder = read.holder
    trail.record(scope=scope, action="card.read", now=now, person=holder.kawal_id)
    open_here = purposes_of(scope)
    wanted = next((it for it in open_here if it.code == purpose), None)
    if not admitted:
        admitted, trouble = _acted(wanted, holder, scope, now, act) if wanted and act else (None, "")
    offered = [(it, it.offer(scope=scope, holder=holder, now=now)) for it in open_here]
    return AnswerCard(
        code=code,
        name=shown_name(holder.name),
        about=about(holder.sex, holder.birth_year, holder.home),
        stay=str(word(STAYS, holder.stay)),
        url=page_of(holder.kawal_id) if scope.may(Power.READ_PERSON) else "",
        offers=[OfferRow(it.code, offer, uuid4().hex) for it, offer in offered if offer],
        done=admitted,
        trouble=trouble,
    )


def _acted(
    purpose: Purpose, holder: Holder, scope: Scope, now: datetime, act: str
) -> tuple[Done | None, str]:
    try:
        text = purpose.act(scope=scope, holder=holder, act_id=act, now=now)
    except CannotNow as refused:
        return None, str(refused)
    return Done(text, purpose.code, act), ""


def _admitted(code: str, scope: Scope, now: datetime, act: str) -> tuple[Done | None, str]:
    try:
        text = ADMITTED.admit(code, scope=scope, act_id=act, now=now)
    except CannotNow as refused:
        return None, str(refused)
    return Done(text, ADMITTED.code, act), ""


def _refused(code: str, read: Answer, scope: Scope) -> AnswerCard:
    sentence = words.answer_sentence(read)
    if read.holder is None:
        may_admit = read.state == "elsewhere" and ADMITTED.is_open(scope)
        return AnswerCard(code, sentence, admit_act=uuid4().hex if may_admit else "")
    return AnswerCard(
        code,
        sentence,
        shown_name(read.holder.name),
        about(read.holder.sex, read.holder.birth_year, read.holder.home),
        url=page_of(read.holder.kawal_id),
    )


def undone_sentence() -> str:
    return _("Diurungkan.")
