"""The words of the registers, in Indonesian; English is their translation. A refusal is a sentence to the officer."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kawal.doors.web import labels
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.words import Words, word
from kawal.response.shelter import refusals

TELLS_ADDRESS = lazy(
    "Tulisan ini menyebut alamat penampungan. Alamat tidak keluar dari penampungan: tulis nama penampungannya saja."
)
KINDS: Words = {
    "rptc": lazy("RPTC"),
    "sentra": lazy("Sentra"),
    "rumah_ramah": lazy("Rumah Ramah"),
    "transit": lazy("Penampungan transit"),
    "mission": lazy("Penampungan perwakilan"),
    "ngo": lazy("Rumah aman lembaga"),
}
SEXES: Words = {"female": lazy("perempuan"), "male": lazy("laki-laki"), "family": lazy("keluarga")}
USES: Words = {"isolation": lazy("isolasi"), "quarantine": lazy("karantina")}
CARE: Words = {
    "none": lazy("sehat"),
    "watch": lazy("perlu dipantau"),
    "doctor": lazy("perlu dokter"),
    "urgent": lazy("perlu rumah sakit segera"),
}
NEEDS: Words = {
    "threatened": lazy("terancam"),
    "ill": lazy("sakit"),
    "pregnant": lazy("hamil"),
    "child": lazy("anak"),
    "mother": lazy("membawa anak kecil"),
    "elderly": lazy("lanjut usia"),
    "disabled": lazy("disabilitas"),
}
ITEMS: Words = {
    "document": lazy("Dokumen"),
    "phone": lazy("Ponsel"),
    "money": lazy("Uang"),
    "medicine": lazy("Obat"),
    "belonging": lazy("Barang lain"),
}
SIGNED: Words = {
    "paper": lazy("tanda tangan di buku"),
    "thumb": lazy("cap jempol di buku"),
    "witness": lazy("disaksikan dua petugas"),
    "drawn": lazy("tanda tangan di layar"),
}
FATES: Words = {
    "returned": lazy("kembali kepada pemiliknya"),
    "sent": lazy("dikirim menyusul"),
    "handed_on": lazy("dititipkan kepada pendamping"),
    "evidence": lazy("menjadi barang bukti"),
    "lost": lazy("hilang"),
    "refused": lazy("pemiliknya tidak mau membawa"),
}
DESTINATIONS: Words = {
    "home": lazy("Pulang ke rumah"),
    "family": lazy("Dijemput keluarga"),
    "own_way": lazy("Pergi sendiri"),
    "house": lazy("Pindah ke penampungan lain"),
    "hospital": lazy("Rumah sakit"),
    "authority": lazy("Dibawa instansi lain"),
    "unknown": lazy("Tidak diketahui"),
}
ROUNDS: Words = {
    "breakfast": lazy("Sarapan"),
    "lunch": lazy("Makan siang"),
    "dinner": lazy("Makan malam"),
    "snack": lazy("Kudapan"),
    "morning": lazy("Hadir pagi"),
    "night": lazy("Hadir malam"),
}
TIMES: Words = {"morning": lazy("Pagi"), "noon": lazy("Siang"), "night": lazy("Malam")}
NAMED: Words = {"anonymous": lazy("Tanpa nama"), "named": lazy("Dengan nama")}
ABOUT: Words = {
    "house": lazy("Penampungan ini: makanan, kamar, layanan"),
    "officer": lazy("Seorang petugas"),
    "resident": lazy("Penghuni lain"),
    "other": lazy("Hal lain"),
}
BOOKS: Words = {
    "health": lazy("Pemeriksaan kesehatan"),
    "talk": lazy("Pendampingan"),
    "visit": lazy("Kunjungan"),
    "call": lazy("Telepon"),
    "incident": lazy("Kejadian"),
    "rules": lazy("Tata tertib"),
}
FIELDS: dict[str, str | Promise] = {
    "health.care": lazy("Hasil pemeriksaan"),
    "health.needs": lazy("Kebutuhan"),
    "health.temperature": lazy("Suhu badan"),
    "health.referred_to": lazy("Dirujuk ke"),
    "visit.visitor": lazy("Nama tamu"),
    "visit.relation": lazy("Hubungan"),
    "visit.identity": lazy("Tanda pengenal"),
    "visit.wished": lazy("Penghuni mau ditemui"),
    "call.with": lazy("Dengan siapa"),
    "call.direction": lazy("Arah telepon"),
    "incident.kind": lazy("Apa yang terjadi"),
    "incident.note": lazy("Ceritanya"),
    "incident.done": lazy("Yang sudah dilakukan"),
    "incident.told_to": lazy("Dilaporkan kepada"),
    "rules.language": lazy("Dijelaskan dalam bahasa"),
    "rules.voluntary": lazy("Ia tahu bahwa tinggal di sini sukarela dan ia boleh pergi kapan saja"),
    "rules.signed": lazy("Tanda setuju"),
    "note": lazy("Catatan"),
}
CHOICES: Words = {
    **CARE,
    **NEEDS,
    **SIGNED,
    "ktp": lazy("KTP"),
    "other_card": lazy("kartu lain"),
    "unknown": lazy("tidak ada"),
    "yes": lazy("ya"),
    "no": lazy("tidak"),
    "outgoing": lazy("menelepon"),
    "incoming": lazy("ditelepon"),
    "illness": lazy("sakit mendadak"),
    "injury": lazy("cedera"),
    "quarrel": lazy("pertengkaran"),
    "violence": lazy("kekerasan"),
    "theft": lazy("kehilangan barang"),
    "missing": lazy("penghuni tidak ditemukan"),
    "threat": lazy("ancaman dari luar"),
    "fire": lazy("kebakaran"),
    "other": lazy("lainnya"),
    "indonesian": lazy("Indonesia"),
    "regional": lazy("daerah"),
}
WARNINGS: Words = {
    "sex": lazy("kamar itu bukan untuk jenis kelaminnya"),
    "isolation": lazy("kamar itu sedang dipakai untuk isolasi"),
    "quarantine": lazy("kamar itu sedang dipakai untuk karantina"),
}
_PLAIN: Mapping[type[Exception], str | Promise] = {
    refusals.NotStaying: lazy("Ia tidak tercatat menginap di sini."),
    refusals.AlreadyLeft: lazy("Petugas lain sudah mencatat bahwa ia keluar."),
    refusals.ActReused: lazy("Catatan ini sudah terpakai untuk hal lain. Buka lagi halamannya, lalu ulangi."),
    refusals.InFuture: lazy("Waktunya belum tiba. Catat sesudah terjadi."),
    refusals.BeforeArriving: lazy("Waktu itu sebelum ia datang. Periksa jam dan tanggalnya."),
    refusals.BeforeLast: lazy("Sudah ada catatan sesudah waktu itu. Periksa jam dan tanggalnya."),
    refusals.BedTaken: lazy("Tempat tidur itu baru saja diberikan kepada orang lain. Pilih yang lain."),
    refusals.RoomFull: lazy("Kamar itu penuh. Pilih kamar lain."),
    refusals.SameBed: lazy("Ia sudah tidur di tempat itu. Pilih tempat lain."),
    refusals.NowhereToGo: lazy("Pilih penampungan lain yang dituju; penampungan ini sendiri bukan tujuan."),
    refusals.AbsenceOverlaps: lazy("Pada waktu itu ia sudah tercatat di luar."),
    refusals.NotAbsent: lazy("Ia tidak tercatat sedang di luar."),
    refusals.HasTraces: lazy(
        "Sudah ada catatan tentangnya. Catat bahwa ia keluar, jangan urungkan kedatangannya."
    ),
    refusals.AlreadySaid: lazy("Sudah dijawab atau dicatat petugas lain."),
    refusals.UsesOverlap: lazy("Kamar itu sudah dipakai untuk hal lain pada sebagian hari itu."),
    refusals.TellsAddress: TELLS_ADDRESS,
    refusals.AlreadyThere: lazy("Nama itu sudah ada. Pakai nama lain."),
}


def sentence_of(refused: refusals.Refused) -> str:
    """Why the register said no, and what to do."""
    match refused:
        case refusals.AlreadyStaying(here=True):
            return _("Ia sudah tercatat menginap di sini.")
        case refusals.AlreadyStaying():
            return _("Ia masih tercatat di penampungan lain. Minta mereka mencatat bahwa ia keluar.")
        case refusals.BedOutOfUse(why=why):
            return _("Tempat tidur itu tidak dipakai: %(why)s.") % {"why": why}
        case refusals.NotMeantFor(warnings=warnings):
            why = joined([word(WARNINGS, it) for it in warnings])
            return _("Perhatikan: %(why)s. Bila tetap di sana, tulis alasannya.") % {"why": why}
        case refusals.StillKept(items=items):
            return _("Masih ada titipan: %(items)s. Jawab dahulu apa jadinya.") % {
                "items": joined(list(items))
            }
        case refusals.BadEntry():
            return _("Ada isian yang belum lengkap.")
    return str(_PLAIN[type(refused)])


def field_label(book: str, name: str) -> str:
    return str(FIELDS.get(f"{book}.{name}") or FIELDS[name])


def said_words(book: str, said: Mapping[str, Any]) -> str:
    """A line of a book as a sentence: what matters first, without labels where the word says it."""
    parts = [_part(book, name, value) for name, value in said.items() if value not in ("", None, [], False)]
    return " · ".join(parts)


def _part(book: str, name: str, value: Any) -> str:
    if value is True:
        return field_label(book, name)
    if isinstance(value, list):
        return ", ".join(word(CHOICES, it) for it in value)
    shown = word(CHOICES, str(value))
    return (
        shown
        if name in ("care", "kind", "note", "visitor", "with")
        else f"{field_label(book, name)}: {shown}"
    )


def destination_words(code: str) -> str:
    """Where somebody went: one of our words, or the name of the house she was sent on to."""
    return word(DESTINATIONS, code) if code in DESTINATIONS else labels.place_name(code)
