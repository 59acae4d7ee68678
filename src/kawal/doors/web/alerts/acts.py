"""Putting an alert aside, and acts that take two officers: propose, confirm, refuse."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kawal import flow
from kawal.access.scope import Power, Scope
from kawal.decisions.alerts import selectors, services
from kawal.decisions.alerts.cards import ActCard, AlertCard
from kawal.doors.web import labels
from kawal.doors.web.alerts import card as cards
from kawal.doors.web.alerts import steps
from kawal.doors.web.alerts.answering import OVERTAKEN, decide_and_say, overtaken
from kawal.doors.web.alerts.forms import ProposeForm, RecuseForm, SnoozeForm
from kawal.doors.web.alerts.rows import holders
from kawal.doors.web.alerts.words import ACTS
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import times
from kawal.doors.web.kit.answering import AnswerForm
from kawal.doors.web.kit.words import Words, word
from kawal.doors.web.status import say, status_of

GET_OR_POST = ["GET", "POST"]
SENTENCES: Words = {
    services.DEFER: gettext_lazy(
        "Petugas lain yang berwenang menyetujui atau menolak dalam %(hours)d jam; sesudah itu usul gugur. "
        "Kawal tidak pernah melarang orang berangkat; petugas yang memutuskan."
    ),
    services.WARN_RING: gettext_lazy(
        "Petugas lain yang berwenang menyetujui atau menolak dalam %(hours)d jam; sesudah itu usul gugur. "
        "Bila disetujui, petugas menghubungi setiap anggota. Perekrutnya tidak diberi tahu."
    ),
}

# What holds now, and what a second officer's yes makes of it.
NOW: Words = {
    services.DEFER: gettext_lazy("Keberangkatannya tidak ditunda."),
    services.WARN_RING: gettext_lazy("Anggota jaringan belum diperingatkan."),
}
AGREED: Words = {
    services.DEFER: gettext_lazy(
        "Penundaan tercatat pada garis waktunya atas nama kantor Anda; petugas menyampaikannya kepada orangnya."
    ),
    services.WARN_RING: gettext_lazy(
        "Petugas menghubungi setiap anggota satu per satu; perekrutnya tidak diberi tahu."
    ),
}


@needs(Power.TAKE_ALERT)
@require_http_methods(GET_OR_POST)
def snooze(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    alert = selectors.get_alert(scope=scope, code=code)
    longest = services.LONGEST_SNOOZE.get(alert.own_level)
    if longest is None or alert.state == "closed":
        if request.method == "POST":
            return overtaken(request, code, scope)
        raise Http404
    form = SnoozeForm(request.POST or None, most=longest.days)
    if form.is_valid():
        until = now + timedelta(days=int(form.cleaned_data["days"]))
        said = _("%(code)s ditunda sampai %(day)s.") % {"code": "%(code)s", "day": times.day(until)}
        return decide_and_say(
            request, code, scope, said, undo="alerts:wake",
            decide=lambda at: services.snooze_alert(
                scope=scope, code=code, until=until, now=at, why=form.cleaned_data["why"]
            ),
        )  # fmt: skip
    return _page(
        request, code, scope, form,
        title=_("Tunda sampai kapan?"), verb=_("Tunda"),
        sentence=_("Peringatan ini kembali sendiri ke daftar pada hari itu, dan segera bila ada tanda baru yang berat."),
    )  # fmt: skip


@needs(Power.TAKE_ALERT)
@require_http_methods(GET_OR_POST)
def recuse(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    """Cannot be undone by who did it: from then on the alert is not there for her."""
    form = RecuseForm(request.POST or None)
    if form.is_valid():
        now = timezone.now()
        try:
            person = services.recuse_from_alert(
                scope=scope, code=code, reason=form.cleaned_data["reason"], now=now
            )
            flow.redraw(affected=[person], now=now)
            said = _("Peringatan itu tidak lagi ada di daftar Anda; rekan atau jenjang lain menanganinya.")
            say(request, said, now=now)
        except OVERTAKEN:
            say(request, _("Peringatan itu sudah ditutup."), now=now, tone="warn")
        return redirect("alerts:list")
    return _page(
        request, code, scope, form,
        title=_("Mengapa Anda tidak bisa menanganinya?"), verb=_("Saya tidak menanganinya"),
        sentence=_(
            "Peringatan tentang orang ini tidak akan ada lagi bagi Anda: tidak di daftar, hitungan, maupun halamannya. "
            "Yang lain melanjutkan."
        ),
    )  # fmt: skip


@needs(Power.TAKE_ALERT)
@require_POST
def wake(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    return decide_and_say(
        request, code, scope, _("%(code)s kembali ke daftar."),
        decide=lambda now: services.wake_alert(scope=scope, code=code, now=now),
    )  # fmt: skip


@needs(Power.TAKE_ALERT)
@require_http_methods(GET_OR_POST)
def propose(request: HttpRequest, code: str, kind: str, *, scope: Scope) -> HttpResponseBase:
    alert = selectors.get_alert(scope=scope, code=code)
    if kind not in SENTENCES:
        raise Http404
    if refused := _why_not(scope, alert, kind):
        say(request, refused, now=timezone.now(), tone="warn")
        return redirect("alerts:page", code)
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        return decide_and_say(
            request, code, scope, _("Usul untuk %(code)s menunggu petugas kedua."),
            decide=lambda now: services.propose_act(
                scope=scope, code=code, kind=kind, why=form.cleaned_data["why"], now=now
            ),
        )  # fmt: skip
    hours = services.ACTS[kind] // timedelta(hours=1)
    told = {"hours": hours}
    return _page(
        request, code, scope, form,
        title=word(ACTS, kind), verb=_("Usulkan"), pair=True,
        sentence=str(SENTENCES[kind]) % told,
    )  # fmt: skip


def _why_not(scope: Scope, alert: AlertCard, kind: str) -> str:
    """Said before a sentence is written in vain."""
    if not services.is_own(scope, alert):
        return _("Ambil peringatan ini dahulu: hanya yang memegangnya dapat mengusulkan.")
    if not steps.may_propose(alert, kind):
        return _("Usul ini tidak mungkin, atau sudah menunggu jawaban.")
    return ""


@needs(Power.CONFIRM_ACT)
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, code: str, act_id: int, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    alert = selectors.get_alert(scope=scope, code=code)
    act = next((it for it in alert.acts if it.act_id == act_id), None)
    if act is None:
        raise Http404
    if act.answer:
        say(request, _overtaken(act), now=now, tone="warn")
        return redirect("alerts:page", code)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            if form.cleaned_data["answer"] == "confirmed":
                flow.confirm_act(scope=scope, code=code, act_id=act_id, now=now)
                said = _("Disetujui: %(act)s.") % {"act": word(ACTS, act.kind)}
            else:
                why = form.cleaned_data["why"]
                person = services.refuse_act(scope=scope, code=code, act_id=act_id, why=why, now=now)
                flow.redraw(affected=[person], now=now)
                said = _("Ditolak: %(act)s.") % {"act": word(ACTS, act.kind)}
            say(request, said, now=now)
        except services.ActNotFor:
            say(request, _("Pengusul tidak dapat menjawab usulnya sendiri."), now=now, tone="warn")
        except OVERTAKEN:
            say(request, _("Usul ini sudah dijawab atau gugur."), now=now, tone="warn")
        return redirect("alerts:page", code)
    context = {
        "alert": cards.alert_card(alert, scope, now),
        "act": word(ACTS, act.kind),
        "asked": _asked(act, scope),
        "why": act.why,
        "says": _("Kawal tidak pernah melarang orang berangkat; petugas yang memutuskan.")
        if act.kind == services.DEFER
        else "",
        "form": form,
        "status": status_of(request, now),
    }
    return render(request, "alerts/answer.html", context)


def _overtaken(act: ActCard) -> str:
    return (
        _("Usul ini gugur: pengusulnya tidak lagi berwenang mengusulkannya.")
        if act.is_orphaned
        else _("Usul ini sudah dijawab atau gugur.")
    )


def _asked(act: ActCard, scope: Scope) -> list[tuple[str, str]]:
    """What the second officer must know before anything else, by heading."""
    by = labels.source_name(act.proposed_agency)
    if act.proposed_agency == scope.agency:
        by = holders([act.proposed_by]).get(act.proposed_by, by)
    return [
        (_("Diusulkan oleh"), f"{by}, {times.day(act.proposed_at)}, {times.hour(act.proposed_at)}"),
        (_("Dijawab sebelum"), f"{times.day(act.expires_at)}, {times.hour(act.expires_at)}"),
        (_("Sekarang"), word(NOW, act.kind)),
        (_("Bila Anda setuju"), word(AGREED, act.kind)),
    ]


def _page(request: HttpRequest, code: str, scope: Scope, form: Any, **said: Any) -> HttpResponse:
    now = timezone.now()
    alert = cards.alert_card(selectors.get_alert(scope=scope, code=code), scope, now)
    context = {"alert": alert, "form": form, "status": status_of(request, now), **said}
    return render(request, "alerts/decide.html", context)
