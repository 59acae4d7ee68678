"""The words of every value that pages show, in Indonesian; English is their translation."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]

LEVELS: Words = {
    "emergency": _("Darurat"),
    "high": _("Tinggi"),
    "medium": _("Sedang"),
    "watch": _("Pantau"),
}
PROCEDURES: Words = {
    "procedural": _("Sesuai prosedur"),
    "nonprocedural": _("Di luar prosedur"),
    "unknown": _("Belum diketahui"),
}
STAYS: Words = {
    "preparing": _("Persiapan"),
    "departed": _("Berangkat"),
    "abroad_in_contact": _("Di luar negeri, dalam kontak"),
    "abroad_silent": _("Di luar negeri, senyap"),
    "in_trouble": _("Di luar negeri, dalam masalah"),
    "in_custody": _("Di luar negeri, dalam tahanan"),
    "in_return": _("Dalam perjalanan pulang"),
    "home": _("Di rumah"),
    "settled_elsewhere": _("Menetap di tempat lain"),
    "died": _("Meninggal"),
    "unknown": _("Belum diketahui"),
}
SCREENINGS: Words = {
    "not_screened": _("Belum dinilai"),
    "no_indication": _("Tidak ada indikasi"),
    "needs_more": _("Perlu data lagi"),
    "indicated": _("Ada indikasi"),
    "identified": _("Teridentifikasi"),
}
BASES: Words = {
    "witnessed": _("disaksikan petugas"),
    "document": _("dokumen"),
    "self": _("pernyataan sendiri"),
    "hearsay": _("kata orang lain"),
    "unknown": _("cara tahu tidak disebut"),
}
SEXES: Words = {"female": _("perempuan"), "male": _("laki-laki")}
CATEGORIES: Words = {
    "identity": _("Identitas"),
    "journey": _("Perjalanan"),
    "work": _("Kerja"),
    "contact": _("Kabar"),
    "trouble": _("Masalah"),
    "movement": _("Kepulangan"),
    "care": _("Bantuan"),
    "protection": _("Pelindungan"),
}


def word(words: Words, value: str) -> str:
    """The word for a value; a value without one is shown as it is."""
    return str(words.get(value, value))
