"""What the numbers of these pages mean, in one place: headings, definitions, periods."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.doors.web.kit.cards.office import Definition
from kawal.publication.statistics.periods import PERIODS

# How a period is called in an address.
PERIOD_WORDS = dict(zip(PERIODS, ("30hari", "bulan", "tahun"), strict=True))
HIDDEN = gettext_lazy("disamarkan")
UNKNOWN_AREA = gettext_lazy("Asal belum diketahui")
UNKNOWN_COUNTRY = gettext_lazy("Negara belum diketahui")

_DEFINITIONS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    (
        "arti-pulang",
        gettext_lazy("Tanda pertama sampai di rumah"),
        gettext_lazy(
            "Hari dari kejadian pertama yang dikutip peringatan pertama sampai tiba di rumah; orang yang peringatan pertamanya "
            "dalam setahun terakhir dan sudah di rumah. Rata-rata tiap ruas hanya dari orang yang semua saatnya diketahui, "
            "supaya ruas-ruas itu berjumlah."
        ),
    ),
    (
        "arti-perhatian",
        gettext_lazy("Perlu perhatian"),
        gettext_lazy(
            "Orang yang kini di luar negeri dan senyap (tenggat kabar lewat, hilang kontak, atau keluarga melapor hilang), dalam "
            "masalah, atau dalam tahanan. Per 1.000 orang yang kini di luar negeri; rentang 95 % menunjukkan sejauh mana "
            "kebetulan saja dapat menjelaskan selisih."
        ),
    ),
    (
        "arti-arus",
        gettext_lazy("Berangkat, tiba kembali"),
        gettext_lazy(
            "Orang yang keberangkatan terakhirnya, atau ketibaan terakhirnya di pos debarkasi, jatuh pada periode itu, menurut "
            "hari di Jakarta. Ubah: selisih dengan periode sama panjang sebelumnya."
        ),
    ),
    (
        "arti-jalan",
        gettext_lazy("Belum terhitung di perjalanan pulang"),
        gettext_lazy(
            "Orang yang berangkat pulang lebih dari dua hari lalu, menurut rencana atau kalau tidak ada menurut hari berangkatnya, dan "
            "belum tercatat tiba."
        ),
    ),
)


def definitions() -> list[Definition]:
    return [Definition(id, str(term), str(text)) for id, term, text in _DEFINITIONS]


def note(*, is_exact: bool) -> str:
    said = _(
        "Satuan: orang, dihitung sekali walau dilaporkan beberapa instansi, menurut daerah asal. Dihitung ulang tiap lima menit."
    )
    if is_exact:
        return f"{said} {_('Angka penuh, hanya orang dalam wewenang Anda.')}"
    hidden = _(
        "Kurang dari 10 orang disamarkan, dan sel lain ikut disamarkan bila dari jumlahnya angka kecil itu dapat dihitung kembali."
    )
    return f"{said} {hidden}"
