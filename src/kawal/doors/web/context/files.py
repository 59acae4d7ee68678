"""A table as a file: taken away in the form in which it may come back, and given whole after a preview."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kawal.access.scope import Power, Scope
from kawal.doors.web.context.cards import refused_lines, said
from kawal.doors.web.context.forms import FileForm, SureForm, WhyForm
from kawal.doors.web.context.proposals import propose
from kawal.doors.web.context.views import asked_rows, known
from kawal.doors.web.context.words import TABLES
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.words import word
from kawal.doors.web.labels import language
from kawal.reference.context.reading import Unreadable
from kawal.reference.context.specs import DATES, SPECS
from kawal.situation.context import services
from kawal.situation.context.changes import Change
from kawal.situation.context.services import Given

SHOWN = 50
Rows = Iterable[Sequence[object]]


@needs(Power.READ_STATISTICS)
@require_safe
def download(request: HttpRequest, table: str, *, scope: Scope) -> HttpResponse:
    """The rows of the list as CSV with the columns of the table: what may be changed and given again."""
    known(table)
    rows = [
        (*it.cells, "" if it.valid_from.year == 1 else it.valid_from, it.valid_to or "")
        for it in asked_rows(request, table)
    ]
    return _csv(f"{table}.csv", (*SPECS[table].names, *DATES), rows)


@needs(Power.EDIT_TABLES)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, table: str, *, scope: Scope) -> HttpResponse:
    """First what the file would change; then, sent again from there, its refused rows or the proposal."""
    known(table)
    sure = SureForm(request.POST if "act" in request.POST else None)
    form = FileForm(None if sure.is_bound else request.POST or None, request.FILES or None)
    if sure.is_bound and sure.is_valid():
        return _given(request, scope, table, sure)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        content, name = file.read(), str(file.name)
        try:
            told = services.preview_table(scope=scope, table=table, content=content, file=name)
        except Unreadable as error:
            form.add_error("file", said(error.refused.reason, language()))
        else:
            return _preview(request, table, told, content.decode("utf-8-sig"), name, WhyForm())
    return render(
        request, "context/file.html", _about(table) | {"form": form}, status=422 if form.errors else 200
    )


def _given(request: HttpRequest, scope: Scope, table: str, sure: SureForm) -> HttpResponse:
    whole, name, why = sure.cleaned_data["content"], sure.cleaned_data["name"], WhyForm(request.POST)
    try:
        if sure.cleaned_data["act"] == "take" and why.is_valid():
            change = Change("imported", table, file=name, content=whole)
            return propose(request, scope, change, why.cleaned_data["why"])
        told = services.preview_table(scope=scope, table=table, content=whole.encode(), file=name)
        if sure.cleaned_data["act"] == "refused":
            return _refused(table, told)
        return _preview(request, table, told, whole, name, why)
    except Unreadable as error:
        messages.error(request, said(error.refused.reason, language()))
        return redirect("context:give", table)


def _preview(
    request: HttpRequest, table: str, told: Given, content: str, name: str, form: WhyForm
) -> HttpResponse:
    """What the file would change, and why it is given."""
    shown = refused_lines(told.refused[:SHOWN], language())
    more = {"told": told, "refused": shown, "content": content, "name": name, "form": form}
    return render(request, "context/preview.html", _about(table) | more, status=422 if form.is_bound else 200)


def _about(table: str) -> dict[str, str]:
    return {
        "table": table,
        "label": word(TABLES, table),
        "back_url": reverse("context:rows", args=[table]),
    }


def _refused(table: str, told: Given) -> HttpResponse:
    """In the table's own columns, so that they can be mended and sent again; the reason stands last."""
    rows = [(*it.cells, it.line, said(it.reason, language())) for it in told.refused]
    return _csv(f"{table}-ditolak.csv", (*SPECS[table].names, *DATES, "line", "reason"), rows)


def _csv(name: str, head: Sequence[str], rows: Rows) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
