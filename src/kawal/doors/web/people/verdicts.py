"""What became of an answer about who is whom, in words for the officer who gave it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.officers.selectors import names_of
from kawal.doors.web.kit.sentences import joined
from kawal.situation.linkage import services as linkage
from kawal.situation.linkage.selectors import Remark

REFUSED = (
    linkage.AlreadyAnswered,
    linkage.Contradicts,
    linkage.NeedsAnother,
    linkage.NotAnswered,
    linkage.NowOnePerson,
)
TOUCHED: dict[str, str | Promise] = {
    "case": gettext_lazy("ada kasus yang terbuka"),
    "alert": gettext_lazy("ada peringatan yang terbuka"),
    "detention": gettext_lazy("ia sedang ditahan"),
    "child": gettext_lazy("ia mungkin masih anak"),
    "sample": gettext_lazy("pertanyaan ini contoh yang dijawab dua petugas"),
}


def what_became(made: linkage.Decided) -> str:
    if made.state == "second":
        why = joined([str(TOUCHED[it]) for it in made.touched])
        return _("Jawaban menunggu petugas kedua: %(why)s.") % {"why": why}
    if made.state == "disputed":
        return _(
            "Jawaban Anda berbeda dari petugas pertama. Pertanyaannya terbuka lagi; bicarakan dengan dia."
        )
    return _("Jawaban disimpan. Bisa diurungkan kapan saja.")


def why_not(refused: Exception) -> str:
    match refused:
        case linkage.AlreadyAnswered():
            return _("Petugas lain sudah menjawab. Jawabannya ada di halaman ini.")
        case linkage.Contradicts():
            told = {"by": names_of(logins=[refused.by])[refused.by]}
            return _("Bertentangan dengan keputusan %(by)s. Keputusan itu harus diurungkan dahulu.") % told
        case linkage.NeedsAnother():
            return _("Jawaban Anda sudah tercatat dan menunggu petugas lain.")
        case linkage.NowOnePerson():
            return _("Keduanya sudah menjadi satu orang. Pisahkan dahulu datanya.")
        case _unanswered:
            return _("Tidak ada jawaban untuk diurungkan.")


def remark_words(remark: Remark) -> str:
    """A contradiction between sources, without the numbers and names themselves. It proves nothing about her."""
    sentences = {
        "two_niks": _("Sumber menyebut NIK yang berlainan."),
        "near_niks": _("NIK-nya beda satu dua angka: salah ketik, atau orang kembar."),
        "nik_other_birth": _("Tanggal dalam NIK lain dari tanggal lahir yang disebut."),
        "nik_other_sex": _("NIK menandai jenis kelamin yang lain."),
        "two_births": _("Sumber menyebut tanggal lahir yang berlainan."),
        "two_birth_years": _("Sumber menyebut tahun lahir yang berlainan: %(years)s.") % {"years": ", ".join(remark.said)},
        "two_sexes": _("Sumber menyebut jenis kelamin yang berlainan."),
        "two_mothers": _("Sumber menyebut nama ibu yang berlainan."),
    }  # fmt: skip
    return sentences[remark.code]
