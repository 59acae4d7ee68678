"""Addresses of hand-overs, and the public one where anybody may check a document."""

from django.urls import path

from kawal.doors.web.handover import making, paper, views

app_name = "handover"
ONE = "serah-terima/<str:code>/"
urlpatterns = [
    path("serah-terima/", views.handovers, name="list"),
    path("serah-terima/baru/", making.new, name="new"),
    path(ONE, views.page, name="page"),
    path(f"{ONE}orang/<int:line>/", views.line, name="line"),
    path(f"{ONE}tanda-tangan/<str:role>/<int:line>/", making.sign, name="sign"),
    path(f"{ONE}gambar/<str:role>/<int:line>/", making.image, name="image"),
    path(f"{ONE}selesai/", views.complete, name="complete"),
    path(f"{ONE}perbaiki/", making.correct, name="correct"),
    path(f"{ONE}berkas/", paper.paper, name="paper"),
    path(f"{ONE}akhiri/<str:how>/", views.call_off, name="call_off"),
    path("periksa/", paper.check_form, name="check_form"),
    path("periksa/<str:code>/", paper.check, name="check"),
]
