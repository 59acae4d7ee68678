"""The Django app of the room."""

from django.apps import AppConfig


class ResponseConfig(AppConfig):
    name = "kawal.response"
    label = "response"
    verbose_name = "Tindakan"
