"""People in lists: name, sex, birth year and kabupaten, never a number; and why a search hit them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Category, Scope
from kawal.doors.web import labels
from kawal.doors.web.addresses import address_of
from kawal.doors.web.kit.cards import people as kit
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.words import PROCEDURES, SEXES, STAYS, Words, word
from kawal.doors.web.people.facets import stay_for
from kawal.situation.linkage.selectors import Candidate
from kawal.situation.paging import cursor_of
from kawal.situation.people.cards import PersonRow
from kawal.situation.pictures.cards import PictureCard

WHY: dict[str, str | Promise] = {
    "kawal_id": gettext_lazy("kode sama"),
    "nik": gettext_lazy("NIK sama"),
    "passport": gettext_lazy("nomor paspor sama"),
    "kk": gettext_lazy("nomor kartu keluarga sama"),
    "phone": gettext_lazy("nomor HP sama"),
    "name": gettext_lazy("nama terdengar sama"),
    "similar": gettext_lazy("sebagian nama terdengar sama"),
    "near": gettext_lazy("ejaan namanya mirip"),
    "name_born": gettext_lazy("nama dan kelahiran cocok"),
    "number_part": gettext_lazy("nomornya memuat potongan itu"),
    "fragment": gettext_lazy("nama mengandung potongan itu"),
    "area": gettext_lazy("berasal dari sana"),
}
AGREES: dict[str, str | Promise] = {
    "kawal_id": gettext_lazy("kode sama"),
    "nik": gettext_lazy("NIK sama"),
    "near_nik": gettext_lazy("NIK beda satu dua angka: salah ketik atau kembar"),
    "other_nik": gettext_lazy("NIK lain"),
    "passport": gettext_lazy("paspor sama"),
    "kk": gettext_lazy("kartu keluarga sama"),
    "phone": gettext_lazy("nomor HP sama"),
    "name": gettext_lazy("nama sama"),
    "similar_name": gettext_lazy("nama mirip"),
    "other_name": gettext_lazy("nama lain"),
    "birth_date": gettext_lazy("tanggal lahir sama"),
    "birth_swapped": gettext_lazy("hari dan bulan lahir tertukar"),
    "birth_digit": gettext_lazy("tanggal lahir beda satu angka"),
    "birth_day": gettext_lazy("hari dan bulan lahir sama, tahun lain"),
    "birth_year": gettext_lazy("tahun lahir sama"),
    "birth_near": gettext_lazy("tahun lahir berdekatan"),
    "other_birth": gettext_lazy("kelahiran lain"),
    "birth_place": gettext_lazy("tempat lahir sama"),
    "other_birth_place": gettext_lazy("tempat lahir lain"),
    "mother_name": gettext_lazy("nama ibu sama"),
    "similar_mother": gettext_lazy("nama ibu mirip"),
    "other_mother": gettext_lazy("nama ibu lain"),
    "father_name": gettext_lazy("nama ayah sama"),
    "other_father": gettext_lazy("nama ayah lain"),
    "other_sex": gettext_lazy("jenis kelamin lain"),
    "area": gettext_lazy("asal sama"),
}
FILTERS = (
    "preparing", "abroad_in_contact", "abroad_silent", "in_trouble", "in_custody", "in_return", "home",
)  # fmt: skip
LONGEST_QUESTION = 200


def shown_name(name: str) -> str:
    """A person of whom nobody said a name yet is still somebody."""
    return name or _("Nama belum disebut")


def page_of(kawal_id: str) -> str:
    return address_of("people:page", kawal_id)


def place_of(kawal_id: str, at: datetime, seq: int) -> str:
    """A fact on the timeline, on whichever page of it the fact stands."""
    return f"{page_of(kawal_id)}?{urlencode({'fakta': cursor_of(at.isoformat(), seq + 1)})}#f{seq}"


def person_row(row: PersonRow, scope: Scope) -> kit.PersonRow:
    return kit.PersonRow(
        name=shown_name(row.name),
        url=page_of(row.kawal_id),
        stay=stay_for(row.stay, scope),
        sex=row.sex if row.sex in SEXES else "",
        birth_year=row.birth_year,
        origin=labels.home_label(row.home),
        why=word(dict(WHY), row.why) if row.why else "",
        also=row.also[:2],
    )


def row_of_picture(picture: PictureCard) -> PersonRow:
    """Lists by stay come from pictures, searches from claims; both are shown alike."""
    return PersonRow(
        person_id=picture.person_id,
        kawal_id=picture.kawal_id,
        name=picture.name,
        also=(),
        sex=picture.sex,
        birth="",
        birth_year=picture.birth_year,
        home=picture.home,
        stay=picture.stay,
        stay_since=picture.stay_since,
        procedure=picture.procedure,
    )


def candidate(found: Candidate) -> kit.Candidate:
    """Somebody who may be the one being registered: what agrees, in words, never a score."""
    row = found.row
    reasons = [str(AGREES[it]) for it in found.reasons if it in AGREES]
    return kit.Candidate(
        name=shown_name(row.name),
        reason=joined(list(dict.fromkeys(reasons))) or _("nama mirip"),
        kawal_id=row.kawal_id,
        url=page_of(row.kawal_id),
        birth_year=row.birth_year,
        origin=labels.home_label(row.home),
        alike=found.band != "different",
    )


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to, each in its query parameter; "" is all."""

    q: str = ""
    keberadaan: str = ""
    prosedur: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str], scope: Scope) -> "Filters":
        """Unknown values, and a procedure for those who do not see how people left, are left out."""
        stay, procedure = query.get("keberadaan", ""), query.get("prosedur", "")
        sees = scope.sees(Category.JOURNEY)
        return cls(
            query.get("q", "").strip()[:LONGEST_QUESTION],
            stay if stay in FILTERS else "",
            procedure if sees and procedure in PROCEDURES else "",
        )

    @property
    def within(self) -> dict[str, Any]:
        """As selectors take them."""
        return {"stays": (self.keberadaan,) if self.keberadaan else (), "procedure": self.prosedur}

    def address(self, path: str, **changed: str) -> str:
        said = {name: value for name, value in {**asdict(self), **changed}.items() if value}
        return f"{path}?{urlencode(said)}"

    def words(self) -> str:
        """For files, which travel without their page. What was searched for is left out where it may be a number."""
        named = [
            (_("Pencarian"), "" if any(map(str.isdigit, self.q)) else self.q),
            (_("Keberadaan"), word(STAYS, self.keberadaan) if self.keberadaan else ""),
            (_("Prosedur keberangkatan"), word(PROCEDURES, self.prosedur) if self.prosedur else ""),
        ]
        return "; ".join(f"{name}: {said}" for name, said in named if said)


def groups(chosen: Filters, path: str, scope: Scope) -> list[ChipGroup]:
    """Filters as links that keep each other and what is searched for."""
    stays = {stay: STAYS[stay] for stay in FILTERS}
    found = [ChipGroup(_("Keberadaan"), _chips(chosen, path, "keberadaan", stays, _("Semua")))]
    if scope.sees(Category.JOURNEY):
        chips = _chips(chosen, path, "prosedur", PROCEDURES, _("Semua prosedur"))
        found.append(ChipGroup(_("Prosedur keberangkatan"), chips))
    return found


def _chips(chosen: Filters, path: str, name: str, words: Words, every: str) -> list[Chip]:
    at = getattr(chosen, name)
    return [
        Chip(label, chosen.address(path, **{name: value}), current=value == at)
        for value, label in [("", every), *((value, str(label)) for value, label in words.items())]
    ]


def columns(scope: Scope) -> Sequence[tuple[str, Any]]:
    """What a file of people holds: the same as the list and its filters, and no number."""
    left = (_("Prosedur keberangkatan"), lambda row: word(PROCEDURES, row.procedure))
    return (
        (_("Kode"), lambda row: row.kawal_id),
        (_("Nama"), lambda row: row.name),
        (_("Jenis kelamin"), lambda row: word(SEXES, row.sex) if row.sex in SEXES else ""),
        (_("Tahun lahir"), lambda row: row.birth_year),
        (_("Asal"), lambda row: labels.home_label(row.home)),
        (_("Kode wilayah"), lambda row: row.home or ""),
        (_("Keberadaan"), lambda row: word(STAYS, stay_for(row.stay, scope))),
        (_("Sejak"), lambda row: row.stay_since),
        *([left] if scope.sees(Category.JOURNEY) else []),
    )
