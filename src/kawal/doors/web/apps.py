"""The Django app of the pages: templates, static files and tags; no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kawal.doors.web"
    label = "web"
