"""What can be wrong with a fact: stable codes, and sentences that never repeat what was written (it may be personal)."""

from collections.abc import Iterable
from typing import NamedTuple


class FieldError(NamedTuple):
    """One fault of one field. ``field`` is a dotted path, empty for the whole; ``message`` is Indonesian."""

    field: str
    code: str
    message: str


class Remark(NamedTuple):
    """A warning that does not refuse."""

    code: str
    field: str
    message: str


class FactRefused(ValueError):
    """Everything wrong with one fact. ``id`` is the fact's own, where it could be read."""

    def __init__(self, errors: Iterable[FieldError], id: str | None = None) -> None:
        self.errors = tuple(errors)
        self.id = id
        super().__init__("; ".join(f"{e.field}: {e.code}" for e in self.errors))


MESSAGES = {
    "json_malformed": "Bukan JSON yang benar (kira-kira pada huruf ke-{column}).",
    "not_fact": "Satu fakta ditulis sebagai objek JSON.",
    "duplicate_key": "Nama isian ini ditulis dua kali.",
    "bad_characters": "Berisi karakter yang tidak dapat disimpan.",
    "bad_value": "Jenis nilai ini tidak dapat disimpan.",
    "too_deep": "Susunannya terlalu bertingkat (paling banyak {limit} tingkat).",
    "too_large": "Isinya terlalu besar (paling banyak {limit} byte).",
    "required": "Wajib diisi.",
    "not_text": "Harus berupa teks dalam tanda kutip.",
    "not_list": "Harus berupa daftar.",
    "not_object": "Harus berupa objek dengan nama isian.",
    "not_flag": "Harus true atau false.",
    "not_number": "Harus berupa angka.",
    "not_date": "Harus berupa tanggal, misalnya 2026-03-02.",
    "not_moment": "Harus berupa tanggal atau waktu ISO 8601.",
    "no_such_day": "Tanggal itu tidak ada dalam kalender.",
    "too_long": "Terlalu panjang (paling banyak {limit} huruf).",
    "too_many": "Terlalu banyak (paling banyak {limit} butir).",
    "not_printable": "Berisi karakter yang tidak tercetak.",
    "blank_around": "Tidak boleh diawali atau diakhiri spasi.",
    "not_listed": "Harus salah satu dari: {choices}.",
    "source_malformed": "Kode sumber terdiri atas huruf, angka, titik, garis bawah atau tanda hubung.",
    "source_other": "Fakta ini menyebut sumber lain daripada pengirimnya.",
    "kind_unknown": "Jenis kejadian ini tidak dikenal.",
    "time_malformed": "Waktu ditulis menurut ISO 8601, misalnya 2026-03-02T07:10:00+08:00, atau tanggal saja: 2026-03-02.",
    "time_naive": "Waktu harus menyebut zonanya, misalnya +07:00; bila jamnya tidak diketahui, tulis tanggal saja.",
    "time_offset": "Zona waktu itu tidak ada.",
    "time_future": "Waktunya lebih dari 24 jam di masa depan.",
    "time_far": "Waktunya terlalu jauh di masa depan.",
    "time_ancient": "Waktunya sebelum tahun 1900.",
    "birth_malformed": "Tanggal lahir ditulis 1999, 1999-04 atau 1999-04-05.",
    "nobody": "Isi nama atau sebuah nomor (NIK, paspor, KK, atau kawal_id).",
    "country_malformed": "Kode negara terdiri atas tiga huruf besar, misalnya MYS.",
    "out_of_range": "Harus antara {low} dan {high}.",
    "corrects_self": "Sebuah fakta tidak dapat memperbaiki dirinya sendiri.",
    "corrects_required": "Pencabutan harus menyebut fakta yang dicabut.",
}


def problem(field: str, code: str, **values: object) -> FieldError:
    """A fault with its sentence filled in."""
    return FieldError(field, code, MESSAGES[code].format(**values))
