"""Scanning cards: one field for camera, hand scanner and keyboard; one answer with what may be done."""

from typing import Any
from uuid import UUID, uuid4

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kawal.access.scope import Power, Scope
from kawal.doors.web.cards import answering
from kawal.doors.web.cards.purposes import purposes_of
from kawal.doors.web.front_desk import needs

# The reader of codes is WebAssembly; no other page may compile any.
with_wasm = csp_update({"script-src": "'wasm-unsafe-eval'"})
CODE_LONGEST = 200


@with_wasm
@needs(Power.HAND_OVER)
@require_GET
def scan(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    return render(request, "cards/scan.html", _page(request, scope))


@with_wasm
@needs(Power.HAND_OVER)
@require_POST
def answer(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """A code was scanned or typed. With a purpose (`untuk`) it is done at once."""
    return _answered(request, scope, purpose=request.POST.get("untuk", ""))


@with_wasm
@needs(Power.HAND_OVER)
@require_POST
def act(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """One of the offered buttons."""
    return _answered(request, scope, purpose=request.POST.get("lakukan", ""))


@needs(Power.HAND_OVER)
@require_POST
def undo(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    wanted = next((it for it in purposes_of(scope) if it.code == request.POST.get("untuk")), None)
    if wanted and (done := _act_id(request)):
        wanted.undo(scope=scope, act_id=done, now=now)
        messages.success(request, answering.undone_sentence())
    if "HX-Request" in request.headers:
        return render(request, "cards/undone.html", {"act": uuid4().hex})
    return redirect("cards:scan")


def _answered(request: HttpRequest, scope: Scope, *, purpose: str) -> HttpResponse:
    code = request.POST.get("code", "")[:CODE_LONGEST]
    card = answering.answer(
        code, scope=scope, now=timezone.now(), purpose=purpose, act=_act_id(request) if purpose else ""
    )
    if "HX-Request" in request.headers:
        return render(request, "cards/answer.html", {"answer": card, "act": uuid4().hex, "oob": True})
    return render(request, "cards/scan.html", {**_page(request, scope), "answer": card})


def _act_id(request: HttpRequest) -> str:
    """The identifier that the device made; empty where it is none."""
    try:
        return UUID(request.POST.get("act", "")).hex
    except ValueError:
        return ""


def _page(request: HttpRequest, scope: Scope) -> dict[str, Any]:
    wanted = request.POST.get("untuk") or request.GET.get("untuk", "")
    return {"purposes": purposes_of(scope), "wanted": wanted, "act": uuid4().hex}
