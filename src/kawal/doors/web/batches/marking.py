"""One leg: who boarded, who arrived, who was handed over, and why somebody did not. Many people in one press."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import status
from kawal.doors.web.batches import cards, words
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import typed
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup
from kawal.homecoming import returning
from kawal.homecoming.returning import Mark, Marked
from kawal.reference import selectors as reference
from kawal.response.returns import selectors
from kawal.response.returns.cards import LegCard, SeatCard
from kawal.response.returns.states import ARRIVED, BOARDED, EXPLAINED, HANDED, REASONS, REFERRED

# Whom each act may be about, by how they stand; and what the page shows first.
WAITS = {
    BOARDED: ("waiting", "excused"),
    ARRIVED: ("aboard", "ended", "waiting"),
    HANDED: ("unsigned", "arrived"),
    EXPLAINED: ("waiting", "aboard", "unsigned"),
}
FIRST = {BOARDED: "waiting", ARRIVED: "aboard", HANDED: "unsigned"}
LONGEST_NOTE = 300


@needs(Power.HAND_OVER)
@require_http_methods(["GET", "POST"])
def leg(request: HttpRequest, code: str, mark: str, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    legs, its = legs_of(scope, code, mark)
    seats = selectors.list_seats(scope=scope, code=code, leg_id=its.leg_id)
    if request.method == "POST":
        return _marked(request, its, seats, scope, now)
    counts = _("Satu baris satu orang pada leg ini.")
    name = f"{code} leg {mark}"
    file = export(request, name=name, counts=counts, columns=cards.manifest_columns(), rows=seats)
    if file:
        return file
    act = _act(request.GET.get("tampak", ""), its)
    trail.record(scope=scope, action="return.batch_read", now=now, subject=f"{code}/{mark}")
    context = _shown(its, seats, act, scope) | {
        "legs": [
            Chip(it.mark, reverse("batches:leg", args=[code, it.mark]), current=it is its) for it in legs
        ],
        "row": cards.leg_row(its, now),
        "export": export_links(request, counts),
        "token": uuid4(),
        "now": now,
        "status": status.status_of(request, now),
    }
    return render(request, "batches/leg.html", context)


@needs(Power.HAND_OVER)
@require_POST
def undo(request: HttpRequest, code: str, mark: str, *, scope: Scope) -> HttpResponse:
    """Take back one mark (``tanda``), or all of one press (``asal`` and ``hal``)."""
    now = timezone.now()
    _legs, its = legs_of(scope, code, mark)
    try:
        one, base = request.POST.get("tanda", ""), request.GET.get("asal", "")
        if one:
            ids = [UUID(one)]
        else:
            seats = selectors.list_seats(scope=scope, code=code, leg_id=its.leg_id)
            ids = [_id(UUID(base), request.GET.get("hal", ""), it.line.line_id) for it in seats]
            ids = selectors.known_marks(scope=scope, ids=ids)
    except ValueError:
        raise Http404 from None
    answers = returning.undo(scope=scope, ids=ids, now=now)
    status.hush(request)
    if any(it.status == returning.REFUSED for it in answers):
        status.say(request, _("Yang ini tidak dapat Anda batalkan."), now=now, tone="warn")
    else:
        status.say(request, _("Dibatalkan."), now=now)
    return redirect("batches:leg", code, mark)


def legs_of(scope: Scope, code: str, mark: str) -> tuple[list[LegCard], LegCard]:
    """All legs of a batch, and the one that is marked so."""
    legs = selectors.list_legs(scope=scope, codes=[code])
    its = next((it for it in legs if it.mark == mark), None)
    if its is None:
        raise Http404
    return legs, its


def _shown(its: LegCard, seats: Sequence[SeatCard], act: str, scope: Scope) -> dict[str, object]:
    """The people of a tab, and beside them those whose last mark may be taken back."""
    names = {it.line.line_id: it.line.name for it in seats}
    own = selectors.list_own_marks(scope=scope, leg_id=its.leg_id)
    waiting = [it for it in seats if it.stand in WAITS[act]]
    waiting.sort(key=lambda it: (it.stand != FIRST.get(act), it.line.number))
    address = reverse("batches:leg", args=[its.batch, its.mark])
    counts = {
        BOARDED: its.waiting,
        ARRIVED: its.aboard,
        HANDED: its.unsigned,
        EXPLAINED: its.waiting + its.aboard,
    }
    tabs = [
        Chip(str(label), f"{address}?tampak={words.TABS[it]}", counts[it], current=it == act)
        for it, label in words.ACTS.items()
    ]
    return {
        "leg": its,
        "act": act,
        "groups": [ChipGroup(_("Yang dicatat"), tabs)],
        "waiting": [
            {
                "seat": it,
                "who": words.who(it.line),
                "care": words.care(it.line, names),
                "stand": words.STANDS[it.stand],
                "url": reverse("batches:line", args=[its.batch, it.line.number]),
            }
            for it in waiting
        ],
        "first": sum(it.stand == FIRST.get(act, "waiting") for it in waiting),
        "done": [
            {
                "line": it.line,
                "stand": words.STANDS[it.stand],
                "mark": own[it.line.line_id],
                "act": words.ACTS[own[it.line.line_id][1]],
            }
            for it in seats
            if it.line.line_id in own
        ],
        "reasons": [(it, words.STATES[it]) for it in REASONS],
        "shelters": _shelters() if act == EXPLAINED else [],
        "verb": words.ACTS[act],
    }


def _act(said: str, its: LegCard) -> str:
    """What was asked for, else what waits: boarding, arriving, signing."""
    asked = next((act for act, tab in words.TABS.items() if tab == said), "")
    if asked:
        return asked
    if its.aboard:
        return ARRIVED
    return HANDED if its.unsigned and its.receiver and not its.waiting else BOARDED


def _marked(
    request: HttpRequest, its: LegCard, seats: Sequence[SeatCard], scope: Scope, now: datetime
) -> HttpResponse:
    act = next((it for it, tab in words.TABS.items() if tab == request.POST.get("hal")), "")
    state = request.POST.get("alasan", "") if act == EXPLAINED else ""
    back = f"{reverse('batches:leg', args=[its.batch, its.mark])}?tampak={words.TABS.get(act, 'naik')}"
    chosen = _chosen(request, seats, act)
    at = _when(request.POST.get("jam", ""), now)
    problem = ""
    if not act:
        raise Http404
    if act == EXPLAINED and state not in REASONS:
        problem = _("Pilih alasannya.")
    elif not chosen:
        problem = _("Centang orangnya dulu.")
    elif at is None:
        problem = _("Tulis jam seperti 09.30.")
    if problem or at is None:
        status.say(request, problem, now=now, tone="warn")
        return redirect(back)
    try:
        base = UUID(request.POST.get("token", ""))
    except ValueError:
        base = uuid4()
    note = request.POST.get("catatan", "").strip()[:LONGEST_NOTE]
    shelter, note = _referred(request, state, note)
    marks = [
        Mark(_id(base, act, line), line, its.leg_id, act, at, state, note, shelter=shelter) for line in chosen
    ]
    answers = returning.mark(scope=scope, marks=marks, now=now)
    undo_url = f"{reverse('batches:undo', args=[its.batch, its.mark])}?asal={base}&hal={act}"
    _say(request, answers, act, undo_url, now)
    return redirect(back if act == EXPLAINED else reverse("batches:leg", args=[its.batch, its.mark]))


def _shelters() -> list[tuple[str, str]]:
    """Code and name of every house that somebody may be referred to."""
    return [(it.code, it.name) for it in reference.list_posts(kind="shelter")]


def _referred(request: HttpRequest, state: str, note: str) -> tuple[str, str]:
    """The house that somebody is referred to, and the note with its name."""
    asked = request.POST.get("penampungan", "") if state == REFERRED else ""
    name = dict(_shelters()).get(asked, "")
    return (asked, "; ".join(filter(None, [name, note]))[:LONGEST_NOTE]) if name else ("", note)


def _chosen(request: HttpRequest, seats: Sequence[SeatCard], act: str) -> list[int]:
    """The lines that were ticked, or everybody who waits for this."""
    if request.POST.get("semua"):
        return [it.line.line_id for it in seats if it.stand == FIRST.get(act)]
    on_leg = {it.line.line_id for it in seats}
    ticked = [int(it) for it in request.POST.getlist("orang") if it.isascii() and it.isdigit()]
    return [it for it in ticked if it in on_leg]


def _when(said: str, now: datetime) -> datetime | None:
    """The hour that was said, of today or else of yesterday; now where none was."""
    if not said.strip():
        return now
    try:
        hour = typed.hour_of(said)
    except typed.NotUnderstood:
        return None
    at = timezone.make_aware(datetime.combine(timezone.localdate(now), hour))
    return at if at <= now else at - timedelta(days=1)


def _say(request: HttpRequest, answers: Sequence[Marked], act: str, undo_url: str, now: datetime) -> None:
    made = sum(it.status == returning.RECORDED for it in answers)
    refused = [it for it in answers if it.status == returning.REFUSED]
    said = []
    if made:
        verb = str(words.ACTS[act]).lower() if act != EXPLAINED else _("alasan tersimpan")
        said.append(
            ngettext("%(n)s orang: %(verb)s.", "%(n)s orang: %(verb)s.", made) % {"n": made, "verb": verb}
        )
    if len(answers) > made + len(refused):
        said.append(_("Sudah tercatat tadi."))
    for why, text in (
        (returning.UNFIT, _("%(n)s orang sakit belum punya surat sehat, tidak dicatat naik.")),
        (returning.CLOSED, _("Leg ini sudah ditutup; buka lagi dulu.")),
    ):
        count = sum(it.why == why for it in refused)
        if count:
            said.append(text % {"n": count})
    status.say(
        request, " ".join(said), now=now, undo_url=undo_url if made else "", tone="late" if refused else "ok"
    )


def _id(base: UUID, act: str, line: int) -> UUID:
    """One press is one set of marks, whatever is sent twice."""
    return uuid5(base, f"{act}/{line}")
