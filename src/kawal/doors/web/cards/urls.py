"""Addresses of cards. A card's own code never stands in an address."""

from django.urls import path

from kawal.doors.web.cards import paper, views

app_name = "cards"
urlpatterns = [
    path("pindai/", views.scan, name="scan"),
    path("pindai/jawaban/", views.answer, name="answer"),
    path("pindai/lakukan/", views.act, name="act"),
    path("pindai/urungkan/", views.undo, name="undo"),
    path("kartu/", paper.print_sheet, name="print"),
    path("kartu/<str:kawal_id>/", paper.of_person, name="person"),
    path("kartu/<str:kawal_id>/ganti/", paper.replace, name="replace"),
    path("kartu/<str:kawal_id>/<int:card_id>/akhiri/", paper.end, name="end"),
]
