"""The desk: whose pair comes next, is this one person, what did I answer?"""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kawal import flow
from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.identity import rows, words
from kawal.doors.web.identity.cards import PairCard
from kawal.doors.web.identity.effects import effects_of
from kawal.doors.web.identity.pair import pair_card, sides_of
from kawal.doors.web.identity.threads import summary
from kawal.doors.web.kit.cards.shell import Pages, StatusCard
from kawal.doors.web.people.verdicts import REFUSED, what_became, why_not
from kawal.doors.web.status import hush, say, status_of
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage.selectors import ProposalView
from kawal.situation.paging import BadCursor
from kawal.situation.people import selectors as people

VERDICTS = ("same", "different", "unsure")
FACTS = 200
LONGEST_NOTE = 2000
SALT = "identity.opened"


@needs(Power.REVIEW_IDENTITY)
@require_GET
def queue(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    why = _why(request.GET.get("alasan", ""))
    explained = _(
        "Satu baris: satu pasangan catatan yang mungkin satu orang, di wilayah Anda, dan belum dijawab."
    )

    def page_of(cursor: str | None, limit: int = 500) -> Any:
        return linkage.list_proposals(scope=scope, why=why, limit=limit, cursor=cursor)

    file = export(
        request, name=_("telaah identitas"), counts=explained, columns=rows.COLUMNS, rows=every(page_of)
    )
    if file:
        return file
    try:
        page = page_of(request.GET.get("sesudah"), 25)
    except BadCursor:
        return redirect("identity:queue")
    counts, query = linkage.count_queue(scope=scope), _query(why)
    context = {
        "rows": [rows.queue_row(it, query) for it in page.results],
        "groups": rows.chips(counts, why) if counts.total else (),
        "total": counts.total,
        "at_least": counts.at_least,
        "estimate": rows.estimate(counts),
        "first_url": rows.queue_row(page.results[0], query).url if page.results else "",
        "pages": Pages(
            len(page.results), f"?{urlencode({'alasan': why, 'sesudah': page.next})}" if page.next else ""
        ),
        "export": export_links(request, explained),
        "to_answer": rows.to_answer_rows(linkage.list_owner_questions(scope=scope)),
        "asked": rows.asked_rows(linkage.list_own_questions(scope=scope)),
        "now": now,
        "narrowed": bool(why),
        "status": status_of(request, now),
    }
    return render(request, "identity/queue.html", context)


@needs(Power.REVIEW_IDENTITY)
@require_GET
def pair(request: HttpRequest, proposal_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    context = _pair(request, proposal_id, scope, now)
    return render(request, "identity/pair.html", {**context, "status": status_of(request, now)})


@needs(Power.REVIEW_IDENTITY)
@require_POST
def answer(request: HttpRequest, proposal_id: int, *, scope: Scope) -> HttpResponseBase:
    """The answer, then the next pair. Without script by a redirect, with it in place of this one."""
    now = timezone.now()
    verdict = request.POST.get("answer", "")
    if verdict not in VERDICTS:
        raise Http404
    why = _why(request.GET.get("alasan", ""))
    before = linkage.list_waiting(scope=scope, why=why)
    try:
        made = flow.decide_match(
            scope=scope,
            proposal_id=proposal_id,
            verdict=verdict,  # type: ignore[arg-type]  # checked above
            now=now,
            reason=request.POST.get("note", "").strip()[:LONGEST_NOTE],
            kin=verdict == "different" and "kin" in request.POST,
            opened_at=_opened(request.POST.get("opened", "")),
        )
    except REFUSED as refused:
        return _shown(request, proposal_id, StatusCard(why_not(refused), tone="warn"), scope, now)
    said = StatusCard(
        f"{words.VERDICTS[verdict]}. {what_became(made)}", reverse("identity:undo", args=[proposal_id])
    )
    following = _next(before, proposal_id, linkage.list_waiting(scope=scope, why=why))
    return _shown(request, following, said, scope, now)


@needs(Power.REVIEW_IDENTITY)
@require_POST
def undo(request: HttpRequest, proposal_id: int, *, scope: Scope) -> HttpResponseBase:
    """Back to the pair, open again."""
    now = timezone.now()
    try:
        flow.undo_decision(scope=scope, proposal_id=proposal_id, now=now)
    except REFUSED as refused:
        say(request, why_not(refused), now=now, tone="warn")
    else:
        hush(request)
        say(request, _("Jawaban diurungkan; semuanya seperti semula."), now=now)
    return redirect("identity:pair", proposal_id)


@needs(Power.REVIEW_IDENTITY)
@require_GET
def decisions(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    try:
        page = linkage.list_own_decisions(scope=scope, cursor=request.GET.get("sesudah"))
    except BadCursor:
        return redirect("identity:decisions")
    context = {
        "rows": rows.decision_rows(page.results, scope),
        "pages": Pages(len(page.results), f"?{urlencode({'sesudah': page.next})}" if page.next else ""),
        "now": now,
        "status": status_of(request, now),
    }
    return render(request, "identity/decisions.html", context)


def _pair(request: HttpRequest, proposal_id: int, scope: Scope, now: datetime) -> dict[str, Any]:
    view = flow.get_proposal(scope=scope, proposal_id=proposal_id, now=now)
    trail.record(
        scope=scope,
        action="identity.opened",
        now=now,
        person=view.one.kawal_id,
        subject=f"proposal {proposal_id}",
    )
    if view.other.kawal_id != view.one.kawal_id:
        trail.record(
            scope=scope,
            action="identity.opened",
            now=now,
            person=view.other.kawal_id,
            subject=f"proposal {proposal_id}",
        )
    sides = sides_of(view, _facts(view, scope))
    opened = signing.dumps(now.isoformat(), salt=SALT)
    card = pair_card(view, sides, effects_of(view, sides, scope), scope, opened=opened)
    told = linkage.list_owner_answers(scope=scope, proposal_id=proposal_id)
    owners = [words.OWNER_ANSWERS[it] for it in told]
    return {
        "pair": card,
        "owners": owners,
        "clash": summary(card.threads.clash),
        **_around(request, card, scope),
    }


def _facts(view: ProposalView, scope: Scope) -> dict[str, list[Any]]:
    return {
        it: people.list_facts(scope=scope, kawal_id=it, limit=FACTS, newest_first=True).results
        for it in {view.one.kawal_id, view.other.kawal_id}
    }


def _around(request: HttpRequest, card: PairCard, scope: Scope) -> dict[str, Any]:
    """Where the pair stands in the queue as narrowed, and what comes before and after."""
    why = _why(request.GET.get("alasan", ""))
    order = linkage.list_waiting(scope=scope, why=why)
    at = order.index(card.id) if card.id in order else -1
    url = [f"{reverse('identity:pair', args=[it])}{_query(why)}" for it in order]
    return {
        "query": _query(why),
        "done": linkage.count_own_answers(scope=scope, since=midnight(timezone.now())),
        "number": at + 1,
        "total": len(order),
        "previous_url": url[at - 1] if at > 0 else "",
        "next_url": url[at + 1] if at + 1 < len(url) else "",
        "estimate": rows.estimate(linkage.count_queue(scope=scope)),
    }


def _shown(
    request: HttpRequest, proposal_id: int | None, said: StatusCard, scope: Scope, now: datetime
) -> HttpResponseBase:
    """Another pair with a line about what happened; the queue when none is left."""
    query = _query(_why(request.GET.get("alasan", "")))
    address = (
        f"{reverse('identity:pair', args=[proposal_id])}{query}" if proposal_id else reverse("identity:queue")
    )
    if "HX-Request" not in request.headers or proposal_id is None:
        say(request, said.text, now=now, undo_url=said.undo_url, tone=said.tone)
        if "HX-Request" not in request.headers:
            return redirect(address)
        return HttpResponse(headers={"HX-Redirect": address})
    context = _pair(request, proposal_id, scope, now)
    return render(request, "identity/swapped.html", {**context, "status": said, "address": address})


def midnight(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _next(before: list[int], answered: int, after: list[int]) -> int | None:
    """What followed in the order that the officer saw, as far as it still waits."""
    still = set(after) - {answered}
    at = before.index(answered) if answered in before else -1
    return next((it for it in [*before[at + 1 :], *after] if it in still), None)


def _why(value: str) -> str:
    return value if value in words.WHYS else ""


def _query(why: str) -> str:
    return f"?{urlencode({'alasan': why})}" if why else ""


def _opened(text: str) -> datetime | None:
    """When the page was made, as it says itself; nothing that somebody else wrote."""
    try:
        return parse_datetime(signing.loads(text, salt=SALT))
    except signing.BadSignature:
        return None
