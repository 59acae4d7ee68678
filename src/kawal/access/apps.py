"""The Django app of the room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kawal.access"
    label = "access"
    verbose_name = "Akses"
