"""Kinds, roles, reasons and licences in words."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.words import Words, word
from kawal.reference.selectors import CompanyCard
from kawal.situation.parties.cards import PartyRow, Record

KINDS: Words = {
    "company": gettext_lazy("perusahaan"),
    "employer": gettext_lazy("pemberi kerja"),
    "person": gettext_lazy("perorangan"),
    "unknown": gettext_lazy("belum diketahui siapa"),
}
ROLES: Words = {
    "recruiter": gettext_lazy("perekrut"),
    "company": gettext_lazy("perusahaan penempatan"),
    "lender": gettext_lazy("pemberi pinjaman atau uang muka"),
    "payee": gettext_lazy("penerima uang"),
    "housing": gettext_lazy("penampung"),
    "employer": gettext_lazy("pemberi kerja"),
    "agent": gettext_lazy("agen"),
    "finding": gettext_lazy("disebut dalam putusan"),
}
REASONS: Words = {
    "same_licence": gettext_lazy("izin sama"),
    "other_licence": gettext_lazy("izin lain"),
    "same_phone": gettext_lazy("nomor telepon sama"),
    "same_owner": gettext_lazy("pemilik sama"),
    "same_address": gettext_lazy("alamat sama"),
    "same_name": gettext_lazy("nama sama"),
    "similar_name": gettext_lazy("nama mirip"),
    "name_contained": gettext_lazy("nama yang satu ada di dalam yang lain"),
    "word_shared": gettext_lazy("sebagian nama sama"),
    "same_area": gettext_lazy("pekerja dari kabupaten yang sama"),
    "same_worker": gettext_lazy("disebut oleh pekerja yang sama"),
    "other_kind": gettext_lazy("yang satu perusahaan, yang lain orang"),
}
WHY: Words = {
    "phone": gettext_lazy("nomor telepon sama"),
    "licence": gettext_lazy("izin sama"),
    "owner": gettext_lazy("nama pemiliknya"),
    "address": gettext_lazy("alamat sama"),
    "name": gettext_lazy("nama terdengar sama"),
    "similar": gettext_lazy("sebagian nama terdengar sama"),
    "fragment": gettext_lazy("nama mengandung potongan itu"),
}
BANDS: Words = {
    "likely": gettext_lazy("Kemungkinan besar sama"),
    "maybe": gettext_lazy("Mungkin sama"),
}
LICENCES: Words = {
    "active": gettext_lazy("izin berlaku"),
    "suspended": gettext_lazy("izin dibekukan"),
    "revoked": gettext_lazy("izin dicabut"),
    "expired": gettext_lazy("izin habis masa berlakunya"),
}
_ACCOUNT = re.compile(r"\d(?:[ .-]?\d){7,}")


def shown_name(name: str) -> str:
    """As it was written, without a whole account or telephone number in it."""
    plain = _ACCOUNT.sub(lambda found: figures.masked_short(re.sub(r"\D", "", found[0])), name)
    return plain or _("Nama belum disebut")


def said_words(row: PartyRow) -> str:
    """How often, about how many workers. Being named is no guilt, and the words are calm."""
    count = {"count": figures.number(row.mentions)}
    reports = (
        _("disebut dalam sedikitnya %(count)s laporan") % count
        if row.is_more
        else ngettext("disebut dalam %(count)s laporan", "disebut dalam %(count)s laporan", row.mentions)
        % count
    )
    if not row.workers:
        return reports
    workers = ngettext("tentang %(count)s pekerja", "tentang %(count)s pekerja", row.workers) % {
        "count": figures.number(row.workers)
    }
    return f"{reports} {workers}"


def record_words(it: Record) -> str:
    """The share with its interval, and how many workers it rests on."""
    counted = ngettext(
        "%(harmed)s dari %(workers)s pekerja dengan perkara terbukti.",
        "%(harmed)s dari %(workers)s pekerja dengan perkara terbukti.",
        it.workers,
    ) % {"harmed": figures.number(it.harmed), "workers": figures.number(it.workers)}
    share = _(
        "Taksiran: %(rate)s dari setiap 1.000 pekerjanya, antara %(low)s dan %(high)s; pada perekrut lain umumnya %(usual)s."
    ) % {
        "rate": figures.number(it.rate_pm),
        "low": figures.number(it.low_pm),
        "high": figures.number(it.high_pm),
        "usual": figures.number(it.usual_pm),
    }
    return f"{counted} {share}"


def span_words(row: PartyRow) -> str:
    first, last = times.day(row.first_at), times.day(row.last_at)
    return first if first == last else f"{first} – {last}"


def licence_words(company: CompanyCard | None) -> str:
    """The state of a licence as the list of the state has it."""
    if company is None:
        return ""
    state = word(LICENCES, company.status)
    since = f" ({_('sejak')} {times.day(company.status_since)})" if company.status_since else ""
    return f"{company.licence}, {state}{since}" if company.licence else f"{state}{since}"


def points_words(points: float) -> str:
    return f"{'+' if points > 0 else '−'}{figures.number(abs(points), 0 if points == int(points) else 1)}"
