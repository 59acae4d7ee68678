"""Rooms and beds, rooms set apart in an outbreak, and where the house stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kawal.access.scope import Power, Scope
from kawal.doors.web import status
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.shelter import rows
from kawal.doors.web.shelter.asking import GET_OR_POST, attempt, form_page
from kawal.doors.web.shelter.forms import AddressForm, BedForm, RoomForm, UseForm
from kawal.response.shelter import selectors, setting_up
from kawal.response.shelter.houses import HouseRow


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def rooms(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """All rooms with their beds; a room is added with its beds in one form."""
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    form = RoomForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        beds = [str(n + 1) for n in range(said["beds"])]
        room = {"building": said["building"], "name": said["name"], "sex": said["sex"], "beds": beds}
        if not attempt(form, lambda: setting_up.add_room(scope=scope, shelter=code, now=now, **room)):
            status.say(request, _("Kamar ditambahkan."), now=now)
            return redirect("shelter:rooms", code)
    roster = selectors.get_roster(scope=scope, shelter=code, now=now, today=timezone.localdate(now))
    context = {
        "house": house,
        "rooms": [(room, rows.room_lines(room, now)) for room in roster.rooms],
        "beds": roster.beds,
        "form": form,
        "address_url": reverse("shelter:address", args=[code]),
        "status": status.status_of(request, now),
    }
    return render(request, "shelter/rooms.html", context)


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def address(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """The one page that says where the house stands."""
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    known, phone = selectors.get_address(scope=scope, shelter=code)
    form = AddressForm(request.POST or None, initial={"address": known, "phone": phone})
    if form.is_valid():
        said = form.cleaned_data
        setting_up.set_address(
            scope=scope, shelter=code, address=said["address"], phone=said["phone"], now=now
        )
        status.say(request, _("Alamat tersimpan."), now=now)
        return redirect("shelter:rooms", code)
    return form_page(request, form, title=_("Di mana rumah ini?"), verb=_("Simpan alamat"), back=_back(house), now=now,
                     sentence=_("Alamat tidak pernah tampil di lembar orang, unduhan, atau sistem lain."))  # fmt: skip


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def set_apart(request: HttpRequest, code: str, room_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    form = UseForm(request.POST or None, now=now, initial={"first": timezone.localdate(now)})
    if form.is_valid():
        said = form.cleaned_data
        use = setting_up.Use(said["act"], room_id, said["use"], said["first"], said["last"], said["reason"])
        if not attempt(form, lambda: setting_up.set_apart(scope=scope, shelter=code, use=use, now=now)):
            status.say(
                request, _("Kamar dikhususkan. Yang sudah tidur di sana tidak dipindah sendiri."), now=now
            )
            return redirect("shelter:rooms", code)
    return form_page(
        request,
        form,
        title=_("Khususkan kamar ini untuk apa?"),
        verb=_("Khususkan"),
        back=_back(house),
        now=now,
    )


@needs(Power.HOUSE)
@require_POST
def end_use(request: HttpRequest, code: str, room_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    setting_up.end_use(scope=scope, shelter=code, room_id=room_id, day=timezone.localdate(now), now=now)
    status.say(request, _("Kamar kembali biasa."), now=now)
    return redirect("shelter:rooms", code)


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def close_bed(request: HttpRequest, code: str, bed_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    form = BedForm(request.POST or None)
    if form.is_valid():
        setting_up.close_bed(scope=scope, shelter=code, bed_id=bed_id, why=form.cleaned_data["why"], now=now)
        status.say(request, _("Tempat tidur tidak dipakai dulu."), now=now)
        return redirect("shelter:rooms", code)
    return form_page(
        request,
        form,
        title=_("Mengapa tempat tidur ini tidak dipakai?"),
        verb=_("Simpan"),
        back=_back(house),
        now=now,
    )


@needs(Power.HOUSE)
@require_POST
def open_bed(request: HttpRequest, code: str, bed_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    setting_up.close_bed(scope=scope, shelter=code, bed_id=bed_id, why="", now=now)
    status.say(request, _("Tempat tidur dipakai lagi."), now=now)
    return redirect("shelter:rooms", code)


def _back(house: HouseRow) -> Link:
    return Link(house.name, reverse("shelter:rooms", args=[house.code]))
