"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.returns import figures, views

app_name = "returns"
urlpatterns = [
    path("", views.board, name="list"),
    path("lama/", views.days, name="days"),
    path("angka/", figures.figures, name="figures"),
]
