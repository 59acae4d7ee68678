"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.trail import views

app_name = "trail"
urlpatterns = [path("", views.log, name="log")]
