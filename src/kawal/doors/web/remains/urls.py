"""Addresses of remains."""

from django.urls import path

from kawal.doors.web.remains import views

app_name = "remains"
urlpatterns = [
    path("", views.remains, name="list"),
    path("baru/", views.new, name="new"),
    path("<str:code>/", views.page, name="page"),
    path("<str:code>/langkah/<slug:step>/", views.step, name="step"),
    path("<str:code>/urungkan/<slug:act>/", views.undo, name="undo"),
    path("<str:code>/hak/", views.claim, name="claim"),
    path("<str:code>/hak/<int:claim_no>/", views.move, name="move"),
    path("<str:code>/instansi/", views.share, name="share"),
    path("<str:code>/tutup/", views.close, name="close"),
]
