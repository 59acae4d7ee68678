"""The Django app of the room."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "kawal.facts"
    label = "facts"
    verbose_name = "Fakta"
