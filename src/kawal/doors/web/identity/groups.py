"""More than two at once: people whom open questions tie together, and the claims of one person that may be somebody else's."""

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kawal import flow
from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import labels
from kawal.doors.web.front_desk import needs
from kawal.doors.web.identity import words
from kawal.doors.web.identity.cards import ClaimChoice, GroupCell, GroupRow, TiedRow
from kawal.doors.web.identity.values import NUMBERS, SAID
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.doors.web.people.verdicts import REFUSED, what_became, why_not
from kawal.doors.web.status import say, status_of
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage import services
from kawal.situation.linkage.selectors import TiedPair
from kawal.situation.people import selectors as people
from kawal.situation.people.cards import ClaimCard, PersonView

LETTERS = "ABCDEFGH"
MOST_VALUES = 2
LONGEST_NOTE = 2000


@needs(Power.REVIEW_IDENTITY)
@require_GET
def group(request: HttpRequest, proposal_id: int, *, scope: Scope) -> HttpResponse:
    """All people of a knot of questions side by side."""
    now = timezone.now()
    pairs = linkage.list_tied(scope=scope, proposal_id=proposal_id)
    ids = list(dict.fromkeys(it for pair in pairs for it in (pair.one, pair.other)))
    views = [people.get_person(scope=scope, kawal_id=it, now=now) for it in ids]
    trail.record_all(
        scope=scope, action="identity.opened", now=now, people=ids, subject=f"proposal {proposal_id}"
    )
    letters = dict(zip(ids, LETTERS, strict=False))
    context = {
        "people": [(letters[it.kawal_id], Link(shown_name(it.name), page_of(it.kawal_id))) for it in views],
        "rows": [row for name in SAID if (row := _row(name, views))],
        "pairs": [_tied(it, letters) for it in pairs],
        "status": status_of(request, now),
    }
    return render(request, "identity/group.html", context)


def _row(name: str, views: Sequence[PersonView]) -> GroupRow | None:
    """What each is said to be; what the most do not say is marked."""
    said = [_values(name, it.claims) for it in views]
    every = Counter(value.casefold() for values in said for value in values)
    if not every:
        return None
    usual, times_said = every.most_common(1)[0]
    cells = [
        GroupCell(
            letter,
            " / ".join(values),
            bool(values) and times_said > 1 and usual not in {it.casefold() for it in values},
        )
        for letter, values in zip(LETTERS, said, strict=False)
    ]
    return GroupRow(str(words.FIELDS[name]), cells, name in NUMBERS)


def _values(name: str, claims: Sequence[ClaimCard]) -> list[str]:
    """The values most often said, each once."""
    said = Counter(text for it in claims if it.held and (text := SAID[name](it.subject)))
    return [text for text, _count in said.most_common(MOST_VALUES)]


def _tied(pair: TiedPair, letters: dict[str, str]) -> TiedRow:
    one, other = sorted((letters[pair.one], letters[pair.other]))
    return TiedRow(
        f"{one} – {other}", words.weight_of(pair.weight), reverse("identity:pair", args=[pair.proposal_id])
    )


@needs(Power.REVIEW_IDENTITY)
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponseBase:
    """Which of these claims are somebody else's?"""
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    chosen = [int(it) for it in request.POST.getlist("claim") if it.isascii() and it.isdigit()]
    wrong = ""
    if request.method == "POST":
        try:
            made = flow.split_person(
                scope=scope,
                kawal_id=kawal_id,
                claims=chosen,
                now=now,
                reason=request.POST.get("note", "").strip()[:LONGEST_NOTE],
            )
        except services.NoSuchPart:
            wrong = _("Pilih sebagian klaim: sedikitnya satu, dan tidak semuanya.")
        except REFUSED as refused:
            wrong = why_not(refused)
        else:
            say(
                request,
                what_became(made),
                now=now,
                undo_url=reverse("identity:undo", args=[made.proposal_id]),
            )
            return redirect(page_of(kawal_id))
    else:
        trail.record(scope=scope, action="identity.opened", now=now, person=view.kawal_id)
    context = {
        "person": Link(shown_name(view.name), page_of(view.kawal_id)),
        "claims": [_choice(it, chosen) for it in view.claims],
        "wrong": wrong,
        "note": request.POST.get("note", ""),
        "status": status_of(request, now),
    }
    return render(request, "identity/split.html", context)


def _choice(claim: ClaimCard, chosen: Sequence[int]) -> ClaimChoice:
    told = [(str(words.FIELDS[name]), text) for name in SAID if (text := SAID[name](claim.subject))]
    source = labels.source_name(claim.source)
    return ClaimChoice(
        id=claim.claim_id,
        source=source if claim.held else _("%(source)s (ditarik)") % {"source": source},
        at=times.day(claim.first_recorded_at),
        told=told,
        chosen=claim.claim_id in chosen,
    )
