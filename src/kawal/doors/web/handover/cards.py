"""A hand-over as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Scope
from kawal.doors.web.cards.here import about
from kawal.doors.web.handover import words
from kawal.doors.web.handover.offices import area_party
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.labels import law_words
from kawal.reference import selectors as reference
from kawal.response.handover.chains import chain_of, may_come_next, who_signs
from kawal.response.handover.selectors import HandoverCard, HandoverView, PersonLine, SignCard


@dataclass(frozen=True, slots=True)
class ListRow:
    """One hand-over in a list: who to whom, how many, when, and what it waits for."""

    url: str
    code: str
    giver: str
    taker: str
    count: str
    happens_at: datetime
    place: str
    state: str
    waits: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One person; ``url`` where the line is changed, ``sign_url`` where a refusal is signed, empty where not needed."""

    line: int
    name: str
    about: str
    said: str
    state: str
    state_code: str
    statement: str
    url: str = ""
    sign_url: str = ""
    person_url: str = ""


@dataclass(frozen=True, slots=True)
class SignRow:
    """One who must sign: with a signature, or the page where it is given."""

    role: str
    party: str
    name: str = ""
    drawing: str = ""
    image_url: str = ""
    at: datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class HandoverPage:
    code: str
    step: str
    basis: str
    state: str
    is_open: bool
    giver: str
    taker: str
    witness: str
    happens_at: datetime
    place: str
    transport: str
    note: str
    reason: str
    lines: Sequence[LineRow]
    things: Sequence[str]
    signs: Sequence[SignRow]
    missing: str
    may_complete: bool
    may_cancel: bool
    may_refuse: bool
    check_url: str = ""
    fingerprint: str = ""
    paper_url: str = ""
    correct_url: str = ""
    corrects: Link | None = None
    corrected_by: Link | None = None
    following: Sequence[Link] = field(default_factory=tuple)

    @property
    def count(self) -> int:
        return sum(it.state_code in ("due", "here") for it in self.lines)


def list_row(card: HandoverCard) -> ListRow:
    waits = ""
    if card.state == "open":
        lacking = words.missing_words(card.missing)
        waits = _("menunggu tanda tangan %(who)s") % {"who": lacking} if lacking else _("siap diselesaikan")
    count = (
        _("%(count)s orang") % {"count": card.people}
        if card.people
        else _("%(count)s barang") % {"count": card.things}
    )
    return ListRow(
        reverse("handover:page", args=[card.code]), card.code, words.party_words(card.giver), words.party_words(card.taker),
        count, card.happens_at, card.place, str(words.STATES[card.state]), waits,
    )  # fmt: skip


def page_of(view: HandoverView, scope: Scope) -> HandoverPage:
    card = view.card
    is_open = card.state == "open"
    own = card.agency == scope.agency
    complete = card.state == "complete"
    return HandoverPage(
        code=card.code,
        step=str(words.STEPS.get(card.step_name, card.step_name)),
        basis=law_words(chain_of(card.step.chain).basis),
        state=str(words.STATES[card.state]),
        is_open=is_open,
        giver=words.party_words(card.giver),
        taker=words.party_words(card.taker),
        witness=words.party_words(card.witness) if card.witness else "",
        happens_at=card.happens_at,
        place=", ".join(
            filter(None, [card.place, reference.area_label(card.area, full=True) if card.area else ""])
        ),
        transport=card.transport,
        note=card.note,
        reason=card.reason,
        lines=[_line(it, card, is_open, it.line in view.unstated) for it in view.people],
        things=[f"{it.quantity} {it.unit} {it.name}".replace("  ", " ") for it in view.things],
        signs=_signs(view, is_open),
        missing=words.missing_words(card.missing) if is_open else "",
        may_complete=is_open and not card.missing and not view.unstated,
        may_cancel=is_open and own,
        may_refuse=is_open and "taker" in card.signed,
        check_url=reverse("handover:check", args=[card.check_code]) if card.check_code else "",
        fingerprint=card.fingerprint,
        paper_url=reverse("handover:paper", args=[card.code]),
        correct_url=reverse("handover:correct", args=[card.code])
        if complete and own and not card.corrected_by
        else "",
        corrects=_link(card.corrects),
        corrected_by=_link(card.corrected_by),
        following=_following(view, scope) if complete and not card.corrected_by else (),
    )


def _link(code: str | None) -> Link | None:
    return Link(code, reverse("handover:page", args=[code])) if code else None


def _line(it: PersonLine, card: HandoverCard, is_open: bool, unstated: bool) -> LineRow:
    said = [str(words.CONDITIONS.get(it.condition, "")), it.remarks, it.belongings]
    return LineRow(
        line=it.line,
        name=it.name,
        about=about(it.sex, it.birth_year, it.home),
        said="; ".join(filter(None, said)),
        state=str(words.LINES[it.state]) if it.state != "here" or is_open else _("diserahterimakan"),
        state_code=it.state,
        statement=it.statement,
        url=reverse("handover:line", args=[card.code, it.line]) if is_open else "",
        sign_url=reverse("handover:sign", args=[card.code, "person", it.line])
        if is_open and unstated
        else "",
        person_url=reverse("people:page", args=[it.kawal_id]),
    )


def _signs(view: HandoverView, is_open: bool) -> list[SignRow]:
    card = view.card
    parties = {"giver": card.giver, "taker": card.taker, "witness": card.witness}
    given = {it.role: it for it in view.signs if it.role != "person"}
    rows = []
    for role in who_signs(card.step):
        party = parties[role]
        url = reverse("handover:sign", args=[card.code, role, 0]) if is_open else ""
        rows.append(_sign(role, words.party_words(party) if party else "", given.get(role), card.code, url))
    return rows + [_sign("person", "", it, card.code, "") for it in view.signs if it.role == "person"]


def _sign(role: str, party: str, given: SignCard | None, code: str, url: str) -> SignRow:
    word = str(words.ROLES[role])
    if given is None:
        return SignRow(word, party, url=url)
    image = reverse("handover:image", args=[code, role, given.line]) if given.media else ""
    said = ", ".join(filter(None, [given.name, given.office]))
    return SignRow(word, party, said, given.drawing, image, given.signed_at, url)


def _following(view: HandoverView, scope: Scope) -> list[Link]:
    """What may come next, for whoever has them now."""
    taker = view.card.taker
    mine = area_party(scope.area)
    has_them = taker.code == scope.agency or (
        mine is not None and (mine.kind, mine.code) == (taker.kind, taker.code)
    )
    if not has_them:
        return []
    people = "&".join(f"orang={it.kawal_id}" for it in view.people if it.state == "here")
    return [
        Link(str(words.STEPS[it.name]), f"{reverse('handover:new')}?langkah={it.name}&{people}")
        for it in may_come_next([view.card.step_name], has_family=False)
        if it.name in words.STEPS
    ]
