"""Which sources are declared complete, for those who may declare it."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kawal.access.officers.selectors import names_of
from kawal.access.scope import ENGINE, Power, Scope
from kawal.doors.jobs import watching
from kawal.doors.web.front_desk import needs
from kawal.doors.web.nation.freshness import feed_rows
from kawal.facts.contract.kinds import KINDS
from kawal.facts.feeds import selectors, services
from kawal.facts.feeds.declared import FeedCard
from kawal.facts.feeds.services import FeedDraft, FeedRefused
from kawal.reference import selectors as reference


def _kinds() -> list[tuple[str, str]]:
    return sorted(((code, kind.label_id) for code, kind in KINDS.items()), key=lambda it: it[1])


class FeedForm(forms.Form):
    """A promise to declare. Days are days of Asia/Jakarta."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis kejadian"), choices=_kinds)
    source = forms.CharField(
        label=gettext_lazy("Kode instansi"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Kosong: semua sumber bersama-sama."),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Lengkap sejak"), widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Sampai sebelum"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class EndForm(forms.Form):
    """The first day that is not promised any more."""

    on = forms.DateField(
        label=gettext_lazy("Berakhir sebelum"), widget=forms.DateInput(attrs={"type": "date"})
    )


@needs(Power.MANAGE_FEEDS)
@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = FeedDraft(**form.cleaned_data)
        try:
            services.declare_feed(scope=scope, feed=draft, now=timezone.now())
            watching.defer_everybody()
        except FeedRefused as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("Dinyatakan lengkap. Gambar orang dihitung ulang berangsur."))
            return redirect("nation:feeds")
    return _page(request, scope, form, status=422 if form.is_bound and form.errors else 200)


@needs(Power.MANAGE_FEEDS)
@require_POST
def end(request: HttpRequest, feed_id: int, *, scope: Scope) -> HttpResponse:
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            services.end_feed(scope=scope, feed_id=feed_id, on=form.cleaned_data["on"], now=timezone.now())
            watching.defer_everybody()
        except FeedRefused as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Tidak lagi dinyatakan lengkap sejak hari itu."))
    else:
        messages.error(request, _("Tulis hari berakhirnya."))
    return redirect("nation:feeds")


def _page(request: HttpRequest, scope: Scope, form: FeedForm, *, status: int) -> HttpResponse:
    found = selectors.list_feeds(scope=scope)
    names = names_of(logins=[it.declared_by for it in found])
    rows = [(it, _source(it), _kind(it), _by(it.declared_by, names)) for it in found]
    context = {
        "rows": rows,
        "form": form,
        "feeds": feed_rows(selectors.list_freshness(scope=scope), timezone.now()),
    }
    return render(request, "publication/feeds.html", context, status=status)


def _by(login: str, names: Mapping[str, str]) -> str:
    """Whoever declared it: an officer by name, or the system, whose demo declares some."""
    return "Kawal" if login == ENGINE.actor else names.get(login, login)


def _source(card: FeedCard) -> str:
    return reference.agency_label(card.source) if card.source else _("semua sumber bersama-sama")


def _kind(card: FeedCard) -> str:
    kind = KINDS.get(card.kind)
    return kind.label_id if kind else card.kind
