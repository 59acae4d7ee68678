"""The roster tonight, receiving somebody, giving a bed, presence at a past time, and the numbers of all houses."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import labels, places, status
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.words import SEXES, word
from kawal.doors.web.people.rows import shown_name
from kawal.doors.web.shelter import rows, words
from kawal.doors.web.shelter.asking import GET_OR_POST, attempt, house_links
from kawal.doors.web.shelter.forms import LOCAL, HouseForm
from kawal.doors.web.shelter.tonight import Tonight, still_to_come, tonight
from kawal.homecoming import staying
from kawal.homecoming.staying import Arriving
from kawal.reference import selectors as reference
from kawal.response.shelter import occupancy, selectors, services, setting_up
from kawal.response.shelter.codes import NEEDS
from kawal.response.shelter.houses import HouseRow
from kawal.response.shelter.lodging import Place
from kawal.situation.people import selectors as people
from kawal.situation.people.cards import PersonView


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def start(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """The own house; where there are several, all of them; where there is none yet, the form that opens it."""
    houses = selectors.list_houses(scope=scope)
    if len(houses) == 1 and not scope.is_nationwide:
        return redirect("shelter:roster", houses[0].code)
    if scope.is_nationwide or houses:
        return render(request, "shelter/houses.html", {"houses": [_house_link(it) for it in houses]})
    code, agency = _own_house(scope)
    form = HouseForm(
        request.POST or None, initial={"kind": "mission" if scope.role == "mission" else "rumah_ramah"}
    )
    now = timezone.now()
    if form.is_valid():
        parent = reference.find_agency(agency)
        overseer = parent.parent if parent and parent.parent != agency else ""
        house = setting_up.House(code, form.cleaned_data["kind"], form.cleaned_data["name"], agency, overseer)
        if not attempt(form, lambda: setting_up.open_house(scope=scope, house=house, now=now)):
            status.say(request, _("Penampungan dibuka. Sekarang isi kamar dan tempat tidurnya."), now=now)
            return redirect("shelter:rooms", code)
    return render(request, "shelter/open.html", {"form": form, "place": labels.place_name(code)})


@needs(Power.HOUSE)
@require_GET
def roster(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    """Tonight at a glance: rooms and beds, who is out, who has no bed, who comes."""
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    night = tonight(scope, house, now)
    trail.record(scope=scope, action="shelter.read", now=now, subject=code)
    counts = _("Satu baris satu penghuni malam ini.")
    file = export(
        request, name=_("penghuni"), counts=counts, columns=_columns(night, now), rows=_exported(night)
    )
    if file:
        return file
    place = {
        it.person_id: reverse("shelter:bed", args=[code, it.kawal_id])
        for it in night.roster.bedless
        if it.kawal_id
    }
    context = {
        "house": house,
        "kind": word(words.KINDS, house.kind),
        "night": night,
        "now": now,
        "rooms": [rows.room_lines(it, now) for it in night.roster.rooms],
        "bedless": [
            *(
                rows.resident_line(it, now, place_url=place.get(it.person_id, ""))
                for it in night.roster.bedless
            ),
            *(
                rows.picture_line(it, _("Beri tempat tidur"), _bed_url(code, it.kawal_id))
                for it in night.unplaced
            ),
        ],
        "coming": [rows.picture_line(it, _("Terima"), _bed_url(code, it.kawal_id)) for it in night.coming],
        "batches": [rows.batch_line(it, still_to_come(it)) for it in night.batches],
        "links": house_links(house, scope),
        "export": export_links(request, counts),
        "status": status.status_of(request, now),
    }
    return render(request, "shelter/roster.html", context)


@needs(Power.HOUSE)
@require_GET
def arrivals(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Who may be received: those sent here, those without a bed, and the way to somebody else."""
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    night = tonight(scope, house, now)
    lines = [
        rows.picture_line(it, _("Pilih tempat tidur"), _bed_url(code, it.kawal_id))
        for it in (*night.coming, *night.unplaced)
    ]
    lines += [
        rows.resident_line(it, now, place_url=_bed_url(code, it.kawal_id))
        for it in night.roster.bedless
        if it.kawal_id
    ]
    context = {"house": house, "lines": lines, "now": now, "status": status.status_of(request, now)}
    return render(request, "shelter/arrivals.html", context)


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def bed(request: HttpRequest, code: str, kawal_id: str, *, scope: Scope) -> HttpResponse:
    """One press on a free bed: she is received, or moved where she stays here already."""
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    person = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    stay_id = selectors.find_stay(scope=scope, person_id=person.person_id)
    refused = ""
    if request.method == "POST":
        refused = attempt(None, lambda: _give(request, house, person, stay_id, scope, now))
        if not refused:
            return redirect("shelter:roster", code)
    night = tonight(scope, house, now)
    known = next((it for it in night.roster.residents if it.stay_id == stay_id), None)
    needs_said = tuple(known.needs if known else request.POST.getlist("needs"))
    rooms = rows.choices_of(night.roster.rooms, sex=person.sex, apart="ill" in needs_said)
    context = {
        "house": house,
        "name": shown_name(person.name),
        "about": rows.about(person.sex, person.birth_year),
        "is_moving": stay_id is not None,
        "fitting": [it for it in rooms if not it.warning],
        "others": [it for it in rooms if it.warning],
        "needs": [(it, word(words.NEEDS, it), it in needs_said) for it in NEEDS],
        "act": _act_of(request) or uuid4(),
        "reason": request.POST.get("reason", ""),
        "refused": refused,
    }
    return render(request, "shelter/beds.html", context)


@needs(Power.HOUSE)
@require_GET
def presence(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    """Who was in the house at a moment, by default now."""
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    at = _moment(request.GET.get("pada", "")) or now
    found = selectors.list_present(scope=scope, shelter=code, at=at)
    counts = _("Satu baris satu orang yang tercatat di penampungan pada %(when)s.") % {
        "when": f"{times.day(at)} {times.hour(at)}"
    }
    file = export(request, name=_("hadir"), counts=counts, columns=PRESENT_COLUMNS, rows=found)
    if file:
        return file
    trail.record(scope=scope, action="shelter.read", now=now, subject=code)
    context = {
        "house": house,
        "at": at,
        "typed": timezone.localtime(at).strftime(LOCAL),
        "lines": [_present_line(it) for it in found],
        "out": sum(it.out for it in found),
        "export": export_links(request, counts),
    }
    return render(request, "shelter/presence.html", context)


@needs(Power.READ_STATISTICS)
@require_GET
def numbers(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """How full every house is, by its name alone."""
    now = timezone.now()
    found = occupancy.list_occupancy(scope=scope, now=now, today=timezone.localdate(now))
    counts = _("Satu baris satu penampungan; hanya angka, tanpa nama orang dan tanpa tempat.")
    file = export(
        request,
        name=_("hunian"),
        counts=counts,
        columns=NUMBER_COLUMNS,
        rows=found,
        power=Power.READ_STATISTICS,
    )
    if file:
        return file
    context = {
        "houses": [(it, word(words.KINDS, it.kind)) for it in found],
        "beds": sum(it.beds for it in found),
        "residents": sum(it.residents for it in found),
        "now": now,
        "export": export_links(request, counts, power=Power.READ_STATISTICS),
    }
    return render(request, "shelter/numbers.html", context)


PRESENT_COLUMNS = (
    (lazy("Kode orang"), lambda it: it.kawal_id),
    (lazy("Nama"), lambda it: it.name),
    (lazy("Jenis kelamin"), lambda it: word(SEXES, it.sex)),
    (lazy("Tahun lahir"), lambda it: it.birth_year),
    (lazy("Menginap sejak"), lambda it: it.since),
    (lazy("Gedung"), lambda it: it.building),
    (lazy("Kamar"), lambda it: it.room),
    (lazy("Tempat tidur"), lambda it: it.bed),
    (lazy("Sedang di luar"), lambda it: it.out),
)
NUMBER_COLUMNS = (
    (lazy("Penampungan"), lambda it: it.name),
    (lazy("Jenis"), lambda it: word(words.KINDS, it.kind)),
    (lazy("Tempat tidur"), lambda it: it.beds),
    (lazy("Penghuni"), lambda it: it.residents),
    (lazy("Punya tempat tidur"), lambda it: it.in_beds),
    (lazy("Bermalam di luar"), lambda it: it.out),
    (lazy("Kamar isolasi atau karantina"), lambda it: it.apart),
    (lazy("Ditunggu atau belum dibukukan"), lambda it: it.named),
)


def _give(
    request: HttpRequest,
    house: HouseRow,
    person: PersonView,
    stay_id: UUID | None,
    scope: Scope,
    now: datetime,
) -> None:
    act = _act_of(request)
    if act is None:
        raise Http404
    chosen = request.POST.get("bed", "")
    place = (
        Place(bed_id=int(chosen), reason=request.POST.get("reason", "").strip()[:200])
        if chosen.isdigit()
        else None
    )
    today = timezone.localdate(now)
    undo = ""
    if stay_id is None:
        said = tuple(it for it in request.POST.getlist("needs") if it in NEEDS)
        arriving = Arriving(act, house.code, person.kawal_id, now, place, said)
        staying.receive(scope=scope, arriving=arriving, now=now, today=today)
        undo = reverse("shelter:undo", args=[act, "datang"])
    elif place is not None and stay_id != act:
        services.move(scope=scope, act=act, stay_id=stay_id, place=place, at=now, now=now, today=today)
        undo = reverse("shelter:undo_part", args=[stay_id, "pindah", act])
    text = _("Diterima; tempat tidurnya tercatat.") if place else _("Diterima, belum mendapat tempat tidur.")
    text = _("Pindah tempat tidur tercatat.") if stay_id else text
    status.say(request, text, now=now, undo_url=undo)


def _act_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("act", ""))
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        read = parse_datetime(text)
    except ValueError:
        return None
    return read if read is None or timezone.is_aware(read) else timezone.make_aware(read)


def _own_house(scope: Scope) -> tuple[str, str]:
    """The code and the agency of the house that the officer's own key names; a mission's is called after it."""
    place = places.here(scope).post
    return (place, scope.agency) if place else (f"rumah-{scope.agency}", scope.agency)


def _house_link(it: Any) -> tuple[Link, str, Any]:
    return Link(it.name, reverse("shelter:roster", args=[it.code])), word(words.KINDS, it.kind), it


def _bed_url(code: str, kawal_id: str) -> str:
    return reverse("shelter:bed", args=[code, kawal_id])


def _present_line(it: Any) -> tuple[rows.PersonLine, str, str]:
    bed = " · ".join(filter(None, [it.building, it.room, it.bed]))
    line = rows.PersonLine(shown_name(it.name), rows.about(it.sex, it.birth_year), rows.page_of(it.stay_id))
    return line, bed or _("belum mendapat tempat tidur"), _("di luar") if it.out else ""


def _exported(night: Tonight) -> list[tuple[Any, str, str]]:
    """Residents with their room and bed, then those whom only facts know."""
    placed = [
        (bed.resident, rows.room_title(room), bed.name)
        for room in night.roster.rooms
        for bed in room.beds
        if bed.resident
    ]
    return [*placed, *((it, "", "") for it in (*night.roster.bedless, *night.unplaced))]


def _columns(night: Tonight, now: datetime) -> Any:
    def needs_of(row: Any) -> str:
        return ", ".join(word(words.NEEDS, it) for it in getattr(row[0], "needs", ()))

    return (
        (_("Kode orang"), lambda row: row[0].kawal_id),
        (_("Nama"), lambda row: row[0].name),
        (_("Jenis kelamin"), lambda row: word(SEXES, row[0].sex)),
        (_("Tahun lahir"), lambda row: row[0].birth_year),
        (_("Kamar"), lambda row: row[1]),
        (_("Tempat tidur"), lambda row: row[2]),
        (_("Menginap sejak"), lambda row: getattr(row[0], "since", None)),
        (_("Kebutuhan"), needs_of),
        (_("Di luar sejak"), lambda row: getattr(row[0], "out_since", None)),
        (_("Titipan"), lambda row: getattr(row[0], "kept", 0)),
    )
