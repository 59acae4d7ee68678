"""Preparing a hand-over, correcting a complete one, and taking signatures."""

from typing import Any, get_args
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kawal.access.scope import Power, Scope
from kawal.doors.web import labels, status
from kawal.doors.web.cards.here import people_here
from kawal.doors.web.front_desk import needs
from kawal.doors.web.handover import words
from kawal.doors.web.handover.forms import NewForm, SignForm
from kawal.doors.web.handover.offices import open_steps
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.shelter.words import TELLS_ADDRESS
from kawal.homecoming import handing
from kawal.reference import selectors as reference
from kawal.response.handover import selectors, services
from kawal.response.handover.chains import Step, chain_of
from kawal.response.handover.plans import AREAS, BadPlan
from kawal.response.handover.selectors import HandoverView
from kawal.response.handover.signatures import BadSignature, SignerRole
from kawal.response.shelter.refusals import TellsAddress
from kawal.situation.pictures.selectors import get_picture

GET_OR_POST = ["GET", "POST"]


@needs(Power.HAND_OVER)
@require_http_methods(GET_OR_POST)
def new(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """To whom? Then who, when and where. One step only: it is chosen already."""
    steps = open_steps(scope)
    wanted = next((it for it in steps if it.name == request.GET.get("langkah")), None)
    if wanted is None:
        return render(request, "handover/steps.html", {"groups": _groups(request, steps)})
    return _form(request, scope, wanted)


@needs(Power.HAND_OVER)
@require_http_methods(GET_OR_POST)
def correct(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Another document that replaces a complete one; the old one stays readable."""
    view = selectors.get_handover(scope=scope, code=code)
    if view.card.state != "complete" or view.card.agency != scope.agency:
        raise Http404
    return _form(request, scope, view.card.step, corrects=view)


@needs(Power.HAND_OVER)
@require_http_methods(GET_OR_POST)
def sign(request: HttpRequest, code: str, role: str, line: int, *, scope: Scope) -> HttpResponse:
    """A signature on the screen of whoever holds the phone, or a photo of one."""
    now = timezone.now()
    view = selectors.get_handover(scope=scope, code=code)
    if role not in get_args(SignerRole) or view.card.state != "open":
        raise Http404
    form = SignForm(request.POST or None, request.FILES or None, initial=_signer(view, role, line, request))
    if form.is_valid():
        try:
            handing.sign(scope=scope, code=code, signature=form.signature(role, line), now=now)
        except BadSignature as wrong:
            form.add_error("name" if wrong.code == "no_name" else None, words.signature_sentence(wrong))
        except TellsAddress:
            form.add_error(None, TELLS_ADDRESS)
        except BadPlan:
            raise Http404 from None
        else:
            status.say(request, _("Tanda tangan %(who)s tersimpan.") % {"who": words.ROLES[role]}, now=now)
            return redirect("handover:page", code)
    return render(request, "handover/sign.html", _sign_context(view, role, line, form))


@needs(Power.HAND_OVER)
@require_GET
def image(request: HttpRequest, code: str, role: str, line: int, *, scope: Scope) -> HttpResponse:
    """A signature that was photographed."""
    view = selectors.get_handover(scope=scope, code=code)
    found = next((it for it in view.signs if (it.role, it.line) == (role, line) and it.image), None)
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.image or b""), content_type=found.media)


def _form(
    request: HttpRequest, scope: Scope, step: Step, corrects: HandoverView | None = None
) -> HttpResponse:
    now = timezone.now()
    officer = getattr(request.user, "name", "")
    asked = [it.kawal_id for it in corrects.people] if corrects else request.GET.getlist("orang")
    chosen = request.POST.getlist("orang") if request.method == "POST" else asked
    initial = _said(corrects) if corrects else _foreseen(scope, asked)
    form = NewForm(request.POST or None, step=step, scope=scope, now=now, officer=officer, initial=initial)
    if form.is_valid():
        plan = form.plan(chosen, corrects.card.code if corrects else "")
        try:
            opened = handing.prepare(scope=scope, plan=plan, now=now)
        except BadPlan as wrong:
            form.add_error(_field_of(wrong, form), words.plan_sentence(wrong))
        except TellsAddress:
            form.add_error(None, TELLS_ADDRESS)
        except services.NotCorrectable:
            form.add_error(None, _("Serah terima itu sudah diperbaiki."))
        else:
            status.say(
                request,
                _("Serah terima %(code)s disiapkan; penerima sudah diberi tahu.") % {"code": opened.code},
                now=now,
            )
            return redirect("handover:page", opened.code)
    context = {
        "form": form,
        "step": str(words.STEPS[step.name]),
        "basis": labels.law_words(chain_of(step.chain).basis),
        "rows": people_here(scope, batch=request.GET.get("rombongan", ""), chosen=asked or chosen),
        "chosen": chosen,
        "corrects": corrects.card.code if corrects else "",
    }
    return render(request, "handover/form.html", context)


def _groups(request: HttpRequest, steps: list[Step]) -> list[tuple[str, str, list[Link]]]:
    """The steps the officer may give in, by chain with its basis in law."""
    kept = request.GET.copy()
    groups: dict[str, list[Link]] = {}
    for step in steps:
        kept["langkah"] = step.name
        groups.setdefault(step.chain, []).append(Link(str(words.STEPS[step.name]), f"?{kept.urlencode()}"))
    return [
        (chain_of(code).label(labels.language()), labels.law_words(chain_of(code).basis), links)
        for code, links in groups.items()
    ]


def _said(view: HandoverView) -> dict[str, Any]:
    """What the document to be corrected says, for its form."""
    card = view.card
    hour = times.hour(card.happens_at).split(" ")[0]
    return {
        "kind": card.taker.kind, "name": card.taker.name, "relation": card.taker.relation, "area": card.taker.code,
        "office": card.taker.office, "witness": card.witness.code if card.witness else "", "day": times.day(card.happens_at),
        "hour": hour, "place": card.place, "at_home": card.at_home, "transport": card.transport, "note": card.note,
    }  # fmt: skip


def _foreseen(scope: Scope, asked: list[str]) -> dict[str, Any]:
    """What follows from the first who is handed over: the village that witnesses; the dead come home, but not as the living do."""
    if not asked:
        return {}
    picture = get_picture(scope=scope, kawal_id=asked[0])
    home = picture.home or ""
    witness = {"witness": reference.area_label(home, full=True)} if len(home) == AREAS["village"] else {}
    return witness | ({"at_home": False} if picture.stay == "died" else {})


def _field_of(wrong: BadPlan, form: NewForm) -> str | None:
    known = {
        "taker": next((it for it in ("name", "area", "office") if it in form.fields), None),
        "witness": "witness",
    }
    found = known.get(wrong.field, wrong.field)
    return found if found in form.fields else None


def _signer(view: HandoverView, role: str, line: int, request: HttpRequest) -> dict[str, str]:
    """Who signs in this role, as far as it is known beforehand."""
    act = {"act": uuid4().hex}
    if role == "person":
        its = next((it for it in view.people if it.line == line), None)
        return act | {"name": its.name if its else ""}
    party = {"giver": view.card.giver, "taker": view.card.taker, "witness": view.card.witness}[role]
    if party is None:
        return act
    return act | {"name": party.name, "office": party.office or party.relation}


def _sign_context(view: HandoverView, role: str, line: int, form: SignForm) -> dict[str, Any]:
    refusing = next((it for it in view.people if it.line == line), None) if role == "person" else None
    handed = [it.name for it in view.people if it.state in ("due", "here")]
    return {
        "form": form,
        "code": view.card.code,
        "role": words.ROLES[role],
        "giver": words.party_words(view.card.giver),
        "taker": words.party_words(view.card.taker),
        "people": handed,
        "things": [f"{it.quantity} {it.unit} {it.name}" for it in view.things],
        "statement": refusing.statement if refusing else "",
    }
