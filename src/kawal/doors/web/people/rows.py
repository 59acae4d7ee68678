"""People in lists: name, sex, birth year and kabupaten, never a number; and why a search hit them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Scope
from kawal.doors.web import labels
from kawal.doors.web.kit.cards import people as kit
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.words import SEXES, STAYS, word
from kawal.doors.web.people.facets import stay_for
from kawal.situation.people.cards import Candidate, PersonRow
from kawal.situation.pictures.cards import PictureCard

WHY: dict[str, str | Promise] = {
    "kawal_id": gettext_lazy("kode sama"),
    "nik": gettext_lazy("NIK sama"),
    "passport": gettext_lazy("nomor paspor sama"),
    "kk": gettext_lazy("nomor kartu keluarga sama"),
    "phone": gettext_lazy("nomor HP sama"),
    "name": gettext_lazy("nama terdengar sama"),
    "similar": gettext_lazy("sebagian nama terdengar sama"),
    "fragment": gettext_lazy("nama mengandung potongan itu"),
    "area": gettext_lazy("berasal dari sana"),
}
AGREES: dict[str, str | Promise] = {
    "nik": gettext_lazy("NIK sama"),
    "passport": gettext_lazy("paspor sama"),
    "kk": gettext_lazy("kartu keluarga sama"),
    "phone": gettext_lazy("nomor HP sama"),
    "name": gettext_lazy("nama sama"),
    "similar_name": gettext_lazy("nama mirip"),
    "birth": gettext_lazy("kelahiran sama"),
    "birth_date": gettext_lazy("tanggal lahir sama"),
    "birth_year": gettext_lazy("tahun lahir sama"),
    "sex": gettext_lazy("jenis kelamin sama"),
    "area": gettext_lazy("asal sama"),
    "home": gettext_lazy("asal sama"),
    "mother": gettext_lazy("nama ibu sama"),
    "mother_name": gettext_lazy("nama ibu sama"),
}
FILTERS = (
    "preparing", "abroad_in_contact", "abroad_silent", "in_trouble", "in_custody", "in_return", "home",
)  # fmt: skip


def shown_name(name: str) -> str:
    """A person of whom nobody said a name yet is still somebody."""
    return name or _("Nama belum disebut")


def page_of(kawal_id: str) -> str:
    return reverse("people:page", args=[kawal_id])


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


def stay_filters(chosen: str, query: Mapping[str, Any], path: str) -> ChipGroup:
    """Filters as links that keep what is searched for."""
    q = str(query.get("q") or "")
    chips = [Chip(_("Semua"), _address(path, q, ""), current=not chosen)]
    chips += [Chip(word(STAYS, stay), _address(path, q, stay), current=stay == chosen) for stay in FILTERS]
    return ChipGroup(_("Keberadaan"), chips)


def _address(path: str, q: str, stay: str) -> str:
    parameters = {key: value for key, value in (("q", q), ("keberadaan", stay)) if value}
    return f"{path}?{urlencode(parameters)}"


def columns(scope: Scope) -> Sequence[tuple[str, Any]]:
    """What a file of people holds: the same as the list, and no number."""
    return (
        (_("Kode"), lambda row: row.kawal_id),
        (_("Nama"), lambda row: row.name),
        (_("Jenis kelamin"), lambda row: word(SEXES, row.sex) if row.sex in SEXES else ""),
        (_("Tahun lahir"), lambda row: row.birth_year),
        (_("Asal"), lambda row: labels.home_label(row.home)),
        (_("Kode wilayah"), lambda row: row.home or ""),
        (_("Keberadaan"), lambda row: word(STAYS, stay_for(row.stay, scope))),
        (_("Sejak"), lambda row: row.stay_since),
    )
