"""One resident: bed, nights out, things kept, lines of the books, leaving; and each of these taken back."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import status
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.words import word
from kawal.doors.web.people.rows import page_of as person_page
from kawal.doors.web.people.rows import shown_name
from kawal.doors.web.shelter import rows, words
from kawal.doors.web.shelter.asking import GET_OR_POST, attempt, form_page
from kawal.doors.web.shelter.forms import BackForm, EntryForm, FateForm, KeepForm, LeaveForm, OutForm
from kawal.homecoming import staying
from kawal.homecoming.staying import Going
from kawal.response.shelter import absences, belongings, occupancy, selectors, undoing
from kawal.response.shelter.absences import Outing
from kawal.response.shelter.belongings import Kept
from kawal.response.shelter.books import books
from kawal.response.shelter.cards import Item, StayCard
from kawal.response.shelter.care import Entry


@needs(Power.HOUSE)
@require_GET
def page(request: HttpRequest, stay_id: UUID, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    stay = selectors.get_stay(scope=scope, stay_id=stay_id)
    trail.record(scope=scope, action="shelter.read", now=now, person=stay.kawal_id, subject=stay.shelter)
    names = names_of(logins=_logins(stay))
    context = {
        "stay": stay,
        "name": shown_name(stay.name),
        "about": rows.about(stay.sex, stay.birth_year),
        "house": selectors.get_house(scope=scope, code=stay.shelter),
        "person_url": person_page(stay.kawal_id) if stay.kawal_id else "",
        "care": word(words.CARE, stay.care),
        "needs": [word(words.NEEDS, it) for it in stay.needs],
        "acts": _acts(stay) if stay.until is None else [],
        "went": words.destination_words(stay.destination) if stay.until else "",
        "items": [_item_line(it, names) for it in stay.items],
        "lines": [_entry_line(it, names) for it in stay.entries],
        "books": _book_links(stay) if stay.until is None else [],
        "by": names.get(stay.arrived_by, ""),
        "undo_leave": reverse("shelter:undo", args=[stay_id, "keluar"]) if stay.until else "",
        "status": status.status_of(request, now),
    }
    return render(request, "shelter/resident.html", context)


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def leave(request: HttpRequest, stay_id: UUID, *, scope: Scope) -> HttpResponse:
    """She goes. Nobody is asked why; what is kept for her is answered for."""
    now = timezone.now()
    stay = selectors.get_stay(scope=scope, stay_id=stay_id)
    form = LeaveForm(request.POST or None, now=now, kept=stay.kept, houses=_other_houses(stay, scope, now))
    if form.is_valid():
        said = form.cleaned_data
        going = Going(
            said["act"],
            stay_id,
            form.moment(),
            said["destination"],
            said["onward"],
            said["note"],
            form.fates(),
        )
        if not attempt(form, lambda: staying.leave(scope=scope, going=going, now=now)):
            undo = reverse("shelter:undo", args=[stay_id, "keluar"])
            status.say(request, _("Tercatat: ia keluar dari penampungan."), now=now, undo_url=undo)
            return redirect("shelter:roster", stay.shelter)
    kept = len(stay.kept)
    sentence = _("Tinggal di sini sukarela: ia boleh pergi kapan saja, tanpa alasan.")
    if kept:
        sentence = f"{sentence} {_('Ada %(count)d titipan yang harus dijawab.') % {'count': kept}}"
    return form_page(request, form, title=_("%(name)s keluar ke mana?") % {"name": shown_name(stay.name)},
                     verb=_("Catat keluar"), back=_back(stay), now=now, sentence=sentence)  # fmt: skip


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def go_out(request: HttpRequest, stay_id: UUID, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    stay = selectors.get_stay(scope=scope, stay_id=stay_id)
    form = OutForm(request.POST or None, now=now)
    if form.is_valid():
        said = form.cleaned_data
        outing = Outing(said["act"], form.moment(), None, said["expected"], said["reason"])
        if not attempt(form, lambda: absences.go_out(scope=scope, stay_id=stay_id, outing=outing, now=now)):
            undo = reverse("shelter:undo_part", args=[stay_id, "luar", said["act"]])
            status.say(
                request, _("Tercatat: ia di luar. Tempat tidurnya tetap miliknya."), now=now, undo_url=undo
            )
            return redirect("shelter:resident", stay_id)
    return form_page(request, form, title=_("Sejak kapan %(name)s di luar?") % {"name": shown_name(stay.name)},
                     verb=_("Catat di luar"), back=_back(stay), now=now)  # fmt: skip


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def come_back(request: HttpRequest, stay_id: UUID, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    stay = selectors.get_stay(scope=scope, stay_id=stay_id)
    form = BackForm(request.POST or None, now=now)
    if form.is_valid() and not attempt(
        form, lambda: absences.come_back(scope=scope, stay_id=stay_id, at=form.moment(), now=now)
    ):
        status.say(request, _("Tercatat: ia kembali."), now=now)
        return redirect("shelter:resident", stay_id)
    return form_page(request, form, title=_("Kapan %(name)s kembali?") % {"name": shown_name(stay.name)},
                     verb=_("Catat kembali"), back=_back(stay), now=now)  # fmt: skip


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def keep(request: HttpRequest, stay_id: UUID, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    stay = selectors.get_stay(scope=scope, stay_id=stay_id)
    form = KeepForm(request.POST or None, now=now)
    if form.is_valid():
        said = form.cleaned_data
        thing = Kept(said["kind"], said["what"], said["kept_at"], said["signed"], said["drawing"])
        if not attempt(
            form, lambda: belongings.keep(scope=scope, act=said["act"], stay_id=stay_id, thing=thing, now=now)
        ):
            status.say(request, _("Titipan tercatat."), now=now)
            return redirect("shelter:resident", stay_id)
    return form_page(request, form, title=_("Apa yang dititipkan %(name)s?") % {"name": shown_name(stay.name)},
                     verb=_("Terima titipan"), back=_back(stay), now=now)  # fmt: skip


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def give_back(request: HttpRequest, stay_id: UUID, item_id: UUID, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    stay = selectors.get_stay(scope=scope, stay_id=stay_id)
    item = next((it for it in stay.items if it.item_id == item_id), None)
    if item is None:
        raise Http404
    form = FateForm(request.POST or None, now=now)
    if form.is_valid():
        act, fate = form.cleaned_data["act"], form.said()
        if not attempt(
            form, lambda: belongings.give_back(scope=scope, act=act, item_id=item_id, fate=fate, now=now)
        ):
            undo = reverse("shelter:undo_part", args=[stay_id, "titipan", item_id])
            status.say(request, _("Tercatat apa jadinya titipan itu."), now=now, undo_url=undo)
            return redirect("shelter:resident", stay_id)
    return form_page(request, form, title=_("Apa jadinya titipan ini: %(what)s?") % {"what": item.what},
                     verb=_("Simpan"), back=_back(stay), now=now)  # fmt: skip


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest, stay_id: UUID, book: str, *, scope: Scope) -> HttpResponse:
    """A line of a book about this resident."""
    now = timezone.now()
    stay = selectors.get_stay(scope=scope, stay_id=stay_id)
    if book not in books():
        raise Http404
    form = EntryForm(request.POST or None, now=now, book=books()[book])
    if form.is_valid():
        entry = Entry(form.cleaned_data["act"], stay.shelter, book, form.moment(), form.said(), stay_id)
        if not attempt(form, lambda: staying.write_entry(scope=scope, entry=entry, now=now)):
            undo = reverse("shelter:undo_part", args=[stay_id, "baris", entry.act])
            status.say(
                request, _("Tersimpan: %(book)s.") % {"book": word(words.BOOKS, book)}, now=now, undo_url=undo
            )
            return redirect("shelter:resident", stay_id)
    title = f"{word(words.BOOKS, book)}: {shown_name(stay.name)}"
    return form_page(request, form, title=title, verb=_("Simpan"), back=_back(stay), now=now)


@needs(Power.HOUSE)
@require_POST
def undo(request: HttpRequest, stay_id: UUID, what: str, *, scope: Scope) -> HttpResponse:
    """Take back a coming in (``datang``) or a leaving (``keluar``)."""
    now = timezone.now()
    status.hush(request)
    stay = selectors.get_stay(scope=scope, stay_id=stay_id)
    if what not in ("datang", "keluar"):
        raise Http404
    has_bed = [True]

    def take_back() -> None:
        if what == "datang":
            staying.undo_receive(scope=scope, stay_id=stay_id, now=now)
        else:
            has_bed[0] = staying.undo_leave(scope=scope, stay_id=stay_id, now=now)

    refused = attempt(None, take_back)
    _say_undone(request, refused, now, has_bed=has_bed[0])
    return redirect("shelter:roster", stay.shelter)


@needs(Power.HOUSE)
@require_POST
def undo_part(request: HttpRequest, stay_id: UUID, what: str, act: UUID, *, scope: Scope) -> HttpResponse:
    """Take back a night out (``luar``), a move (``pindah``), what became of a thing (``titipan``), a line of a book (``baris``)."""
    now = timezone.now()
    status.hush(request)
    selectors.get_stay(scope=scope, stay_id=stay_id)
    match what:
        case "pindah":
            return _undo_move(request, scope, stay_id, act, now)
        case "luar":
            absences.undo_outing(scope=scope, stay_id=stay_id, act=act, now=now)
        case "titipan":
            belongings.undo_give_back(scope=scope, item_id=act, now=now)
        case "baris":
            staying.undo_entry(scope=scope, act=act, now=now)
        case _:
            raise Http404
    status.say(request, _("Diurungkan."), now=now)
    return redirect("shelter:resident", stay_id)


def _undo_move(request: HttpRequest, scope: Scope, stay_id: UUID, act: UUID, now: datetime) -> HttpResponse:
    has_bed = [True]

    def take_back() -> None:
        has_bed[0] = undoing.undo_move(scope=scope, stay_id=stay_id, act=act, now=now)

    refused = attempt(None, take_back)
    _say_undone(request, refused, now, has_bed=has_bed[0])
    return redirect("shelter:resident", stay_id)


def _say_undone(request: HttpRequest, refused: str, now: datetime, *, has_bed: bool) -> None:
    done = _("Diurungkan.") if has_bed else _("Diurungkan. Tempat tidurnya sudah terisi; pilih yang lain.")
    status.say(request, refused or done, now=now, tone="warn" if refused or not has_bed else "ok")


def _back(stay: StayCard) -> Link:
    return Link(shown_name(stay.name), rows.page_of(stay.stay_id))


def _acts(stay: StayCard) -> list[Link]:
    """The next steps, the commonest first."""
    out = (
        Link(_("Catat kembali"), reverse("shelter:back", args=[stay.stay_id]))
        if stay.out
        else Link(_("Bermalam di luar"), reverse("shelter:out", args=[stay.stay_id]))
    )
    bed = _("Pindah tempat tidur") if stay.bed else _("Beri tempat tidur")
    moves = [Link(bed, reverse("shelter:bed", args=[stay.shelter, stay.kawal_id]))] if stay.kawal_id else []
    complaint = f"{reverse('shelter:complain', args=[stay.shelter])}?penghuni={stay.stay_id}"
    keep = Link(_("Terima titipan"), reverse("shelter:keep", args=[stay.stay_id]))
    return [*moves, out, keep, Link(_("Sampaikan aduan"), complaint)]


def _book_links(stay: StayCard) -> list[Link]:
    return [Link(word(words.BOOKS, it), reverse("shelter:write", args=[stay.stay_id, it])) for it in books()]


def _item_line(it: Item, names: dict[str, str]) -> dict[str, object]:
    told = [
        word(words.FATES, it.fate),
        word(words.SIGNED, it.fate_signed) if it.fate_signed else "",
        it.fate_note,
    ]
    return {
        "item": it,
        "kind": word(words.ITEMS, it.kind),
        "signed": word(words.SIGNED, it.signed),
        "fate": ", ".join(filter(None, told)) if it.fate else "",
        "drawing": it.fate_drawing if it.fate else it.drawing,
        "by": names.get(it.fate_by or it.taken_by, ""),
    }


def _entry_line(it: object, names: dict[str, str]) -> dict[str, object]:
    return {
        "line": it,
        "book": word(words.BOOKS, it.book),  # type: ignore[attr-defined]  # an entry
        "text": words.said_words(it.book, it.said),  # type: ignore[attr-defined]  # an entry
        "by": names.get(it.by, ""),  # type: ignore[attr-defined]  # an entry
    }


def _logins(stay: StayCard) -> set[str]:
    found = {
        stay.arrived_by,
        stay.left_by,
        *(it.taken_by for it in stay.items),
        *(it.fate_by for it in stay.items),
    }
    return {*found, *(it.by for it in stay.entries)} - {""}


def _other_houses(stay: StayCard, scope: Scope, now: datetime) -> list[tuple[str, str]]:
    """Other houses by their names alone."""
    return [(code, name) for code, name in occupancy.list_names(scope=scope) if code != stay.shelter]
