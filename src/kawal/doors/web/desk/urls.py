"""Addresses of the desk. A visitor is named by her number, a family by its inquiry."""

from django.urls import path

from kawal.doors.web.desk import board, counter, inquiries, warnings

app_name = "desk"
urlpatterns = [
    path("", board.today, name="today"),
    path("panggil/", board.call_next, name="call_next"),
    path("hari/", board.day, name="day"),
    path("disebut/", warnings.typed, name="warnings"),
    path("disebut/catatan/", warnings.recorded, name="recorded"),
    path("dicari/", inquiries.inquiry_list, name="inquiries"),
    path("dicari/baru/", inquiries.look_for, name="look_for"),
    path("dicari/<str:code>/", inquiries.inquiry, name="inquiry"),
    path("dicari/<str:code>/urungkan/", inquiries.undo_inquiry, name="undo_inquiry"),
    path("dicari/<str:code>/tunggu-lagi/", inquiries.untell, name="untell"),
    path("<str:code>/", counter.counter, name="counter"),
    path("<str:code>/urungkan/", counter.unserve, name="unserve"),
    path("<str:code>/batalkan/", board.undo_ticket, name="undo_ticket"),
    path("<str:code>/<slug:act>/", counter.move, name="move"),
]
