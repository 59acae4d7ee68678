"""The Django app of the room."""

from django.apps import AppConfig


class SituationConfig(AppConfig):
    name = "kawal.situation"
    label = "situation"
    verbose_name = "Keadaan"
