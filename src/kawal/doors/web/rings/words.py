"""Reasons, signs, identifiers and acts in words. Being in a ring is no guilt of a worker, and the words are calm."""

import re
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kawal.doors.web import labels
from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.words import Words, word
from kawal.situation.rings.cards import Link, Reason, RingRow, Role

SIGNS: Words = {
    "ticket_by_third": gettext_lazy("tiket dibayar pihak lain"),
    "fees": gettext_lazy("biaya di atas batas"),
    "debt": gettext_lazy("utang kepada perekrut atau terlalu besar"),
    "advance": gettext_lazy("uang muka sebelum terdaftar"),
    "papers_held": gettext_lazy("dokumen dipegang orang lain"),
    "housed": gettext_lazy("ditampung sebelum dokumen lengkap"),
    "under_age": gettext_lazy("di bawah umur"),
    "family_against": gettext_lazy("keluarga tidak tahu atau tidak setuju"),
    "wage_too_good": gettext_lazy("janji upah terlalu tinggi"),
    "shared_paper": gettext_lazy("satu nomor dokumen untuk beberapa orang"),
    "confined": gettext_lazy("disekap, diancam atau dokumennya ditahan"),
    "distress": gettext_lazy("meminta tolong"),
    "missing": gettext_lazy("dilaporkan hilang oleh keluarga"),
    "unpaid": gettext_lazy("upah tidak dibayar"),
    "pays_handler": gettext_lazy("upah dikirim ke perekrut atau pemberi pinjaman"),
    "indicated": gettext_lazy("petugas menemukan tanda eksploitasi"),
    "rescued": gettext_lazy("diselamatkan"),
    "no_licence": gettext_lazy("perekrut tanpa izin"),
    "other_visa": gettext_lazy("visa bukan untuk kerja"),
    "no_crossing": gettext_lazy("keluar tidak lewat pintu resmi"),
    "closed_country": gettext_lazy("negara yang ditutup"),
    "confirmed": gettext_lazy("perkara terbukti"),
}
KINDS: Words = {
    "phone": gettext_lazy("Telepon"),
    "recruiter": gettext_lazy("Perekrut"),
    "licence": gettext_lazy("Izin"),
    "purse": gettext_lazy("Pemberi pinjaman atau penerima uang"),
    "address": gettext_lazy("Alamat perekrut atau tempat menampung"),
    "account": gettext_lazy("Rekening tujuan"),
    "booking": gettext_lazy("Pemesanan tiket"),
    "group": gettext_lazy("Rombongan berangkat"),
    "voyage": gettext_lazy("Perjalanan yang dibayari"),
    "paper": gettext_lazy("Nomor dokumen"),
    "certificate": gettext_lazy("Nomor sertifikat"),
    "place": gettext_lazy("Majikan atau kapal"),
}
REASONS: Words = {
    "moved_together": gettext_lazy("berangkat bersama di luar prosedur dengan tiket yang dibayar pihak lain"),
    "one_paper": gettext_lazy("satu nomor dokumen dipakai beberapa orang yang berbeda"),
    "control": gettext_lazy(
        "menunjukkan tanda dikuasai orang lain atau dalam bahaya, lebih banyak daripada kebetulan"
    ),
    "confirmed": gettext_lazy("anggota dengan perkara terbukti"),
    "finding": gettext_lazy("perekrutnya disebut dalam putusan"),
}
ROLES: Words = {
    "recruits": gettext_lazy("Merekrut atau mengurus"),
    "houses": gettext_lazy("Menampung"),
    "lends": gettext_lazy("Meminjamkan atau menerima uang"),
    "transports": gettext_lazy("Mengangkut"),
    "documents": gettext_lazy("Dokumen yang dipakai bersama"),
    "employs": gettext_lazy("Mempekerjakan"),
}
ACTS: Words = {
    "proposed": gettext_lazy("Diusulkan satu jaringan"),
    "agreed": gettext_lazy("Disepakati satu jaringan"),
    "refused": gettext_lazy("Ditolak: bukan satu jaringan"),
    "undone": gettext_lazy("Diurungkan"),
}
STATES: Words = {
    "": gettext_lazy("Semua"),
    "baru": gettext_lazy("Baru atau bertambah"),
    "dugaan": gettext_lazy("Belum ada perkara"),
    "terbukti": gettext_lazy("Terkait perkara terbukti"),
}
MOST_SIGNS = 4
HIDDEN = re.compile("•{5,}")
WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def title(row: RingRow) -> str:
    """By its recruiter as reports say, else by its size: a ring has no name of its own."""
    if row.names:
        return row.names[0]
    return by_code(row.code)


def by_code(code: str) -> str:
    return _("Jaringan %(code)s") % {"code": code[1:5].upper()}


def heading(row: RingRow) -> str:
    """The same as the name of a page, which stands by itself."""
    return _("Jaringan di sekitar %(name)s") % {"name": row.names[0]} if row.names else title(row)


def identifier(kind: str, shown: str) -> str:
    """As people write it: a voyage is kept as ship or flight and day, a paper as its kind and number."""
    vessel, _gap, day = shown.rpartition(" ")
    if kind == "voyage" and vessel and WHOLE_DAY.fullmatch(day):
        return f"{vessel}, {times.day(date.fromisoformat(day))}"
    if kind == "paper":
        document, _gap, number = shown.partition(" ")
        shown = f"{labels.code_word('document', document)} {number}".strip()
    return HIDDEN.sub("••••", shown)


def size(row: RingRow) -> str:
    whole = ngettext("%(count)s orang", "%(count)s orang", row.members) % {
        "count": figures.number(row.members)
    }
    if not row.unseen:
        return whole
    return _("%(whole)s, %(unseen)s di luar wewenang Anda") % {
        "whole": whole,
        "unseen": figures.number(row.unseen),
    }


def people(count: int) -> str:
    return ngettext("%(count)d orang", "%(count)d orang", count) % {"count": count}


def span(it: RingRow | Link | Role) -> str:
    first, last = times.day(it.first_on), times.day(it.last_on)
    return first if first == last else f"{first} – {last}"


def reason(it: Reason) -> str:
    said = word(REASONS, it.code)
    if it.code == "finding":
        return said
    counted = people(it.people)
    return f"{counted}: {said}" if it.code != "confirmed" else f"{counted} {said}"


def signs(codes: Sequence[str]) -> str:
    return joined([word(SIGNS, code) for code in codes[:MOST_SIGNS]])


def growth(row: RingRow) -> str:
    """How it grew: when the third came, and when the latest."""
    if len(row.grew) < 2:
        return ""
    third, latest = times.day(row.grew[1]), times.day(row.grew[-1])
    return _("orang ketiga %(third)s, terakhir %(latest)s") % {"third": third, "latest": latest}
