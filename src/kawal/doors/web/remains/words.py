"""Remains in words: steps as headings, verbs and questions; papers; claims and their states; what was wrong."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]


@dataclass(frozen=True, slots=True)
class StepWords:
    """:ivar name: as a heading. :ivar verb: of the button that records it."""

    name: str | Promise
    verb: str | Promise


STEPS: dict[str, StepWords] = {
    "certificate": StepWords(_("Surat keterangan kematian"), _("Catat surat kematian")),
    "family_told": StepWords(_("Keluarga diberi tahu"), _("Catat pemberitahuan keluarga")),
    "coffin": StepWords(_("Peti dan pengawetan"), _("Catat peti")),
    "flown": StepWords(_("Diterbangkan"), _("Catat penerbangan")),
    "arrived": StepWords(_("Tiba di terminal kargo"), _("Catat kedatangan")),
    "released": StepWords(_("Keluar dari kargo"), _("Catat pengeluaran dari kargo")),
    "ambulance": StepWords(_("Dibawa ambulans"), _("Catat ambulans")),
    "handed_over": StepWords(_("Diserahterimakan kepada keluarga"), _("Siapkan serah terima")),
    "buried": StepWords(_("Dimakamkan"), _("Catat pemakaman")),
}
FIELDS: Words = {
    "certificate": _("Nomor surat keterangan"),
    "cause": _("Penyebab"),
    "issued_by": _("Diterbitkan oleh"),
    "told": _("Siapa yang diberi tahu"),
    "by": _("Oleh siapa"),
    "coffin": _("Nomor peti"),
    "embalmed_by": _("Pengawetan oleh"),
    "airway_bill": _("Nomor surat muatan udara"),
    "carrier": _("Maskapai dan penerbangan"),
    "terminal": _("Terminal kargo"),
    "customs": _("Dokumen pabean"),
    "cost": _("Biaya dan yang membayar"),
    "vehicle": _("Ambulans dan pengemudinya"),
    "from": _("Dari"),
    "to": _("Ke"),
    "grave": _("Tempat pemakaman"),
}
CAUSES: Words = {
    "illness": _("sakit"),
    "work_accident": _("kecelakaan kerja"),
    "traffic_accident": _("kecelakaan lalu lintas"),
    "violence": _("kekerasan"),
    "suicide": _("bunuh diri"),
    "other": _("lainnya"),
    "unknown": _("tidak diketahui"),
}
KINDS: Words = {
    "insurance": _("Asuransi atau jaminan sosial"),
    "wages": _("Upah yang belum dibayar"),
    "other": _("Hak lain"),
}
STATES: Words = {
    "to_file": _("belum diajukan"),
    "filed": _("diajukan"),
    "accepted": _("disetujui"),
    "refused": _("ditolak"),
    "paid": _("dibayar kepada keluarga"),
    "dropped": _("tidak dilanjutkan"),
}
BAD_STEP: Words = {
    "missing": _("Isian pertama wajib diisi."),
    "too_long": _("Terlalu panjang; singkatkan."),
    "ahead": _("Tanggal itu belum terjadi."),
}
BAD_CLAIM: Words = {
    "missing": _("Tulis kepada siapa hak itu ditagih."),
    "amount": _("Tulis jumlah bersama mata uangnya, atau kosongkan keduanya."),
    "order": _("Keadaan itu tidak bisa menyusul yang sekarang."),
}
