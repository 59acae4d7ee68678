"""Words of the time after home."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kawal.reference import selectors as reference
from kawal.response.aftercare.programmes import PROGRAMMES
from kawal.response.aftercare.survey import Instrument, Option

Words = Mapping[str, str | Promise]
ENDINGS: Words = {
    "home": _("di rumah"),
    "settled": _("menetap di tempat lain"),
    "left_again_procedural": _("berangkat lagi sesuai prosedur"),
    "left_again_nonprocedural": _("berangkat lagi di luar prosedur"),
    "left_again": _("berangkat lagi, caranya belum diketahui"),
    "in_care": _("dalam perawatan atau penampungan"),
    "in_custody": _("dalam tahanan"),
    "died": _("meninggal"),
    "lost": _("hilang kontak"),
    "on_the_way": _("masih di jalan pulang"),
}
STATES: Words = {
    "offered": _("ditawarkan"),
    "accepted": _("diterima"),
    "declined": _("tidak diambil"),
    "done": _("selesai"),
    "dropped": _("terhenti"),
}
# What a press says, by the state it leads to.
PRESSES: Words = {
    "accepted": _("Diterima"),
    "declined": _("Tidak diambil"),
    "done": _("Selesai"),
    "dropped": _("Terhenti"),
}
NEEDS: Words = {
    "high": _("masih berat"),
    "some": _("sebagian sudah baik"),
    "little": _("sudah baik"),
    "unknown": _("belum cukup dijawab"),
}


def is_english() -> bool:
    return (get_language() or "id").startswith("en")


def offer_label(kind: str, code: str) -> str:
    """A service by its label in the reference, a programme by its own."""
    if kind == "programme" and code in PROGRAMMES:
        return PROGRAMMES[code].label_en if is_english() else PROGRAMMES[code].label_id
    return reference.code_label("services", code, language="en" if is_english() else "id")


def title_of(asked: Instrument) -> str:
    return asked.title_en if is_english() else asked.title_id


def option_label(option: Option) -> str:
    return option.label_en if is_english() else option.label_id
