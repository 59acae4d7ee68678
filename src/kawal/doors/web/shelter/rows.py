"""Residents, rooms and beds as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.doors.web import labels
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.words import SEXES, word
from kawal.doors.web.people.rows import shown_name
from kawal.doors.web.shelter import words
from kawal.response.returns.cards import LegCard
from kawal.response.shelter.cards import BedCard, Resident, RoomCard
from kawal.response.shelter.rooming import warnings_of
from kawal.situation.pictures.cards import PictureCard

GAP = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a list of the house. ``marks`` are what must not be overlooked; ``act`` the next step."""

    name: str
    about: str
    url: str
    marks: Sequence[str] = ()
    note: str = ""
    act: Link | None = None


@dataclass(frozen=True, slots=True)
class BedLine:
    """A bed: its name, and who sleeps in it; ``state`` where nobody does."""

    name: str
    person: PersonLine | None
    state: str = ""


@dataclass(frozen=True, slots=True)
class RoomLines:
    title: str
    meant: str
    free: str
    use: str
    beds: Sequence[BedLine]
    vacant: str


@dataclass(frozen=True, slots=True)
class BedChoice:
    bed_id: int
    name: str


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """A room with its free beds, to be chosen from; ``warning`` where it is meant for others."""

    title: str
    meant: str
    warning: str
    beds: Sequence[BedChoice]


def about(sex: str, birth_year: int | None) -> str:
    return ", ".join(filter(None, [word(SEXES, sex) if sex in SEXES else "", str(birth_year or "")]))


def page_of(stay_id: UUID) -> str:
    return _resident(get_script_prefix()).replace(GAP, str(stay_id))


@cache
def _resident(_prefix: str) -> str:
    """How the address of a resident looks: asked once, not for each of two hundred."""
    return reverse("shelter:resident", args=[GAP])


def resident_line(it: Resident, now: datetime, *, place_url: str = "") -> PersonLine:
    """``place_url``: where to give a bed, for somebody who has none."""
    return PersonLine(
        name=shown_name(it.name),
        about=about(it.sex, it.birth_year),
        url=page_of(it.stay_id),
        marks=_marks(it),
        note=_note(it, now),
        act=Link(_("Beri tempat tidur"), place_url) if place_url else None,
    )


def picture_line(it: PictureCard, label: str, place_url: str) -> PersonLine:
    home = labels.home_label(it.home)
    text = " · ".join(
        filter(None, [about(it.sex, it.birth_year), _("asal %(home)s") % {"home": home} if home else ""])
    )
    return PersonLine(
        shown_name(it.name), text, reverse("people:page", args=[it.kawal_id]), act=Link(label, place_url)
    )


def batch_line(leg: LegCard, count: int) -> PersonLine:
    """A batch on its way to this house: how many, with what, when."""
    when = moment(leg.arrives_at) if leg.arrives_at else _("waktu tiba belum diketahui")
    people = ngettext("%(count)d orang", "%(count)d orang", count) % {"count": count}
    about = " · ".join(filter(None, [people, leg.carrier, when]))
    return PersonLine(
        _("Rombongan %(code)s") % {"code": leg.batch}, about, reverse("batches:page", args=[leg.batch])
    )


def room_lines(room: RoomCard, now: datetime) -> RoomLines:
    return RoomLines(
        title=room_title(room),
        meant=word(words.SEXES, room.sex),
        free=free_words(room.free),
        use=use_words(room),
        beds=[_bed_line(bed, now) for bed in room.beds if not _is_vacant(bed)],
        vacant=", ".join(bed.name for bed in room.beds if _is_vacant(bed)),
    )


def room_title(room: RoomCard) -> str:
    return " · ".join(filter(None, [room.building, room.name]))


def free_words(free: int) -> str:
    if not free:
        return _("penuh")
    return ngettext("%(count)d kosong", "%(count)d kosong", free) % {"count": free}


def use_words(room: RoomCard) -> str:
    """`isolasi sampai 3 Des 2026: campak`, where the room is set apart today."""
    if not room.use:
        return ""
    use = word(words.USES, room.use)
    until = _("%(use)s sampai %(day)s") % {"use": use, "day": times.day(room.until)} if room.until else use
    return f"{until}: {room.reason}"


def choices_of(rooms: Sequence[RoomCard], *, sex: str, apart: bool) -> list[RoomChoice]:
    """Rooms with a free bed, those meant for her first."""
    found = [_choice(room, sex, apart) for room in rooms if room.free]
    return sorted(found, key=lambda it: bool(it.warning))


def _choice(room: RoomCard, sex: str, apart: bool) -> RoomChoice:
    warnings = warnings_of(room_sex=room.sex, sex=sex, use=room.use, needs_apart=apart)
    free = [BedChoice(bed.bed_id, bed.name) for bed in room.beds if _is_vacant(bed)]
    warning = "; ".join(word(words.WARNINGS, it) for it in warnings)
    meant = " · ".join(filter(None, [word(words.SEXES, room.sex), use_words(room)]))
    return RoomChoice(room_title(room), meant, warning, free)


def _bed_line(bed: BedCard, now: datetime) -> BedLine:
    if bed.resident:
        return BedLine(bed.name, resident_line(bed.resident, now))
    return BedLine(bed.name, None, _("tidak dipakai: %(why)s") % {"why": bed.out_of_use})


def _is_vacant(bed: BedCard) -> bool:
    return not bed.resident and not bed.out_of_use


def _marks(it: Resident) -> list[str]:
    found = [word(words.NEEDS, need) for need in it.needs]
    if it.care != "none":
        found.append(word(words.CARE, it.care))
    if it.doubled:
        found.append(_("tercatat di dua tempat: periksa"))
    if it.elsewhere:
        found.append(_("catatan lain menyebut ia di tempat lain: periksa"))
    return found


def _note(it: Resident, now: datetime) -> str:
    """Out since when and back when; else for how long she has been here."""
    if it.out_since:
        back = _("rencana kembali %(when)s") % {"when": moment(it.expected_at)} if it.expected_at else ""
        since = _("di luar sejak %(when)s") % {"when": moment(it.out_since)}
        return ", ".join(filter(None, [since, back]))
    nights = (timezone.localdate(now) - timezone.localdate(it.since)).days
    return (
        ngettext("%(count)d malam", "%(count)d malam", nights) % {"count": nights}
        if nights
        else _("baru hari ini")
    )


def moment(at: datetime) -> str:
    return f"{times.short_day(at)} {times.hour(at)}"
