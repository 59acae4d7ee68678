"""Tables and their columns in words."""

from django.utils.translation import gettext_lazy as _

from kawal.doors.web.kit.words import Words

TABLES: Words = {
    "licences": _("Izin perusahaan penempatan"),
    "closed_countries": _("Negara dan pekerjaan tertutup"),
    "fee_caps": _("Batas biaya"),
    "zero_cost_jobs": _("Pekerjaan bebas biaya"),
    "reference_wages": _("Upah acuan"),
    "minimum_ages": _("Usia minimum"),
    "high_risk_exits": _("Pintu keluar rawan"),
    "transit_spots": _("Negara transit rawan"),
    "official_numbers": _("Nomor resmi"),
    "outages": _("Gangguan jaringan"),
    "recruiter_addresses": _("Alamat perekrut"),
    "clocks": _("Tenggat kabar"),
    "rates": _("Kurs"),
}
SAYS: Words = {
    "licences": _("Perusahaan yang boleh menempatkan, dan kapan izinnya dibekukan."),
    "closed_countries": _("Ke sana tidak ada penempatan, atau tidak untuk pekerjaan itu."),
    "fee_caps": _("Paling banyak yang boleh ditarik dari pekerja."),
    "zero_cost_jobs": _("Tidak ada biaya yang boleh ditarik dari pekerja."),
    "reference_wages": _("Upah sebulan yang lazim, pembanding bagi janji perekrut."),
    "minimum_ages": _("Lebih tinggi daripada delapan belas tahun menurut undang-undang."),
    "high_risk_exits": _("Pos yang banyak dilewati di luar prosedur."),
    "transit_spots": _("Jalan menuju tempat yang dikenal berbahaya."),
    "official_numbers": _("Nomor layanan yang dipakai banyak orang dan tidak menghubungkan siapa pun."),
    "outages": _("Selama gangguan, kabar yang tidak datang tidak berarti apa-apa."),
    "recruiter_addresses": _("Tempat perekrut terdaftar."),
    "clocks": _("Berapa hari sekali kabar ditunggu, dengan kelonggarannya."),
    "rates": _("Rupiah untuk satu satuan; hanya untuk membandingkan, bukan untuk membayar."),
}
COLUMNS: Words = {
    "licence": _("Nomor izin"),
    "name": _("Nama perusahaan"),
    "status": _("Keadaan izin"),
    "phone": _("Nomor telepon"),
    "country": _("Negara"),
    "occupation": _("Pekerjaan"),
    "wage": _("Upah sebulan"),
    "cap": _("Batas"),
    "currency": _("Mata uang"),
    "age": _("Usia"),
    "post": _("Pos"),
    "channel": _("Saluran"),
    "recruiter": _("Perekrut"),
    "address": _("Alamat"),
    "kind": _("Jenis kabar"),
    "every_days": _("Setiap (hari)"),
    "grace_days": _("Kelonggaran (hari)"),
    "idr": _("Rupiah"),
    "valid_from": _("Berlaku sejak"),
    "valid_to": _("Sampai sebelum"),
}
STATUSES: Words = {
    "active": _("berlaku"),
    "suspended": _("dibekukan"),
    "revoked": _("dicabut"),
    "expired": _("habis masa berlakunya"),
}
ORIGINS: Words = {
    "list": _("bawaan Kawal"),
    "import": _("dari berkas"),
    "local": _("ditulis di sini"),
}
PROPOSED: Words = {
    "added": _("Tambah baris"),
    "changed": _("Ubah mulai suatu hari"),
    "ended": _("Akhiri baris"),
    "withdrawn": _("Batalkan baris"),
    "imported": _("Masukkan berkas"),
}
ANSWERS: Words = {
    "confirmed": _("disetujui"),
    "refused": _("ditolak"),
    "retracted": _("ditarik pengusulnya"),
    "lapsed": _("gugur, tidak dijawab dalam 14 hari"),
    "orphaned": _("gugur, pengusulnya tidak lagi berwenang mengusulkannya"),
}
