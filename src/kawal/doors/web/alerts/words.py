"""The words of alerts: desks, states, outcomes, what happened."""

from django.utils.translation import gettext_lazy as _

from kawal.doors.web.kit.words import Words

DESKS: Words = {
    "home": _("Daerah asal"),
    "mission": _("Di luar negeri"),
    "post": _("Pos debarkasi"),
    "shelter": _("Penampungan"),
}
STATES: Words = {
    "new": _("Baru"),
    "triage": _("Triase"),
    "in_hand": _("Ditangani"),
    "referred": _("Dirujuk"),
    "closed": _("Selesai"),
}
OUTCOMES: Words = {
    "proven": _("Terbukti"),
    "strong_suspicion": _("Diduga kuat"),
    "irregular_only": _("Di luar prosedur saja, tanpa eksploitasi"),
    "wrong_data": _("Datanya keliru"),
    "wrong_rule": _("Aturannya keliru"),
    "insufficient_evidence": _("Tidak cukup bukti"),
    "unreachable": _("Tidak terjangkau"),
}
ACTS: Words = {
    "defer_departure": _("Minta tunda keberangkatan"),
    "warn_ring": _("Peringatkan anggota jaringan"),
}
RECUSALS: Words = {
    "relative": _("Menyangkut kerabat saya"),
    "own_record": _("Menyangkut catatan tentang saya sendiri"),
    "own_unit": _("Menyangkut unit saya; seluruh unit tidak akan melihatnya"),
}
ANSWERS: Words = {
    "confirmed": _("Disetujui"),
    "refused": _("Ditolak"),
    "lapsed": _("Gugur"),
    "orphaned": _("Gugur, pengusulnya tidak lagi berwenang"),
}
WEIGHTS: Words = {
    "little": _("sedikit menambah"),
    "some": _("menambah"),
    "much": _("sangat menambah"),
}
RUNGS: Words = {"province": _("provinsi"), "nation": _("pusat")}
CLIMBED = (
    "",
    _("Tidak diambil dalam satu jam: kini juga tugas provinsi."),
    _("Tidak diambil pada waktunya: kini juga tugas pusat."),
)
EVENTS: Words = {
    "opened": _("Muncul"),
    "reason": _("Alasan baru"),
    "ended": _("Alasan tidak berlaku lagi"),
    "raised": _("Tingkat naik"),
    "calmed": _("Reda: tidak ada alasan yang masih berlaku"),
    "taken": _("Diambil"),
    "handed_back": _("Dilepas"),
    "put_in_hand": _("Mulai ditangani"),
    "referred": _("Dirujuk"),
    "closed": _("Ditutup"),
    "reopened": _("Dibuka lagi"),
    "merged": _("Digabung, karena dua orang ternyata satu"),
    "parted": _("Dipisah lagi"),
    "snoozed": _("Ditunda"),
    "woke": _("Kembali ke daftar"),
    "expired": _("Berakhir sendiri: lama tanpa tanda baru"),
    "climbed": _("Tidak diambil dalam satu jam; naik ke jenjang berikutnya"),
    "passed": _("Diteruskan ke jenjang berikutnya"),
    "recused": _("Seorang petugas tidak menanganinya"),
    "proposed": _("Diusulkan, menunggu petugas kedua"),
    "confirmed": _("Disetujui petugas kedua"),
    "refused": _("Ditolak petugas kedua"),
    "lapsed": _("Usul gugur: tidak dijawab pada waktunya"),
}
OF_RINGS = ("N02", "N06")  # the rules whose reason speaks of the ring somebody is in
