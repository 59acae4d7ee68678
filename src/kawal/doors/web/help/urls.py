"""Addresses of help."""

from django.urls import path

from kawal.doors.web.help import views

app_name = "help"
urlpatterns = [path("", views.help_page, name="help"), path("bagian/", views.parts, name="parts")]
