"""What brings people to the desk, in words, and the fact that each errand is."""

from django.utils.translation import gettext_lazy as _

from kawal.access.scope import Scope
from kawal.doors.web.facts.recordable import may_record
from kawal.doors.web.kit.words import Words
from kawal.doors.web.people import errands as known
from kawal.doors.web.people.errands import Errand
from kawal.doors.web.reception.forms import NEEDS
from kawal.response.desk import errands

LABELS: Words = {
    errands.REPORT_IN: _("Lapor diri"),
    errands.COMPLAINT: _("Mengadu"),
    errands.GO_HOME: _("Minta dipulangkan"),
    errands.MISSING: _("Keluarga mencari orang"),
    errands.SHELTER: _("Perlu tempat menginap"),
    errands.DOCUMENTS: _("Urus dokumen"),
    errands.OTHER: _("Keperluan lain"),
}
FACTS: dict[str, Errand] = {
    errands.REPORT_IN: known.REPORTS_IN,
    errands.COMPLAINT: known.COMPLAINS,
    errands.GO_HOME: known.WANTS_HOME,
    errands.MISSING: known.FAMILY_SEEKS,
    errands.SHELTER: known.STAYS_HERE,
    errands.DOCUMENTS: Errand("assisted", LABELS[errands.DOCUMENTS], {"service": "documents"}),
    errands.OTHER: Errand("assisted", LABELS[errands.OTHER]),
}
TICKED = ("child", "pregnant", "ill", "elderly", "threatened")
RELATIONS: Words = {
    "spouse": _("Suami atau istri"),
    "parent": _("Orang tua"),
    "child": _("Anak"),
    "sibling": _("Kakak atau adik"),
    "relative": _("Kerabat lain"),
    "friend": _("Teman"),
    "other": _("Lainnya"),
}
ANSWERS: Words = {
    errands.SAFE: _("Ditemukan, aman"),
    errands.NEEDS_HELP: _("Ditemukan, perlu pertolongan"),
    errands.HOME: _("Sudah di rumah"),
    errands.DIED: _("Meninggal dunia"),
    errands.NOT_FOUND: _("Pencarian berakhir, tidak ditemukan"),
}


def needs_choices() -> list[tuple[str, str]]:
    return [(need, str(NEEDS[need])) for need in TICKED]


def offered(scope: Scope) -> list[tuple[str, str]]:
    """Errands that the role may write down; in the order of the buttons."""
    return [(code, str(LABELS[code])) for code, it in FACTS.items() if may_record(scope, it.kind)]
