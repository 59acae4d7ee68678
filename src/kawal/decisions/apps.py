"""The Django app of the room."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "kawal.decisions"
    label = "decisions"
    verbose_name = "Keputusan"
