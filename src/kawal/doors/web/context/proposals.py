"""A change of a table that waits for its second officer: what it would do, and how it is answered or taken back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kawal.access.officers.selectors import names_of
from kawal.access.scope import NotVisible, Power, Scope
from kawal.doors.jobs import context as job
from kawal.doors.web.context.cards import (
    asked_of,
    beside,
    headings,
    line,
    numbers,
    proposal_line,
    refused_lines,
    said,
)
from kawal.doors.web.context.forms import ChangeAnswerForm
from kawal.doors.web.front_desk import needs
from kawal.doors.web.labels import language
from kawal.foundation.moments import day_of
from kawal.reference.context.reading import Unreadable
from kawal.situation.context import proposing
from kawal.situation.context.changes import Change, Effect, foresee
from kawal.situation.context.proposals import ProposalCard, get_proposal
from kawal.situation.context.services import RowRefused

SHOWN = 50
FITS_NO_MORE = (RowRefused, Unreadable, NotVisible)


def propose(request: HttpRequest, scope: Scope, change: Change, why: str) -> HttpResponse:
    """To the page of the proposal, where its author sees what it would change.

    :raises RowRefused: the row does not fit. :raises Unreadable: nothing of the file can be taken.
    """
    try:
        proposal_id = proposing.propose_change(scope=scope, change=change, why=why, now=timezone.now())
    except proposing.ProposalAwaited:
        messages.warning(request, _("Usul yang sama sudah menunggu petugas kedua."))
        return redirect("context:tables")
    return redirect("context:proposal", proposal_id)


@needs(Power.READ_STATISTICS)
@require_safe
def page(request: HttpRequest, proposal_id: int, *, scope: Scope) -> HttpResponse:
    card = get_proposal(scope=scope, proposal_id=proposal_id, now=timezone.now())
    return _page(request, scope, card, ChangeAnswerForm(initial={"version": card.version}))


@needs(Power.APPROVE_TABLES)
@require_POST
def answer(request: HttpRequest, proposal_id: int, *, scope: Scope) -> HttpResponse:
    form = ChangeAnswerForm(request.POST)
    if not form.is_valid():
        card = get_proposal(scope=scope, proposal_id=proposal_id, now=timezone.now())
        return _page(request, scope, card, form)
    its = form.cleaned_data

    def confirm() -> None:
        proposing.confirm_change(
            scope=scope, proposal_id=proposal_id, version=its["version"], now=timezone.now()
        )
        job.defer()

    def refuse() -> None:
        proposing.refuse_change(scope=scope, proposal_id=proposal_id, why=its["why"], now=timezone.now())

    if its["answer"] == "confirmed":
        text = _("Disetujui; tabel sudah berubah. Orang yang terkait dihitung ulang berangsur.")
        return _do(request, proposal_id, confirm, text)
    return _do(request, proposal_id, refuse, _("Ditolak; tabel tetap seperti semula."))


@needs(Power.EDIT_TABLES)
@require_POST
def retract(request: HttpRequest, proposal_id: int, *, scope: Scope) -> HttpResponse:
    return _do(
        request,
        proposal_id,
        lambda: proposing.retract_change(scope=scope, proposal_id=proposal_id, now=timezone.now()),
        _("Usul ditarik; tabel tetap seperti semula."),
    )


def _do(request: HttpRequest, proposal_id: int, act: Callable[[], None], text: str) -> HttpResponse:
    """Whatever stands against it is told in a sentence, and the proposal is left as it was."""
    try:
        act()
    except proposing.ProposalNotFor:
        messages.error(
            request, _("Pengusul tidak dapat menjawab usulnya sendiri, dan hanya ia yang menariknya.")
        )
    except proposing.ProposalAnswered:
        messages.warning(request, _("Usul ini sudah dijawab atau gugur."))
    except proposing.AuthorGone:
        messages.warning(request, _("Usul ini gugur: pengusulnya tidak lagi berwenang mengusulkannya."))
    except proposing.TableMoved:
        messages.warning(request, _("Tabel berubah sejak Anda membukanya; baca lagi apa yang akan terjadi."))
    except FITS_NO_MORE as error:
        messages.error(request, _unfit(error))
    else:
        messages.success(request, text)
    return redirect("context:proposal", proposal_id)


def _page(request: HttpRequest, scope: Scope, card: ProposalCard, form: ChangeAnswerForm) -> HttpResponse:
    is_own = card.proposed_by == scope.actor
    told = proposal_line(card, names_of(logins={card.proposed_by, card.answered_by}))
    context = {
        "proposal": told,
        "asked": asked_of(told),
        "proposal_id": card.proposal_id,
        "rows_url": reverse("context:rows", args=[card.change.table]),
        "headings": headings(card.change.table),
        "form": form,
        "may_answer": scope.may(Power.APPROVE_TABLES) and not is_own and not card.answer,
        "may_retract": scope.may(Power.EDIT_TABLES) and is_own and not card.answer,
        **(_effect(scope, card) if not card.answer else {}),
    }
    return render(request, "context/proposal.html", context, status=422 if form.errors else 200)


def _effect(scope: Scope, card: ProposalCard) -> dict[str, Any]:
    """What it would do to what stands now, or why it does not fit any more."""
    try:
        effect = foresee(scope=scope, change=card.change, now=timezone.now())
    except FITS_NO_MORE as error:
        return {"unfit": _unfit(error)}
    return _shown(card.change.table, effect)


def _shown(table: str, effect: Effect) -> dict[str, Any]:
    if not effect.given:
        return {"beside": beside(table, effect.gone, effect.new)}
    today = day_of(timezone.now())
    rows = {"new": effect.new, "gone": effect.gone}
    shown: dict[str, Any] = {
        name: [line(table, it, {}, today=today) for it in found[:SHOWN]] for name, found in rows.items()
    }
    shown |= {f"{name}_more": max(0, len(found) - SHOWN) for name, found in rows.items()}
    done = effect.given
    shown["numbers"] = numbers(done.accepted, done.unchanged, done.withdrawn, len(done.refused))
    shown["refused"] = refused_lines(done.refused[:SHOWN], language())
    return shown


def _unfit(error: RowRefused | Unreadable | NotVisible) -> str:
    if isinstance(error, NotVisible):
        reason = _("Barisnya sudah diganti.")
    else:
        reason = said(error.reason if isinstance(error, RowRefused) else error.refused.reason, language())
    return _("Usul ini tidak cocok lagi dengan isi tabel sekarang: %(reason)s") % {"reason": reason}
