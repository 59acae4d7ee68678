"""Planning a leg, putting people on it, closing it."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kawal.access.scope import Power, Scope
from kawal.doors.web import labels, status
from kawal.doors.web.batches import words
from kawal.doors.web.batches.forms import LegForm
from kawal.doors.web.batches.marking import legs_of
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup
from kawal.response.returns import selectors, services
from kawal.response.returns.cards import LegCard, LineCard
from kawal.response.returns.plans import BatchClosed, LegClosed, MarkTaken, Unexplained
from kawal.response.returns.states import UNSETTLED

GET_OR_POST = ["GET", "POST"]


@needs(Power.HAND_OVER)
@require_http_methods(GET_OR_POST)
def plan(request: HttpRequest, code: str, mark: str = "", *, scope: Scope) -> HttpResponse:
    """A new leg, or another plan for one."""
    now = timezone.now()
    legs = selectors.list_legs(scope=scope, codes=[code])
    its = legs_of(scope, code, mark)[1] if mark else None
    form = LegForm(request.POST or None, leg=its, initial=_following(legs))
    if form.is_valid():
        try:
            leg_id = services.plan_leg(
                scope=scope, code=code, plan=form.plan(), now=now, leg_id=its.leg_id if its else None
            )
            planned, actual = form.cleaned_data["planned_cost"], form.cleaned_data["actual_cost"]
            if planned is not None or actual is not None:
                services.price_leg(scope=scope, leg_id=leg_id, planned=planned, actual=actual, now=now)
        except MarkTaken:
            form.add_error("mark", _("Leg dengan nomor ini sudah ada."))
        except BatchClosed:
            form.add_error(None, _("Rombongan ini sudah ditutup."))
        else:
            status.say(request, _("Leg %(mark)s tersimpan.") % {"mark": form.cleaned_data["mark"]}, now=now)
            return redirect("batches:leg" if its else "batches:seat", code, form.cleaned_data["mark"])
    context = {
        "form": form,
        "title": _("Ubah leg %(mark)s") % {"mark": mark} if mark else _("Lewat mana mereka pulang?"),
        "verb": _("Simpan leg"),
        "back_url": reverse("batches:page", args=[code]),
        "crumb": code,
    }
    return render(request, "batches/form.html", context, status=422 if form.errors else 200)


@needs(Power.HAND_OVER)
@require_http_methods(GET_OR_POST)
def seat(request: HttpRequest, code: str, mark: str, *, scope: Scope) -> HttpResponse:
    """Who travels on this leg? By origin, or one by one."""
    now = timezone.now()
    _legs, its = legs_of(scope, code, mark)
    seated = {it.line.line_id for it in selectors.list_seats(scope=scope, code=code, leg_id=its.leg_id)}
    free = [
        it
        for it in selectors.list_lines(scope=scope, code=code)
        if it.line_id not in seated and it.state in UNSETTLED
    ]
    origin = request.GET.get("asal", "")
    shown = [it for it in free if it.home.startswith(origin)]
    if request.method == "POST":
        ticked = set(request.POST.getlist("orang"))
        lines = [it.line_id for it in shown if request.POST.get("semua") or str(it.line_id) in ticked]
        try:
            made = services.seat_people(scope=scope, leg_id=its.leg_id, lines=lines, now=now)
        except (LegClosed, BatchClosed):
            status.say(request, _("Leg ini sudah ditutup; buka lagi dulu."), now=now, tone="warn")
        else:
            said = ngettext("%(n)s orang di leg %(mark)s.", "%(n)s orang di leg %(mark)s.", made)
            status.say(request, said % {"n": made, "mark": mark}, now=now)
        return redirect("batches:leg", code, mark)
    context = {
        "leg": its,
        "name": words.leg_name(its),
        "rows": [{"line": it, "who": words.who(it)} for it in shown],
        "groups": [ChipGroup(_("Asal"), _origins(free, origin))],
        "back_url": reverse("batches:leg", args=[code, mark]),
        "now": now,
        "status": status.status_of(request, now),
    }
    return render(request, "batches/seat.html", context)


@needs(Power.HAND_OVER)
@require_POST
def close(request: HttpRequest, code: str, mark: str, *, scope: Scope) -> HttpResponse:
    """Close a leg, or open it again (``buka``)."""
    now = timezone.now()
    _legs, its = legs_of(scope, code, mark)
    try:
        if request.POST.get("buka"):
            services.reopen_leg(scope=scope, leg_id=its.leg_id, now=now)
            status.say(request, _("Leg %(mark)s dibuka lagi.") % {"mark": mark}, now=now)
        else:
            services.close_leg(scope=scope, leg_id=its.leg_id, now=now)
            status.say(request, _("Leg %(mark)s ditutup: setiap orang terhitung.") % {"mark": mark}, now=now)
    except Unexplained as left:
        said = ngettext(
            "Belum bisa ditutup: %(n)s orang tanpa alasan.",
            "Belum bisa ditutup: %(n)s orang tanpa alasan.",
            left.people,
        )
        status.say(request, said % {"n": left.people}, now=now, tone="late")
    except (LegClosed, BatchClosed):
        status.say(request, _("Sudah ditutup."), now=now, tone="warn")
    return redirect("batches:leg", code, mark)


def _following(legs: Sequence[LegCard]) -> dict[str, str]:
    """The next leg begins where the last one ends."""
    if not legs:
        return {}
    last = legs[-1]
    return {"mark": str(last.place + 1), "from_place": labels.place_name(last.to_place)}


def _origins(free: Sequence[LineCard], chosen: str) -> list[Chip]:
    """Regencies of those who are not on the leg yet, the most frequent first; provinces above them."""
    homes = [it.home for it in free if it.home]
    codes = sorted({it[:2] for it in homes} | {it[:5] for it in homes}, key=lambda it: (len(it), it))
    chips = [
        Chip(
            labels.place_name(it),
            f"?asal={it}",
            sum(home.startswith(it) for home in homes),
            current=it == chosen,
        )
        for it in codes
    ]
    return [Chip(_("Semua asal"), "?", len(free), current=not chosen), *chips]
