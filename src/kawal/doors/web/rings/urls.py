"""Addresses of rings. Each is named by an opaque code."""

from django.urls import path

from kawal.doors.web.rings import acts, views

app_name = "rings"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<str:code>/", views.page, name="page"),
    path("<str:code>/banding/<str:other>/", views.compare, name="compare"),
    path("<str:code>/satukan/<str:other>/", acts.decide, name="decide"),
]
