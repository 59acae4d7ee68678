"""The address of the start page."""

from django.urls import path

from kawal.doors.web.home import views

app_name = "home"
urlpatterns = [path("", views.home, name="home")]
