"""Jobs by plain names. Facts and tables say a job in many words; one that has no name here is said as it is written."""

import re

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kawal.doors.web.kit.words import Words
from kawal.reference.context.keys import word_key
from kawal.reference.context.occupations import canonical

JOBS: Words = {
    "domestic_worker": _("Pengurus rumah tangga"),
    "caregiver": _("Pengasuh lanjut usia"),
    "baby_sitter": _("Pengasuh bayi atau anak"),
    "manufacturing_worker": _("Pekerja pabrik"),
    "plantation_worker": _("Pekerja ladang atau perkebunan"),
    "construction_worker": _("Pekerja konstruksi"),
    "fisher": _("Awak kapal perikanan"),
    "customer_service": _("Layanan pelanggan daring"),
    "family_driver": _("Sopir keluarga"),
    "driver": _("Sopir"),
    "cook": _("Juru masak"),
    "cleaner": _("Petugas kebersihan"),
    "gardener": _("Perawat taman"),
    "nurse": _("Perawat"),
    "welder": _("Juru las"),
}
IN_BRACKETS = re.compile(r"\(([a-z0-9_]+)\)\s*$")


def job_names() -> list[str]:
    return sorted(map(str, JOBS.values()))


def job_label(code: str) -> str:
    """`Sopir keluarga (sopir_keluarga)`: two rows may write one job in two words."""
    name = JOBS.get(canonical(code))
    return f"{name} ({code})" if name else code.replace("_", " ")


def job_code(said: str) -> str:
    """The code of a name in either language, or within a label; else what was typed."""
    if within := IN_BRACKETS.search(said):
        return within[1]
    asked = word_key(said)
    for language in ("id", "en"):
        with override(language):
            found = next((code for code, name in JOBS.items() if word_key(str(name)) == asked), "")
        if found:
            return found
    return said
