"""Hand-overs in words: parties, steps, states, what is missing, what was wrong."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.doors.web.kit.sentences import joined
from kawal.response.handover.plans import BadPlan, Party
from kawal.response.handover.signatures import BadSignature

Words = dict[str, str | Promise]
KINDS: Words = {
    "family": gettext_lazy("keluarga"),
    "proxy": gettext_lazy("kuasa keluarga"),
    "village": gettext_lazy("desa atau kelurahan"),
    "district": gettext_lazy("kabupaten atau kota"),
    "province": gettext_lazy("provinsi"),
    "social_ministry": gettext_lazy("Kementerian Sosial"),
    "agency": gettext_lazy("instansi"),
}
STEPS: Words = {
    "kp2mi.family": gettext_lazy("Kepada keluarga, disaksikan desa"),
    "kp2mi.onward": gettext_lazy("Kepada instansi berikutnya dalam perjalanan"),
    "kp2mi.social_ministry": gettext_lazy("Kepada Kementerian Sosial, bila tidak ada keluarga"),
    "kemensos.province": gettext_lazy("Kepada provinsi asal"),
    "kemensos.district": gettext_lazy("Kepada kabupaten atau kota asal"),
    "kemensos.village": gettext_lazy("Kepada desa atau kelurahan asal"),
    "goods.receipt": gettext_lazy("Penerimaan barang"),
}
ROLES: Words = {
    "giver": gettext_lazy("yang menyerahkan"),
    "taker": gettext_lazy("yang menerima"),
    "witness": gettext_lazy("saksi"),
    "person": gettext_lazy("yang menolak"),
}
STATES: Words = {
    "open": gettext_lazy("berjalan"),
    "complete": gettext_lazy("selesai"),
    "refused": gettext_lazy("ditolak penerima"),
    "cancelled": gettext_lazy("dibatalkan"),
}
LINES: Words = {
    "due": gettext_lazy("akan diserahkan"),
    "here": gettext_lazy("hadir"),
    "absent": gettext_lazy("tidak hadir"),
    "refused": gettext_lazy("menolak"),
}
CONDITIONS: Words = {
    "well": gettext_lazy("sehat"),
    "ill": gettext_lazy("sakit"),
    "injured": gettext_lazy("terluka"),
    "pregnant": gettext_lazy("hamil"),
    "mother": gettext_lazy("membawa anak"),
    "child": gettext_lazy("anak"),
    "elderly": gettext_lazy("lanjut usia"),
    "disabled": gettext_lazy("disabilitas"),
}
_WRONG: dict[tuple[str, str], str | Promise] = {
    ("people", "missing"): gettext_lazy("Pilih siapa yang diserahterimakan."),
    ("people", "nobody"): gettext_lazy("Tidak ada yang hadir, jadi tidak ada yang diserahterimakan."),
    ("people", "too_many"): gettext_lazy("Paling banyak 300 orang dalam satu serah terima."),
    ("giver", "no_area"): gettext_lazy("Peran Anda tidak menyerahkan pada langkah ini."),
    ("giver", "not_lawful"): gettext_lazy("Peran Anda tidak menyerahkan pada langkah ini."),
    ("taker", "no_area"): gettext_lazy("Pilih wilayah penerima sampai tingkat yang diminta."),
    ("taker", "no_office"): gettext_lazy("Pilih instansi penerima dari daftar."),
    ("taker", "same"): gettext_lazy("Yang menyerahkan dan yang menerima tidak boleh sama."),
    ("witness", "missing"): gettext_lazy("Saksi dari desa, kabupaten, atau provinsi wajib ada."),
    ("witness", "no_area"): gettext_lazy("Pilih desa, kabupaten, atau provinsi saksi dari daftar."),
    ("statement", "missing"): gettext_lazy("Tulis pernyataan penolakannya dengan kata-katanya sendiri."),
    ("reason", "missing"): gettext_lazy("Tulis alasannya."),
}
_BAD_SIGNATURE: Words = {
    "empty": gettext_lazy("Tanda tangani di kotak, atau lampirkan fotonya."),
    "not_drawn": gettext_lazy("Tanda tangan tidak terbaca. Tanda tangani lagi di kotak."),
    "too_long": gettext_lazy("Tanda tangan terlalu rumit untuk disimpan. Hapus dan tanda tangani lagi."),
    "not_image": gettext_lazy("Lampirkan foto JPEG atau PNG."),
    "too_large": gettext_lazy("Foto terlalu besar; paling besar 4 MB."),
    "no_name": gettext_lazy("Tulis nama yang bertanda tangan."),
}


def plan_sentence(wrong: BadPlan) -> str:
    return str(_WRONG.get((wrong.field, wrong.code), _("Isian ini tidak bisa dipakai.")))


def signature_sentence(wrong: BadSignature) -> str:
    return str(_BAD_SIGNATURE.get(wrong.code, _BAD_SIGNATURE["not_drawn"]))


def party_words(party: Party) -> str:
    """`Ibu Contoh (ibu)`, `Desa Umpama`, `BP3MI NTT`."""
    if party.kind in ("family", "proxy"):
        said = party.name or str(KINDS[party.kind])
        return f"{said} ({party.relation})" if party.relation else said
    return party.office or str(KINDS[party.kind])


def office_words(party: Party) -> str:
    """Without any name of a person."""
    return str(KINDS[party.kind]) if party.kind in ("family", "proxy") else party_words(party)


def missing_words(roles: Iterable[str]) -> str:
    """`yang menerima dan saksi`."""
    return joined([str(ROLES[it]) for it in roles])
