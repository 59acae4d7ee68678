"""Asking another agency about somebody out of sight, and answering what another asks: one word goes back."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import labels
from kawal.doors.web.front_desk import needs
from kawal.doors.web.identity.pair import Side, field_rows, head_of
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.doors.web.status import say, status_of
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage import services
from kawal.situation.linkage.selectors import OwnerQuestionView
from kawal.situation.people import selectors as people

VERDICTS = ("same", "different", "unsure")
FACTS = 200


@needs(Power.REVIEW_IDENTITY)
@require_POST
def ask(request: HttpRequest, kawal_id: str, proposal_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    services.ask_owner(scope=scope, kawal_id=kawal_id, proposal_id=proposal_id, now=now)
    say(request, _("Pertanyaan dikirim. Jawabannya muncul di halaman ini dan di Telaah identitas."), now=now)
    return redirect(page_of(kawal_id) + "#serupa")


@needs(Power.REVIEW_IDENTITY)
@require_GET
def question(request: HttpRequest, question_id: int, *, scope: Scope) -> HttpResponse:
    """Another agency's claim beside the reader's own person."""
    now = timezone.now()
    view = linkage.get_owner_question(scope=scope, question_id=question_id, now=now)
    trail.record(
        scope=scope,
        action="identity.opened",
        now=now,
        person=view.person.kawal_id,
        subject=f"question {question_id}",
    )
    sides = _sides(view, scope)
    context = {
        "id": question_id,
        "asker": labels.source_name(view.row.asked_agency),
        "asked_at": view.row.asked_at,
        "question_pair": {"heads": [head_of(it) for it in sides], "rows": field_rows(view.evidence, sides)},
        "answer": view.row.answer,
        "person": Link(shown_name(view.person.name), page_of(view.person.kawal_id)),
        "status": status_of(request, now),
    }
    return render(request, "identity/question.html", context)


@needs(Power.REVIEW_IDENTITY)
@require_POST
def tell(request: HttpRequest, question_id: int, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    verdict = request.POST.get("answer", "")
    if verdict not in VERDICTS:
        raise Http404
    try:
        services.answer_owner_question(
            scope=scope,
            question_id=question_id,
            answer=verdict,  # type: ignore[arg-type]  # checked above
            now=now,
        )
    except services.AlreadyAnswered:
        say(request, _("Rekan Anda sudah menjawab pertanyaan ini."), now=now, tone="warn")
        return redirect("identity:question", question_id)
    say(request, _("Jawaban terkirim. Selain satu kata itu tidak ada yang dibagikan."), now=now)
    return redirect("identity:queue")


def _sides(view: OwnerQuestionView, scope: Scope) -> tuple[Side, Side]:
    facts = people.list_facts(
        scope=scope, kawal_id=view.person.kawal_id, limit=FACTS, newest_first=True
    ).results
    first = next(it for it in view.person.claims if it.claim_id == view.about_claim)
    others = [it for it in view.person.claims if it is not first and it.held]
    return Side("A", view.claim, ()), Side("B", first, others, facts)
