"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("buka/<str:kawal_id>/", views.open_case, name="open"),
    path("<str:code>/", views.page, name="page"),
    path("<str:code>/catatan/", views.note, name="note"),
    path("<str:code>/tutup/", views.close, name="close"),
    path("<str:code>/<str:slug>/", views.step, name="step"),
]
