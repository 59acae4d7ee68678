"""What the figures of returns mean, one definition each."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.doors.web.kit.cards.office import Definition

_DEFINITIONS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    (
        "arti-tiba",
        gettext_lazy("Orang tiba kembali"),
        gettext_lazy(
            "Orang yang ketibaan terakhirnya di pos debarkasi jatuh pada periode ini, menurut hari di Jakarta. Dihitung sekali, walau "
            "dilaporkan beberapa instansi."
        ),
    ),
    (
        "arti-alur",
        gettext_lazy("Alur dan jalur"),
        gettext_lazy(
            "Negara tempat ia terakhir berada, pos tempat ia masuk, dan provinsi asalnya, sejauh ada yang melaporkan. Paling banyak "
            "delapan pita; yang lain digabung sebagai lainnya."
        ),
    ),
    (
        "arti-hari",
        gettext_lazy("Hari sampai rumah"),
        gettext_lazy(
            "Hari dari kejadian pertama yang dikutip peringatan pertama sampai tiba di rumah; orang yang peringatan pertamanya dalam "
            "periode ini dan sudah di rumah."
        ),
    ),
    (
        "arti-pembayar",
        gettext_lazy("Pembayar"),
        gettext_lazy(
            "Siapa yang membayar leg yang ia tempuh, menurut daftar kursi rombongannya, kalau tidak ada menurut leg itu. Seorang bisa "
            "punya beberapa pembayar, jadi jumlahnya dapat melebihi jumlah orang. Yang pulang tanpa rombongan atau tanpa catatan "
            "pembayar dihitung sebagai belum diketahui."
        ),
    ),
    (
        "arti-biaya",
        gettext_lazy("Biaya per orang"),
        gettext_lazy(
            "Rata-rata biaya nyata semua leg yang ditempuh, hanya dari orang yang setiap legnya punya biaya nyata. Orang lain tidak "
            "dianggap nol; mereka tidak dihitung."
        ),
    ),
)


def definitions() -> list[Definition]:
    return [Definition(id, str(term), str(text)) for id, term, text in _DEFINITIONS]


def note(*, is_exact: bool) -> str:
    if is_exact:
        return _("Angka penuh, hanya orang dalam wewenang Anda.")
    return _(
        "Seluruh Indonesia, dihitung ulang tiap lima menit. Kurang dari 10 orang disamarkan, dan sel lain ikut disamarkan bila dari "
        "jumlahnya angka kecil itu dapat dihitung kembali. Karena itu tidak dapat disaring."
    )
