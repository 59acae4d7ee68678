"""Giving things to people: by a scan, a typed name or the list of who is here; one press, and the way back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import labels, status
from kawal.doors.web.aid import words
from kawal.doors.web.aid.forms import GiftForm
from kawal.doors.web.aid.moving import at
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.words import SEXES
from kawal.doors.web.people.rows import shown_name
from kawal.homecoming import giving
from kawal.response.aid.entitlements.rules import Verdict
from kawal.response.aid.issues import selectors
from kawal.response.aid.issues.cards import PersonCard, RecipientCard
from kawal.response.aid.issues.receipts import BadReceipt
from kawal.response.aid.issues.services import Gift, NotEntitled
from kawal.response.aid.stock import selectors as stock
from kawal.response.aid.stock.cards import ItemCard
from kawal.response.aid.stock.services import NotEnough
from kawal.response.cards.selectors import read_card

SHORTEST_CODE = 20  # a card's code; names are typed in fewer letters or have spaces


@needs(Power.GIVE_AID)
@require_GET
def people(request: HttpRequest, site: str, *, scope: Scope) -> HttpResponse:
    """One field for a card or a name, and who is here. A code, or a name that only one has, leads straight to her."""
    now = timezone.now()
    place = stock.get_site(scope=scope, code=site)
    typed = request.GET.get("q", "").strip()
    unread = ""
    if typed:
        found, unread = _scanned(scope, typed)
        if found:
            return redirect("aid:recipient", site, found)
    rows = selectors.list_people(scope=scope, site=site, q="" if unread else typed)
    if typed and not unread and len(rows) == 1:
        return redirect("aid:recipient", site, rows[0].kawal_id)
    trail.record_all(scope=scope, action="aid.listed", now=now, people=[it.kawal_id for it in rows])
    context = {
        "site": place,
        "typed": typed,
        "unread": unread,
        "rows": [(who(it, now), reverse("aid:recipient", args=[site, it.kawal_id])) for it in rows],
        "most": len(rows) if len(rows) >= selectors.MOST else 0,
        "back_url": at(site),
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    return render(request, "aid/give.html", context)


@needs(Power.GIVE_AID)
@require_http_methods(["GET", "POST"])
def recipient(request: HttpRequest, site: str, kawal_id: str, *, scope: Scope) -> HttpResponse:
    """What she may get now, with the reason for each; one button an entitlement."""
    now = timezone.now()
    place = stock.get_site(scope=scope, code=site)
    found = selectors.get_recipient(scope=scope, kawal_id=kawal_id, now=now)
    items = stock.list_items(scope=scope)
    sent = _form(request, found, items)
    refusal = ""
    if sent and sent.is_valid():
        try:
            gift = _gift(sent, site, found.person.kawal_id)
            return _given(request, giving.give(scope=scope, gift=gift, now=now), gift, items, now)
        except NotEntitled as refused:
            refusal = words.refused(refused.verdict)
        except NotEnough as short:
            refusal = words.not_enough(items, short)
        except BadReceipt:
            sent.add_error(
                "image", _("Gambar ini tidak bisa disimpan: PNG, JPEG atau WebP, paling besar 400 KB.")
            )
        found = selectors.get_recipient(scope=scope, kawal_id=kawal_id, now=now)
    there = stock.count_things(scope=scope, site=site)
    context = {
        "site": place,
        "who": who(found.person, now),
        "refusal": refusal,
        "offers": [_offer(it, sent, items, there) for it in found.verdicts if it.answer != "no"],
        "others": [(it.entitlement.label.said(labels.language()), words.verdict(it)) for it in found.verdicts if it.answer == "no"],
        "back_url": reverse("aid:give", args=[site]),
        "status": status.status_of(request, now),
    }  # fmt: skip
    return render(request, "aid/recipient.html", context, status=409 if refusal else 200)


@needs(Power.GIVE_AID)
@require_POST
def undo(request: HttpRequest, act: UUID, *, scope: Scope) -> HttpResponse:
    """It was a mistake. Pressing twice is once."""
    status.hush(request)
    giving.undo_gift(scope=scope, act=act, now=timezone.now())
    messages.success(request, _("Pemberian diurungkan; barangnya kembali di persediaan."))
    return redirect(_back(request))


@needs(Power.GIVE_AID)
@require_POST
def take_back(request: HttpRequest, act: UUID, *, scope: Scope) -> HttpResponse:
    """She brought it back."""
    giving.take_back(scope=scope, act=act, now=timezone.now())
    messages.success(request, _("Barang kembali di persediaan; ia boleh menerima lagi."))
    return redirect(_back(request))


@needs(Power.GIVE_AID)
@require_GET
def given(request: HttpRequest, site: str, *, scope: Scope) -> HttpResponseBase:
    """Who got what at this site, the latest first."""
    now = timezone.now()
    place = stock.get_site(scope=scope, code=site)
    items = stock.list_items(scope=scope)
    found = selectors.list_issues(scope=scope, site=site)
    counts = _("Satu baris satu pemberian.")
    columns = (
        (_("Kapan"), lambda it: it.given_at),
        (_("Kode orang"), lambda it: it.kawal_id),
        (_("Nama"), lambda it: it.name),
        (_("Barang"), lambda it: words.thing(items, it.item, it.size)),
        (_("Jumlah"), lambda it: it.quantity),
        (_("Tanda terima"), lambda it: str(words.RECEIPTS[it.receipt])),
        (_("Keadaan"), lambda it: str(words.ENDED.get(it.ended, ""))),
    )
    file = export(request, name=_("penerima bantuan"), counts=counts, columns=columns, rows=found)
    if file:
        return file
    trail.record_all(
        scope=scope, action="aid.listed", now=now, people=[it.kawal_id for it in found if it.kawal_id]
    )
    context = {
        "site": place,
        "rows": [
            (it, shown_name(it.name), words.thing(items, it.item, it.size), words.RECEIPTS[it.receipt], words.ENDED.get(it.ended, ""))
            for it in found
        ],
        "back_url": at(site),
        "export": export_links(request, counts),
        "checked_at": now,
        "status": status.status_of(request, now),
    }  # fmt: skip
    return render(request, "aid/given.html", context)


@needs(Power.GIVE_AID)
@require_GET
def receipt(request: HttpRequest, issue: int, *, scope: Scope) -> HttpResponse:
    kind, image = selectors.get_receipt(scope=scope, issue_id=issue)
    answer = HttpResponse(image, content_type=kind)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def who(person: PersonCard, now: datetime) -> dict[str, str]:
    """Name, sex, age band."""
    sex = str(SEXES.get(person.sex, _("jenis kelamin belum diketahui")))
    return {"name": shown_name(person.name), "about": f"{sex}, {words.age_band(person.birth_year, now)}"}


def _scanned(scope: Scope, typed: str) -> tuple[str, str]:
    """Whom a code means, or why it means nobody; neither for a name."""
    if " " not in typed and typed.startswith("k") and any(it.isdigit() for it in typed):
        try:
            return selectors.person_at(scope=scope, kawal_id=typed).kawal_id, ""
        except NotVisible:
            return "", ""
    if len(typed) < SHORTEST_CODE or typed.replace(" ", "").isalpha():
        return "", ""
    found = read_card(scope=scope, text=typed)
    if found.state == "valid" and found.holder:
        return str(found.holder.kawal_id), ""
    return "", _("Kartu ini tidak terbaca, sudah tidak berlaku, atau bukan untuk tempat ini. Ketik namanya.")


def _form(request: HttpRequest, found: RecipientCard, items: dict[str, ItemCard]) -> GiftForm | None:
    """What was sent, for one of the entitlements."""
    if request.method != "POST":
        return None
    wanted = request.POST.get("entitlement")
    its = next((it for it in found.verdicts if it.entitlement.id == wanted), None)
    if its is None:
        raise NotVisible("entitlement")
    sizes = items[its.entitlement.item].sizes
    return GiftForm(request.POST, files=request.FILES, sizes=sizes, asks=its.answer == "ask")


def _gift(form: GiftForm, site: str, kawal_id: str) -> Gift:
    said = form.cleaned_data
    image = said["image"].read() if said.get("image") else b""
    return Gift(
        act=said["act"], kawal_id=kawal_id, site=site, entitlement=said["entitlement"], size=said.get("size", ""),
        receipt="signature" if said["drawing"] else said["receipt"], image=image, drawing=said["drawing"], seen=said.get("seen", ""),
    )  # fmt: skip


def _given(
    request: HttpRequest, made: giving.Given, gift: Gift, items: dict[str, ItemCard], now: datetime
) -> HttpResponse:
    text = _("%(thing)s diberikan.") % {"thing": words.thing(items, made.item, gift.size)}
    status.say(request, text, now=now, undo_url=reverse("aid:undo_gift", args=[gift.act]))
    return redirect("aid:give", gift.site)


def _offer(
    found: Verdict, sent: GiftForm | None, items: dict[str, ItemCard], there: dict[str, int]
) -> dict[str, Any]:
    its = found.entitlement
    form, left = None, there.get(its.item, 0)
    may = found.answer in ("yes", "ask")
    if may and left >= its.quantity:
        is_sent = sent is not None and sent.data.get("entitlement") == its.id and bool(sent.errors)
        form = sent if is_sent else GiftForm(
            sizes=items[its.item].sizes, asks=found.answer == "ask", initial={"entitlement": its.id}, auto_id=f"{its.id}_%s"
        )  # fmt: skip
    return {
        "id": its.id,
        "label": its.label.said(labels.language()),
        "text": words.verdict(found),
        "may": may,
        "left": left,
        "form": form,
    }


def _back(request: HttpRequest) -> str:
    site = request.POST.get("tempat", "")
    return reverse("aid:given", args=[site]) if site else reverse("aid:home")
