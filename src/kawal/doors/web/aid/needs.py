"""What a group needs: asked, filled in by several assessors, with gaps and what it proposes to send."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Power, Scope
from kawal.doors.web import labels, status
from kawal.doors.web.aid import words
from kawal.doors.web.aid.forms import AnswerForm, AskForm
from kawal.doors.web.aid.moving import form_page
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import figures
from kawal.response.aid.needs import rules, selectors, services
from kawal.response.aid.needs.rules import Result
from kawal.response.aid.stock import selectors as stock

GET_OR_POST = ["GET", "POST"]


@needs(Power.GIVE_AID)
@require_http_methods(GET_OR_POST)
def assessments(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    sites = stock.list_sites(scope=scope)
    form = AskForm(request.POST or None)
    if sites and form.is_valid():
        site = next((it.code for it in sites if it.code == request.POST.get("tempat")), sites[0].code)
        code = services.open_assessment(scope=scope, site=site, now=now, **form.cleaned_data)
        return redirect("aid:assessment", code)
    context = {
        "rows": selectors.list_assessments(scope=scope),
        "form": form if sites else None,
        "sites": sites,
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    return render(request, "aid/needs.html", context)


@needs(Power.GIVE_AID)
@require_GET
def page(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Counts with their gaps, and what to send."""
    now = timezone.now()
    card = selectors.get_assessment(scope=scope, code=code)
    found, proposed = selectors.list_results(scope=scope, card=card)
    items = stock.list_items(scope=scope)
    names = names_of(logins=set(card.answers))
    context = {
        "card": card,
        "names": [names.get(it, it) for it in card.answers],
        "results": [_row(it) for it in found],
        "proposals": [(words.thing(items, it.item), it) for it in proposed],
        "has_answered": scope.actor in card.answers,
        "send_url": reverse("aid:send", args=[card.site_code]),
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    return render(request, "aid/assessment.html", context)


@needs(Power.GIVE_AID)
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    card = selectors.get_assessment(scope=scope, code=code)
    form = AnswerForm(
        request.POST or None, questions=rules.questions(), language=labels.language(), initial=card.answers.get(scope.actor, {})
    )  # fmt: skip
    back = reverse("aid:assessment", args=[code])
    if form.is_valid():
        try:
            services.answer(
                scope=scope, code=code, act=form.cleaned_data["act"], answers=form.answers, now=now
            )
        except services.AssessmentClosed:
            form.add_error(None, _("Penilaian ini sudah ditutup."))
        else:
            status.say(request, _("Jawaban tersimpan."), now=now)
            return redirect(back)
    return form_page(
        request, form, [], title=_("Berapa orang, dan apa yang kurang?"), site=card.about, verb=_("Simpan jawaban"), back=back,
        hint=_("Yang tidak Anda ketahui biarkan kosong; itu terlihat sebagai celah."),
    )  # fmt: skip


@needs(Power.GIVE_AID)
@require_POST
def close(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    services.close_assessment(scope=scope, code=code, now=now)
    status.say(request, _("Penilaian %(code)s ditutup.") % {"code": code}, now=now)
    return redirect("aid:assessment", code)


def _row(it: Result) -> tuple[str, str, str, str]:
    """Question, what counts, what was said, what is missing or differs."""
    is_yes = it.question.kind == "yes"
    shown = [_said(n, is_yes=is_yes) for n in it.said]
    middle = "–" if it.middle is None else _said(it.middle, is_yes=is_yes)
    gaps = [] if it.agrees else [_("penilai berbeda")]
    gaps += [_("%(n)s tidak mengisi") % {"n": it.silent}] if it.silent else []
    return it.question.label(labels.language()), middle, ", ".join(shown), ", ".join(gaps)


def _said(n: int, *, is_yes: bool) -> str:
    if is_yes:
        return _("ya") if n else _("tidak")
    return figures.number(n)
