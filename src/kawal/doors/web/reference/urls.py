"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.reference import views

app_name = "reference"
urlpatterns = [
    path("", views.search, name="search"),
    path("wilayah/", views.areas, name="areas"),
    path("pos/", views.posts, name="posts"),
    path("instansi/", views.agencies, name="agencies"),
]
