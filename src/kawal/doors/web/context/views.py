"""The tables, their rows as of a day, one row with its history, and how a change of a row is proposed."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Power, Scope
from kawal.doors.web.context.cards import headings, line, proposal_line, said, table_row
from kawal.doors.web.context.forms import EndForm, RowForm, WhyForm
from kawal.doors.web.context.proposals import propose
from kawal.doors.web.context.words import COLUMNS, SAYS, TABLES
from kawal.doors.web.exports import Column, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Pages
from kawal.doors.web.kit.words import word
from kawal.doors.web.labels import language
from kawal.foundation.moments import day_of
from kawal.reference.context import selectors
from kawal.reference.context.selectors import RowCard
from kawal.reference.context.specs import SPECS
from kawal.reference.context.store import STORED
from kawal.situation.context.changes import Change
from kawal.situation.context.proposals import agreed_by, count_waiting, list_proposals
from kawal.situation.context.services import RowRefused

AT_ONCE = 50
EVERY_DAY = "semua"


@needs(Power.READ_STATISTICS)
@require_safe
def tables(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    found = selectors.list_tables(on=_today())
    proposed = list_proposals(scope=scope, now=timezone.now())
    logins = {it.changed_by for it in found} | {
        name for it in proposed for name in (it.proposed_by, it.answered_by)
    }
    names = names_of(logins=logins)
    by_name = {it.name: table_row(it, names) for it in found}
    lines = [proposal_line(it, names) for it in proposed]
    context = {
        "rows": [by_name[name] for name in TABLES],
        "waiting": [it for it in lines if not it.answer],
        "may_approve": scope.may(Power.APPROVE_TABLES),
        "checked_at": timezone.now(),
        "answered": [it for it in lines if it.answer],
    }
    return render(request, "context/tables.html", context)


@needs(Power.READ_STATISTICS)
@require_safe
def rows(request: HttpRequest, table: str, *, scope: Scope) -> HttpResponseBase:
    """As of a day, today unless told otherwise; ``semua`` shows those of every day."""
    known(table)
    counts = _("Satu baris: satu hal yang berlaku pada hari yang diminta, dengan masa berlakunya.")
    file = export(
        request,
        name=word(TABLES, table),
        counts=counts,
        columns=_columns(table),
        rows=_lazily(lambda: asked_rows(request, table)),
        power=Power.READ_STATISTICS,
    )
    if file:
        return file
    after = _number(request.GET.get("sesudah", ""))
    page = asked_rows(request, table, after=after, most=AT_ONCE + 1)
    query, on = request.GET.get("q", "").strip(), _asked_day(request)
    asked = {"q": query, "pada": request.GET.get("pada", "")}
    names = names_of(logins={it.recorded_by for it in page})
    context = {
        "table": table,
        "label": word(TABLES, table),
        "says": word(SAYS, table),
        "headings": headings(table),
        "rows": [line(table, it, names, today=on or _today()) for it in page[:AT_ONCE]],
        "query": query,
        "on": on or _today(),
        "every_day": on is None,
        "may_edit": scope.may(Power.EDIT_TABLES),
        "waiting": count_waiting(scope=scope, now=timezone.now()).get(table, 0),
        "download_url": f"{reverse('context:download', args=[table])}?{_asked(asked)}",
        "pages": _pages(after, len(page), asked),
        "export": export_links(request, counts, power=Power.READ_STATISTICS) if page else None,
    }
    return render(request, "context/rows.html", context)


@needs(Power.READ_STATISTICS)
@require_safe
def row(request: HttpRequest, table: str, row_id: int, *, scope: Scope) -> HttpResponse:
    """Everything that was ever said under the row's key; a licence with its periods and suspensions."""
    return _row_page(request, scope, table, row_id)


def _row_page(
    request: HttpRequest,
    scope: Scope,
    table: str,
    row_id: int,
    *,
    end_form: EndForm | None = None,
    withdraw_form: WhyForm | None = None,
) -> HttpResponse:
    history = _history(table, row_id)
    moments = {at for it in history for at in (it.recorded_at, it.withdrawn_at) if at}
    agreed = agreed_by(scope=scope, table=table, moments=moments)
    logins = {name for it in history for name in (it.recorded_by, it.withdrawn_by)}
    names = names_of(logins=logins | set(agreed.values()))
    today = _today()
    card = next(it for it in history if it.row_id == row_id)
    lines = [line(table, it, names, today=today, agreed=agreed) for it in history]
    context = {
        "table": table,
        "label": word(TABLES, table),
        "row": line(table, card, names, today=today),
        "periods": [told for it, told in zip(history, lines, strict=True) if it.withdrawn_at is None],
        "before": [told for it, told in zip(history, lines, strict=True) if it.withdrawn_at is not None],
        "may_edit": scope.may(Power.EDIT_TABLES) and card.withdrawn_at is None,
        "end_form": (end_form or EndForm(auto_id="akhiri_%s"))
        if card.valid_to is None or card.valid_to > today
        else None,
        "withdraw_form": withdraw_form or WhyForm(auto_id="batal_%s"),
        "row_id": row_id,
    }
    status = 422 if end_form or withdraw_form else 200
    return render(request, "context/row.html", context, status=status)


@needs(Power.EDIT_TABLES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, table: str, *, scope: Scope) -> HttpResponse:
    known(table)
    form = RowForm(table, request.POST if request.method == "POST" else None, today=_today())
    if form.is_bound and form.is_valid():
        try:
            return propose(request, scope, Change("added", table, said=form.said), form.cleaned_data["why"])
        except RowRefused as refused:
            form.refuse(refused)
    return _form_page(request, table, form, _("Tambah baris"), reverse("context:rows", args=[table]))


@needs(Power.EDIT_TABLES)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, table: str, row_id: int, *, scope: Scope) -> HttpResponse:
    card = _standing(table, row_id)
    form = RowForm(table, request.POST if request.method == "POST" else None, row=card, today=_today())
    if form.is_bound and form.is_valid():
        try:
            proposed = Change("changed", table, row_id, form.said)
            return propose(request, scope, proposed, form.cleaned_data["why"])
        except RowRefused as refused:
            form.refuse(refused)
    back = reverse("context:row", args=[table, row_id])
    return _form_page(request, table, form, _("Ubah mulai suatu hari"), back)


@needs(Power.EDIT_TABLES)
@require_POST
def end(request: HttpRequest, table: str, row_id: int, *, scope: Scope) -> HttpResponse:
    _standing(table, row_id)
    form = EndForm(request.POST, auto_id="akhiri_%s")
    if form.is_valid():
        proposed = Change("ended", table, row_id, {"on": form.cleaned_data["on"].isoformat()})
        try:
            return propose(request, scope, proposed, form.cleaned_data["why"])
        except RowRefused as refused:
            form.add_error("on", said(refused.reason, language()))
    return _row_page(request, scope, table, row_id, end_form=form)


@needs(Power.EDIT_TABLES)
@require_POST
def withdraw(request: HttpRequest, table: str, row_id: int, *, scope: Scope) -> HttpResponse:
    _standing(table, row_id)
    form = WhyForm(request.POST, auto_id="batal_%s")
    if form.is_valid():
        return propose(request, scope, Change("withdrawn", table, row_id), form.cleaned_data["why"])
    return _row_page(request, scope, table, row_id, withdraw_form=form)


def asked_rows(
    request: HttpRequest, table: str, *, after: int = 0, most: int = selectors.MOST
) -> list[RowCard]:
    """What the address asks for: words and a day."""
    query = request.GET.get("q", "").strip()[:100]
    return selectors.list_rows(table=table, on=_asked_day(request), q=query, after=after, most=most)


def known(table: str) -> None:
    """:raises Http404: there is no such table."""
    if table not in STORED:
        raise Http404(table)


def _form_page(request: HttpRequest, table: str, form: RowForm, title: str, back_url: str) -> HttpResponse:
    context = {"form": form, "title": title, "label": word(TABLES, table), "back_url": back_url}
    return render(request, "context/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _history(table: str, row_id: int) -> list[RowCard]:
    known(table)
    found = selectors.list_of_key(table=table, row_id=row_id)
    if not found:
        raise Http404(table)
    return found


def _standing(table: str, row_id: int) -> RowCard:
    found = [it for it in _history(table, row_id) if it.row_id == row_id and it.withdrawn_at is None]
    if not found:
        raise Http404(table)
    return found[0]


def _columns(table: str) -> Sequence[Column]:
    cells: list[Column] = [(COLUMNS[name], partial(_cell, at)) for at, name in enumerate(SPECS[table].names)]
    return [
        *cells,
        (COLUMNS["valid_from"], lambda card: None if card.valid_from == date.min else card.valid_from),
        (COLUMNS["valid_to"], lambda card: card.valid_to),
    ]


def _cell(at: int, card: RowCard) -> str:
    return card.cells[at]


def _lazily(read: Callable[[], list[RowCard]]) -> Any:
    """Rows that are read only where a file is written."""
    yield from read()


def _asked_day(request: HttpRequest) -> date | None:
    """Today unless told otherwise; ``semua`` is every day."""
    text = request.GET.get("pada", "")
    if text == EVERY_DAY:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _today()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _asked(asked: dict[str, str]) -> str:
    return urlencode({name: text for name, text in asked.items() if text})


def _pages(after: int, found: int, asked: dict[str, str]) -> Pages:
    def address(start: int) -> str:
        return f"?{_asked({**asked, 'sesudah': str(start)})}"

    return Pages(
        min(found, AT_ONCE),
        address(after + AT_ONCE) if found > AT_ONCE else "",
        address(max(after - AT_ONCE, 0)) if after else "",
    )


def _today() -> date:
    return day_of(timezone.now())
