"""Fields of the contract in words, for columns, previews and problems."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as word

from kawal.doors.web.kit.cards.office import FieldGroup
from kawal.facts.contract.kinds import KINDS
from kawal.facts.imports.guessing import BIRTH, DISTRICT, NOTE, PROVINCE, REGENCY, VILLAGE

WHO: dict[str, str | Promise] = {
    "subject.name": word("Nama"),
    "subject.nik": word("NIK"),
    "subject.passport": word("Paspor atau SPLP"),
    "subject.kk": word("Nomor kartu keluarga"),
    "subject.sex": word("Jenis kelamin"),
    BIRTH: word("Tempat dan tanggal lahir"),
    "subject.birth_place": word("Tempat lahir"),
    "subject.birth_date": word("Tanggal lahir"),
    "subject.mother_name": word("Nama ibu"),
    "subject.father_name": word("Nama ayah"),
    "subject.aliases": word("Nama lain"),
    "subject.phones": word("Telepon"),
    "subject.citizenship": word("Kewarganegaraan"),
    "subject.education": word("Pendidikan"),
    "subject.kawal_id": word("Nomor Kawal"),
}
HOME: dict[str, str | Promise] = {
    PROVINCE: word("Provinsi asal"),
    REGENCY: word("Kabupaten atau kota asal"),
    DISTRICT: word("Kecamatan asal"),
    VILLAGE: word("Desa atau kelurahan asal"),
    "subject.address.line": word("Alamat"),
    "subject.address.area": word("Kode wilayah asal"),
}
WHAT: dict[str, str | Promise] = {
    "occurred_at": word("Tanggal kejadian"),
    "kind": word("Jenis kejadian"),
    "place.country": word("Negara"),
    "place.post": word("Pos atau debarkasi"),
    "place.text": word("Tempat"),
    "place.area": word("Kode wilayah kejadian"),
    "basis": word("Cara tahu"),
    "sent_at": word("Dikirim pada"),
    "id": word("Nomor catatan pengirim"),
    "corrects": word("Memperbaiki nomor"),
    "source": word("Pengirim"),
}
WHOLE: dict[str, str | Promise] = {
    "subject": word("Orangnya"),
    "place": word("Tempat"),
    "data": word("Isi kejadian"),
}
KNOWN = {**WHO, **HOME, **WHAT, NOTE: word("Keterangan")}


def label_of(path: str, kind: str = "") -> str:
    """A path in words; one that is not ours stays as it is."""
    if path in KNOWN or path in WHOLE:
        return str(KNOWN.get(path) or WHOLE[path])
    if path.startswith("data."):
        return _data_label(path.removeprefix("data."), kind)
    return path


def choices_for(kind: str, chosen: Mapping[str, str]) -> list[FieldGroup]:
    """What a column may mean, by group; the data of the kind, and whatever else is chosen already."""
    known = KINDS.get(kind)
    data = {f"data.{name}": label_of(f"data.{name}", kind) for name in (known.data if known else ())}
    others = [it for it in chosen.values() if it and it not in KNOWN]
    data |= {path: label_of(path, kind) for path in others if path not in data}
    groups = [
        (_("Orangnya"), WHO),
        (_("Asalnya"), HOME),
        (_("Kejadiannya"), WHAT),
        (_("Isi kejadian"), {**data, NOTE: KNOWN[NOTE]}),
    ]
    return [
        FieldGroup(label, [(path, str(text)) for path, text in fields.items()]) for label, fields in groups
    ]


def _data_label(name: str, kind: str) -> str:
    top = name.partition(".")[0]
    known = KINDS.get(kind)
    field = known.data.get(top) if known else None
    field = field or next((it.data[top] for it in KINDS.values() if top in it.data), None)
    if field is None:
        return {"note": str(KNOWN[NOTE])}.get(name, name.replace("_", " "))
    return field.label_en if get_language() == "en" else field.label_id
