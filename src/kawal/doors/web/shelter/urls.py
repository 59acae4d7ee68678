"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.shelter import daily, resident, rooms, views

app_name = "shelter"
urlpatterns = [
    path("", views.start, name="start"),
    path("angka/", views.numbers, name="numbers"),
    path("aduan/", daily.complaints, name="complaints"),
    path("aduan/<str:number>/", daily.complaint, name="complaint"),
    path("penghuni/<uuid:stay_id>/", resident.page, name="resident"),
    path("penghuni/<uuid:stay_id>/keluar/", resident.leave, name="leave"),
    path("penghuni/<uuid:stay_id>/luar/", resident.go_out, name="out"),
    path("penghuni/<uuid:stay_id>/kembali/", resident.come_back, name="back"),
    path("penghuni/<uuid:stay_id>/titip/", resident.keep, name="keep"),
    path("penghuni/<uuid:stay_id>/titipan/<uuid:item_id>/", resident.give_back, name="give_back"),
    path("penghuni/<uuid:stay_id>/buku/<str:book>/", resident.write, name="write"),
    path("penghuni/<uuid:stay_id>/urungkan/<str:what>/", resident.undo, name="undo"),
    path("penghuni/<uuid:stay_id>/urungkan/<str:what>/<uuid:act>/", resident.undo_part, name="undo_part"),
    path("<str:code>/", views.roster, name="roster"),
    path("<str:code>/terima/", views.arrivals, name="arrivals"),
    path("<str:code>/terima/<str:kawal_id>/", views.bed, name="bed"),
    path("<str:code>/hadir/", views.presence, name="presence"),
    path("<str:code>/putaran/", daily.rounds, name="rounds"),
    path("<str:code>/periksa/", daily.checks, name="checks"),
    path("<str:code>/tamu/", daily.guests, name="guests"),
    path("<str:code>/tamu/baru/", daily.write, {"book": "visit"}, name="guest_new"),
    path("<str:code>/tamu/<uuid:act>/pulang/", daily.visit_over, name="visit_over"),
    path("<str:code>/kejadian/", daily.incidents, name="incidents"),
    path("<str:code>/kejadian/baru/", daily.write, {"book": "incident"}, name="incident_new"),
    path("<str:code>/adukan/", daily.complain, name="complain"),
    path("<str:code>/kamar/", rooms.rooms, name="rooms"),
    path("<str:code>/kamar/alamat/", rooms.address, name="address"),
    path("<str:code>/kamar/<int:room_id>/khusus/", rooms.set_apart, name="set_apart"),
    path("<str:code>/kamar/<int:room_id>/biasa/", rooms.end_use, name="end_use"),
    path("<str:code>/tempat-tidur/<int:bed_id>/tutup/", rooms.close_bed, name="close_bed"),
    path("<str:code>/tempat-tidur/<int:bed_id>/buka/", rooms.open_bed, name="open_bed"),
]
