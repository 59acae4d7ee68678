"""The words of relief goods, in Indonesian; English is their translation."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kawal.doors.web import labels
from kawal.doors.web.kit import figures, times
from kawal.response.aid.entitlements.rules import Verdict
from kawal.response.aid.stock.cards import ItemCard
from kawal.response.aid.stock.services import NotEnough

Text = str | Promise
SITE_KINDS: dict[str, Text] = {
    "warehouse": lazy("Gudang"),
    "post": lazy("Pos"),
    "shelter": lazy("Penampungan"),
}
ITEM_KINDS: dict[str, Text] = {
    "kit": lazy("Paket"), "item": lazy("Barang"), "protective": lazy("Alat pelindung"), "medical": lazy("Alat kesehatan"),
}  # fmt: skip
REASONS: dict[str, Text] = {
    "short": lazy("kurang"), "surplus": lazy("lebih"), "damaged": lazy("rusak"), "wrong_item": lazy("barang lain"),
    "lost": lazy("hilang"), "stolen": lazy("dicuri"), "expired": lazy("kedaluwarsa"), "count": lazy("selisih hitung"),
}  # fmt: skip
MOVES: dict[str, Text] = {
    "receive": lazy("diterima"), "found": lazy("ditemukan"), "send": lazy("dikirim"), "arrive": lazy("tiba"),
    "short": lazy("hilang di jalan"), "give": lazy("diberikan"), "hand_out": lazy("diserahkan ke fasilitas"),
    "return": lazy("dikembalikan"), "lose": lazy("hilang"), "pack": lazy("masuk paket"), "make": lazy("dirakit"),
}  # fmt: skip
RECEIPTS: dict[str, Text] = {
    "thumb": lazy("Cap jempol"), "signature": lazy("Tanda tangan"), "photo": lazy("Foto"), "paper": lazy("Daftar kertas"),
}  # fmt: skip
ENDED: dict[str, Text] = {"undone": lazy("diurungkan"), "returned": lazy("dikembalikan")}


def thing(items: dict[str, ItemCard], item: str, size: str = "") -> str:
    """`Paket perempuan, M`."""
    known = items.get(item)
    label = known.label(labels.language()) if known else item.replace("_", " ")
    return f"{label}, {size}" if size else label


def age_band(birth_year: int | None, now: datetime) -> str:
    """Nothing more exact than who gives things needs to know."""
    if birth_year is None:
        return _("umur belum diketahui")
    age = now.year - birth_year
    if age < 3:
        return _("di bawah 3 tahun")
    if age < 13:
        return _("3–12 tahun")
    if age < 18:
        return _("13–17 tahun")
    return _("dewasa") if age < 60 else _("60 tahun ke atas")


def verdict(found: Verdict) -> str:
    """Why she may or may not get it, as one sentence."""
    reason = found.entitlement.reason.said(labels.language())
    match found.answer:
        case "had":
            return _("Sudah menerima pada %(day)s.") % {"day": had(found)} + _again(found)
        case "ask":
            return _("Umur atau jenis kelaminnya belum diketahui; tulis apa yang Anda lihat. %(reason)s") % {
                "reason": reason
            }
    return reason


def had(found: Verdict) -> str:
    if found.had_at is None:
        return ""
    return f"{times.day(found.had_at)}, {times.hour(found.had_at)}"


def refused(found: Verdict) -> str:
    """The sentence for the officer whose press was refused; the place is nobody's business."""
    label = found.entitlement.label.said(labels.language())
    match found.answer:
        case "had":
            text = _("%(kit)s tidak diberikan: sudah diterima pada %(when)s, di sini atau di tempat lain.")
            return text % {"kit": label, "when": had(found)} + _again(found)
        case "ask":
            return _("%(kit)s belum diberikan: tulis dahulu apa yang Anda lihat.") % {"kit": label}
    text = _("%(kit)s tidak diberikan. %(reason)s")
    return text % {"kit": label, "reason": found.entitlement.reason.said(labels.language())}


def not_enough(items: dict[str, ItemCard], short: NotEnough) -> str:
    if not short.item:
        return _("Sebagian sudah keluar lagi dari tempat ini; tidak ada yang berubah.")
    return _("%(thing)s tidak cukup: tinggal %(left)s di tempat ini. Tidak ada yang berubah.") % {
        "thing": thing(items, short.item, short.size),
        "left": figures.number(short.left),
    }


def _again(found: Verdict) -> str:
    if found.again_at is None:
        return ""
    return " " + _("Boleh lagi mulai %(day)s.") % {"day": times.day(found.again_at)}
