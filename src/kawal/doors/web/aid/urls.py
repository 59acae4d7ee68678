"""Addresses of relief goods. Sites, shipments and assessments are named by their codes, acts by the device's UUID."""

from django.urls import path

from kawal.doors.web.aid import books, donors, facilities, giving, kits, moving, needs, papers, sites, stock

app_name = "aid"
urlpatterns = [
    path("", stock.home, name="home"),
    path("tempat/", sites.sites, name="sites"),
    path("jenis/", sites.items, name="items"),
    path("terima/<str:site>/", moving.receive, name="receive"),
    path("kirim/<str:site>/", moving.send, name="send"),
    path("kiriman/<str:code>/", moving.arrive, name="arrive"),
    path("rakit/<str:site>/", kits.assemble, name="assemble"),
    path("hitung/<str:site>/", books.count, name="count"),
    path("hilang/<str:site>/", books.lose, name="lose"),
    path("buku/<str:site>/", books.movements, name="movements"),
    path("neraca/", books.balance, name="balance"),
    path("ganda/", books.doubles, name="doubles"),
    path("fasilitas/<str:site>/", facilities.hand_out, name="hand_out"),
    path("urungkan/<uuid:act>/", moving.undo, name="undo"),
    path("beri/<str:site>/", giving.people, name="give"),
    path("beri/<str:site>/<str:kawal_id>/", giving.recipient, name="recipient"),
    path("diberi/<str:site>/", giving.given, name="given"),
    path("diberi/<uuid:act>/urungkan/", giving.undo, name="undo_gift"),
    path("diberi/<uuid:act>/kembali/", giving.take_back, name="take_back"),
    path("tanda-terima/<int:issue>/", giving.receipt, name="receipt"),
    path("pemberi/", donors.donors, name="donors"),
    path("pemberi/<int:donor>/", donors.report, name="report"),
    path("pemberi/<int:donor>/pdf/", donors.paper, name="paper"),
    path("berita-acara/<uuid:act>/", papers.prepare, name="prepare"),
    path("kebutuhan/", needs.assessments, name="needs"),
    path("kebutuhan/<str:code>/", needs.page, name="assessment"),
    path("kebutuhan/<str:code>/isi/", needs.answer, name="answer"),
    path("kebutuhan/<str:code>/tutup/", needs.close, name="close"),
]
