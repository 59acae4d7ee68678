"""The Django app of the room."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "kawal.reference"
    label = "reference"
    verbose_name = "Rujukan"
