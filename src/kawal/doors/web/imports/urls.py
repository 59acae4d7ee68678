"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.imports import mapping, views

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("unggah/", views.new, name="new"),
    path("<slug:code>/", views.result, name="result"),
    path("<slug:code>/angka/", views.numbers, name="numbers"),
    path("<slug:code>/kolom/", mapping.mapping, name="mapping"),
    path("<slug:code>/ditolak/", views.refused, name="refused"),
]
