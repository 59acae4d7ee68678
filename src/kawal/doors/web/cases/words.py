"""The words of steps, turns and outcomes, in Indonesian; English is their translation."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kawal.doors.web import labels
from kawal.doors.web.kit import times
from kawal.reference import selectors as reference
from kawal.response.cases import outcomes
from kawal.response.repatriation.steps import DONE, Turn

Text = str | Promise


@dataclass(frozen=True, slots=True)
class StepWords:
    """:ivar slug: in addresses. :ivar done: its station. :ivar waits: of who is at it. :ivar verb: its button; ``asks`` its page."""

    slug: str
    done: Text
    waits: Text
    verb: Text
    asks: Text
    hint: Text


STEPS: dict[str, StepWords] = {
    "request": StepWords(
        "minta", lazy("Diminta"), lazy("belum diminta"), lazy("Catat permintaan pulang"), lazy("Siapa yang meminta ia pulang?"),
        lazy("Ia sendiri, keluarga, teman, polisi, relawan atau pekerja sosial boleh meminta. Sejak hari itu tenggat dihitung."),
    ),
    "verify": StepWords(
        "kewarganegaraan", lazy("Kewarganegaraan"), lazy("tunggu kewarganegaraan"), lazy("Catat kewarganegaraan"),
        lazy("Apa hasil verifikasi kewarganegaraannya?"), lazy("Sesudah ini dokumen perjalanan bisa diterbitkan."),
    ),
    "document": StepWords(
        "dokumen", lazy("Dokumen"), lazy("tunggu dokumen perjalanan"), lazy("Catat dokumen perjalanan"),
        lazy("Dokumen apa yang diterbitkan untuknya?"), lazy("Paspor atau SPLP."),
    ),
    "clear": StepWords(
        "izin-keluar", lazy("Izin keluar"), lazy("tunggu izin keluar"), lazy("Catat izin keluar"),
        lazy("Apakah ia boleh keluar dari negara itu?"), lazy("Tulis juga denda dan pencekalan, bila ada."),
    ),
    "plan": StepWords(
        "rencana", lazy("Rencana"), lazy("tunggu rencana pulang"), lazy("Rencanakan kepulangan"),
        lazy("Kapan dan lewat mana ia pulang?"), lazy("Pos debarkasi yang disebut akan melihatnya di daftar kedatangan."),
    ),
    "leave": StepWords(
        "berangkat", lazy("Berangkat pulang"), lazy("tunggu berangkat"), lazy("Catat keberangkatan pulang"),
        lazy("Kapan ia berangkat pulang?"), lazy("Sejak hari itu pos debarkasi menunggunya."),
    ),
    "arrive": StepWords(
        "tiba", lazy("Tiba di debarkasi"), lazy("dalam perjalanan"), lazy("Catat kedatangan"), lazy("Kapan dan di pos mana ia tiba?"),
        lazy("Tulis juga bagaimana ia melanjutkan perjalanan."),
    ),
    "hand_over": StepWords(
        "serah-terima", lazy("Serah terima"), lazy("tunggu serah terima"), lazy("Catat serah terima"),
        lazy("Kepada siapa ia diserahkan?"), lazy("Saksi: pemerintah daerah atau desa. Nomor berita acara bila sudah ada."),
    ),
    "home": StepWords(
        "rumah", lazy("Di rumah"), lazy("menuju rumah"), lazy("Catat sampai rumah"), lazy("Kapan ia sampai di rumah?"),
        lazy("Sesudah ini kunjungan 1, 3, 6 dan 12 bulan mulai dihitung."),
    ),
}  # fmt: skip
STEP_OF_SLUG = {words.slug: code for code, words in STEPS.items()}
KINDS_OF_LEAVING = (("repatriated", lazy("Dipulangkan")), ("deported", lazy("Dideportasi")))
# What a step's open fields are answered with; T3 says who may request.
ANSWERS: dict[str, dict[str, tuple[tuple[str, Text], ...]]] = {
    "request": {
        "by": (
            ("self", lazy("Ia sendiri")), ("family", lazy("Keluarga")), ("friend", lazy("Teman")), ("police", lazy("Polisi")),
            ("volunteer", lazy("Relawan")), ("social_worker", lazy("Pekerja sosial")), ("mission", lazy("Perwakilan RI")),
        ),
        "reason": (
            ("wants_to_go_home", lazy("Ingin pulang")), ("unsafe", lazy("Tidak aman")), ("unpaid", lazy("Upah tidak dibayar")),
            ("illness", lazy("Sakit")), ("contract_over", lazy("Kontrak habis")), ("in_custody", lazy("Dalam tahanan")),
            ("other", lazy("Lainnya")),
        ),
    },
    "verify": {
        "result": (
            ("citizen", lazy("Warga negara Indonesia")), ("not_citizen", lazy("Bukan warga negara Indonesia")),
            ("unclear", lazy("Belum pasti")),
        ),
    },
}  # fmt: skip

OUTCOMES: dict[str, Text] = {
    outcomes.HOME_SAFE: lazy("Sudah di rumah dan aman"),
    outcomes.SETTLED: lazy("Menetap di tempat lain atas kemauan sendiri"),
    outcomes.HELPED: lazy("Urusannya selesai di tempatnya"),
    outcomes.PASSED_ON: lazy("Diteruskan instansi lain"),
    outcomes.DECLINED: lazy("Belum bersedia dibantu"),
    outcomes.UNREACHABLE: lazy("Tidak terjangkau"),
    outcomes.DIED: lazy("Meninggal"),
    outcomes.MISTAKEN: lazy("Kasus keliru dibuka"),
}


def waiting(stage: str) -> str:
    """What somebody at this stage waits for."""
    return _("di rumah") if stage == DONE else str(STEPS[stage].waits)


def since(days: int) -> str:
    """`sudah 9 hari`, `sejak hari ini`."""
    return _("sudah %(span)s") % {"span": times.span(days)} if days else _("sejak hari ini")


def outcome_word(outcome: str) -> str:
    if outcome == outcomes.JOINED:
        return _("digabung dengan kasus yang lebih dulu")
    return str(OUTCOMES.get(outcome, outcome))


def turn_word(turn: Turn | None) -> str:
    """Whose move it is. From memory."""
    if turn is None:
        return ""
    match turn.kind:
        case "mission":
            return reference.agency_label(turn.code) if turn.code else _("perwakilan RI")
        case "host":
            country = reference.country_label(turn.code, language=labels.language()) if turn.code else ""
            return _("imigrasi %(country)s") % {"country": country} if country else _("imigrasi setempat")
        case "post":
            return reference.post_label(turn.code) if turn.code else _("pos debarkasi")
        case "shelter":
            return reference.post_label(turn.code) if turn.code else _("penampungan")
        case "origin":
            return labels.home_label(turn.code) or _("daerah asal")
