"""Powers and acts in words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kawal.access.scope import Power

POWERS: dict[Power, str | Promise] = {
    Power.NATION: _("melihat seluruh wilayah"),
    Power.REPORT: _("mencatat kejadian"),
    Power.SEARCH: _("mencari orang"),
    Power.READ_PERSON: _("membuka halaman orang"),
    Power.READ_CLAIMS: _("membandingkan kata tiap instansi tentang satu orang"),
    Power.REVEAL_NUMBER: _("menampilkan nomor utuh"),
    Power.REVIEW_IDENTITY: _("menjawab apakah dua catatan satu orang"),
    Power.READ_ALERT: _("membaca yang perlu perhatian"),
    Power.TAKE_ALERT: _("mengambil dan menutup yang perlu perhatian"),
    Power.READ_CASE: _("membaca kasus"),
    Power.OPEN_CASE: _("membuka dan menutup kasus"),
    Power.PLAN_RETURN: _("merencanakan kepulangan"),
    Power.HAND_OVER: _("mencatat serah terima"),
    Power.GIVE_AID: _("memberi paket dan barang"),
    Power.MANAGE_STOCK: _("mengelola persediaan"),
    Power.SCREEN: _("mencatat penapisan"),
    Power.HOUSE: _("mengurus buku penampungan"),
    Power.HEAR_COMPLAINT: _("membaca dan menjawab aduan penampungan"),
    Power.INTAKE: _("mendaftarkan orang"),
    Power.IMPORT: _("memasukkan kiriman"),
    Power.READ_STATISTICS: _("membaca laporan"),
    Power.EXPORT: _("mengunduh daftar"),
    Power.MATCH: _("menanyakan siapa orangnya"),
    Power.MANAGE_OFFICERS: _("mengatur petugas dan kunci instansi"),
    Power.MANAGE_FEEDS: _("mengatur sumber"),
    Power.READ_TRAIL: _("membaca jejak akses"),
    Power.LOAD_HISTORY: _("memuat riwayat"),
}
ACTS: dict[str, str | Promise] = {
    "officer.logged_in": _("masuk"),
    "officer.logged_out": _("keluar"),
    "officer.invited": _("mengundang petugas"),
    "officer.added": _("menambah petugas"),
    "officer.reset": _("membuat tautan kata sandi"),
    "officer.disabled": _("menonaktifkan petugas"),
    "officer.enabled": _("mengaktifkan petugas"),
    "officer.moved": _("memindah petugas"),
    "officer.password_chosen": _("memilih kata sandi"),
    "officer.password_changed": _("mengganti kata sandi"),
    "key.issued": _("membuat kunci mesin"),
    "key.revoked": _("mencabut kunci mesin"),
    "person.viewed": _("membuka halaman orang"),
    "person.read": _("membaca catatan orang"),
    "number.revealed": _("menampilkan nomor"),
    "identity.opened": _("membandingkan dengan catatan lain"),
    "identity.owner_asked": _("menanyakan kepada instansi pemilik"),
    "identity.owner_told": _("menjawab pertanyaan instansi lain"),
    "identity.same": _("menjawab: orang yang sama"),
    "identity.different": _("menjawab: orang lain"),
    "identity.unsure": _("menjawab: belum pasti"),
    "identity.undone": _("mengurungkan jawaban"),
    "match.asked": _("menanyakan siapa seseorang"),
    "identity.second": _("menjawab; menunggu petugas kedua"),
    "identity.disputed": _("menjawab lain dari petugas pertama"),
    "party.same": _("menjawab: perekrut atau perusahaan yang sama"),
    "party.different": _("menjawab: perekrut atau perusahaan lain"),
    "party.unsure": _("menjawab tentang perekrut: belum pasti"),
    "party.undone": _("mengurungkan jawaban tentang perekrut"),
    "party.viewed": _("membuka halaman perekrut atau perusahaan"),
    "fact.reported": _("mencatat kejadian"),
    "alert.read": _("membaca yang perlu perhatian"),
    "alert.put_in_hand": _("mulai menangani yang perlu perhatian"),
    "alert.referred": _("merujuk yang perlu perhatian"),
    "alert.taken": _("mengambil yang perlu perhatian"),
    "alert.handed_back": _("mengembalikan yang perlu perhatian"),
    "alert.closed": _("menutup yang perlu perhatian"),
    "alert.reopened": _("membuka lagi yang perlu perhatian"),
    "case.opened": _("memulai kasus"),
    "case.noted": _("mencatat dalam kasus"),
    "case.closed": _("menutup kasus"),
    "case.read": _("membaca kasus"),
    "card.issued": _("menerbitkan kartu"),
    "card.ended": _("mengakhiri kartu"),
    "card.read": _("memindai kartu"),
    "handover.opened": _("menyiapkan serah terima"),
    "handover.line_set": _("mencatat keadaan dalam serah terima"),
    "handover.signed": _("mengambil tanda tangan serah terima"),
    "handover.sealed": _("menyelesaikan serah terima"),
    "handover.refused": _("mencatat penolakan serah terima"),
    "handover.cancelled": _("membatalkan serah terima"),
    "handover.read": _("membaca serah terima"),
    "shelter.opened": _("membuka penampungan"),
    "shelter.arranged": _("mengatur kamar penampungan"),
    "shelter.received": _("menerima penghuni"),
    "shelter.moved": _("memindah penghuni"),
    "shelter.left": _("mencatat penghuni keluar"),
    "shelter.went_out": _("mencatat penghuni bermalam di luar"),
    "shelter.came_back": _("mencatat penghuni kembali"),
    "shelter.kept": _("menerima titipan"),
    "shelter.given_back": _("mencatat nasib titipan"),
    "shelter.noted": _("menulis buku penampungan"),
    "shelter.undone": _("mengurungkan catatan penampungan"),
    "shelter.read": _("membaca lembar penghuni"),
    "shelter.complained": _("meneruskan aduan penampungan"),
    "shelter.answered": _("menjawab aduan penampungan"),
    "return.listed": _("membaca daftar kepulangan"),
    "reception.opened": _("mulai menerima orang"),
    "reception.closed": _("mengakhiri penerimaan orang"),
    "aid.site_opened": _("membuka tempat persediaan"),
    "aid.item_added": _("menambah jenis barang"),
    "aid.received": _("menerima barang dari pemberi"),
    "aid.sent": _("mengirim barang"),
    "aid.arrived": _("menerima kiriman barang"),
    "aid.counted": _("menghitung persediaan"),
    "aid.lost": _("mencatat barang hilang atau rusak"),
    "aid.handed_out": _("menyerahkan barang kepada fasilitas"),
    "aid.undone": _("mengurungkan gerak barang"),
    "aid.given": _("memberi bantuan"),
    "aid.taken_back": _("menarik kembali bantuan"),
    "aid.listed": _("membaca daftar penerima bantuan"),
    "aid.asked": _("menanyakan kebutuhan"),
    "aid.answered": _("mengisi kebutuhan"),
    "aid.closed": _("menutup penilaian kebutuhan"),
    "import.started": _("memasukkan kiriman"),
    "import.refused_taken": _("mengunduh baris yang ditolak"),
    "feed.declared": _("menyatakan sumber lengkap"),
    "feed.ended": _("mengakhiri pernyataan sumber"),
    "list.exported": _("mengunduh daftar"),
    "log.read": _("membaca jejak akses"),
}
# Beginnings, for the filter of the log.
TOPICS: dict[str, str | Promise] = {
    "person.": _("Orang"),
    "number.": _("Nomor"),
    "party.": _("Perekrut dan perusahaan"),
    "fact.": _("Catatan"),
    "alert.": _("Perhatian"),
    "case.": _("Kasus"),
    "return.": _("Kepulangan"),
    "aid.": _("Barang bantuan"),
    "shelter.": _("Penampungan"),
    "officer.": _("Petugas"),
    "key.": _("Kunci"),
    "list.": _("Unduhan"),
}
PURPOSES: dict[str, str | Promise] = {
    "duty": _("tugas"),
    "exchange": _("pertukaran data"),
    "system": _("sistem"),
}


def power_words(powers: Iterable[Power]) -> list[str]:
    """In the order they are declared."""
    held = set(powers)
    return [str(POWERS.get(power, power)) for power in Power if power in held]


def act_words(action: str) -> str:
    """An act that has no words yet is its own."""
    return str(ACTS.get(action, action))


def purpose_words(purpose: str) -> str:
    return str(PURPOSES.get(purpose, purpose))
