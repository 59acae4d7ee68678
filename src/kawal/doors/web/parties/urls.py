"""Addresses of recruiters and companies. Each is named by an opaque code, never by what it is called."""

from django.urls import path

from kawal.doors.web.parties import views

app_name = "parties"
urlpatterns = [
    path("", views.search, name="search"),
    path("<str:code>/", views.page, name="page"),
    path("<str:code>/pekerja/", views.workers, name="workers"),
    path("<str:code>/sama/<str:other>/", views.answer, name="answer"),
    path("<str:code>/sama/<str:other>/urungkan/", views.unanswer, name="unanswer"),
]
