"""Batches in words: the eleven states, what an act is called, and how a difference is said."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as word
from django.utils.translation import ngettext

from kawal.doors.web import labels
from kawal.doors.web.kit.words import SEXES
from kawal.response.returns.cards import BatchCard, LegCard, LineCard

Words = Mapping[str, str | Promise]
STATES: Words = {
    "planned": word("direncanakan"),
    "added": word("tambahan, belum berangkat"),
    "present": word("hadir, dalam perjalanan"),
    "handed_over": word("diserahterimakan"),
    "self": word("pulang mandiri"),
    "fetched": word("dijemput keluarga"),
    "referred": word("dirujuk"),
    "ill": word("sakit, ditunda"),
    "got_off": word("turun di jalan"),
    "absent": word("tidak hadir"),
    "lost": word("hilang kontak"),
}
# Parts of a state that officers ask for by themselves: of those handed over, of those present, of any that should be on the way.
AT_HOME, UNSIGNED = word("di rumah"), word("tiba, menunggu tanda tangan")
UNACCOUNTED = word("belum terhitung, dicari")
COLOURS = {
    "at_home": "#1a6543", "unsigned": "#f0b52b", "handed_over": "#3d8060",
    "self": "#5f9b7f", "fetched": "#8fbfa6", "present": "#1e4272", "planned": "#8aabcf", "added": "#b9cde3",
    "referred": "#4a78b0", "ill": "#6b7b77", "got_off": "#d08a2e", "absent": "#a9b2af", "lost": "#9b1b31",
    "unaccounted": "#c4475d",
}  # fmt: skip
KINDS: Words = {"deported": word("Deportasi"), "repatriated": word("Pemulangan")}
STANDS: Words = {
    "waiting": word("belum naik"),
    "excused": word("tidak naik, ada alasan"),
    "aboard": word("naik, belum tiba"),
    "ended": word("tidak sampai, ada alasan"),
    "arrived": word("tiba"),
    "unsigned": word("tiba, menunggu serah terima"),
    "handed": word("diserahterimakan"),
}
ACTS: Words = {
    "boarded": word("Naik"),
    "arrived": word("Tiba"),
    "handed_over": word("Serah terima"),
    "explained": word("Beri alasan"),
}
TABS = {"boarded": "naik", "arrived": "tiba", "handed_over": "serah", "explained": "alasan"}


def title(batch: BatchCard) -> str:
    start = labels.place_name(batch.mission) if batch.mission else labels.place_name(batch.post)
    return _("%(code)s dari %(place)s") % {"code": batch.code, "place": start}


def leg_name(leg: LegCard) -> str:
    return f"{labels.place_name(leg.from_place)} → {labels.place_name(leg.to_place)}"


def who(line: LineCard) -> str:
    """`perempuan, 1999 · Kab. Sambas`."""
    born = ", ".join(filter(None, [str(SEXES.get(line.sex, "")), str(line.birth_year or "")]))
    return " · ".join(filter(None, [born, labels.home_label(line.home)]))


def care(line: LineCard, names: Mapping[int, str]) -> list[str]:
    """What the officer at the door of the bus has to know."""
    said = [line.vulnerable] if line.vulnerable else []
    if line.with_line or line.escort:
        said.append(_("didampingi %(who)s") % {"who": line.escort or names.get(line.with_line or 0, "–")})
    elif line.alone:
        said.append(_("anak tanpa pendamping"))
    if line.medical:
        said.append(line.fitness and _("surat sehat ada") or _("belum ada surat sehat"))
    if line.refusal:
        said.append(_("menolak, pernyataan %(number)s") % {"number": line.refusal})
    return said


def reasons(leg: LegCard) -> str:
    """How many were explained on the way, and how many came along."""
    parts = []
    if leg.excused:
        parts.append(
            ngettext("%(n)s tidak naik, beralasan", "%(n)s tidak naik, beralasan", leg.excused)
            % {"n": leg.excused}
        )
    if leg.ended:
        parts.append(
            ngettext("%(n)s tidak sampai, beralasan", "%(n)s tidak sampai, beralasan", leg.ended)
            % {"n": leg.ended}
        )
    if leg.added:
        parts.append(ngettext("%(n)s tambahan", "%(n)s tambahan", leg.added) % {"n": leg.added})
    return " · ".join(parts)
