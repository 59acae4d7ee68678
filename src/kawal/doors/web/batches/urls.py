"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.batches import annex, legs, marking, papers, people, views

app_name = "batches"
urlpatterns = [
    path("", views.batch_list, name="list"),
    path("baru/", views.new, name="new"),
    path("ke-sini/", views.expected, name="expected"),
    path("<str:code>/", views.page, name="page"),
    path("<str:code>/tutup/", views.close, name="close"),
    path("<str:code>/orang/", people.lines, name="people"),
    path("<str:code>/orang/tambah/", people.add, name="add"),
    path("<str:code>/orang/<int:number>/", people.line, name="line"),
    path("<str:code>/daftar/", annex.upload, name="annex"),
    path("<str:code>/daftar/<slug:sent>/", annex.mapping, name="mapping"),
    path("<str:code>/leg/baru/", legs.plan, name="leg_new"),
    path("<str:code>/leg/<slug:mark>/", marking.leg, name="leg"),
    path("<str:code>/leg/<slug:mark>/ubah/", legs.plan, name="leg_change"),
    path("<str:code>/leg/<slug:mark>/isi/", legs.seat, name="seat"),
    path("<str:code>/leg/<slug:mark>/tutup/", legs.close, name="leg_close"),
    path("<str:code>/leg/<slug:mark>/urungkan/", marking.undo, name="undo"),
    path("<str:code>/leg/<slug:mark>/manifes.pdf", papers.manifest, name="manifest"),
]
