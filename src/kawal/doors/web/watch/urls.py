"""Addresses of the rules that watch."""

from django.urls import path

from kawal.doors.web.watch import views

app_name = "watch"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("<str:rule_id>/", views.rule, name="rule"),
]
