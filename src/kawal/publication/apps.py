"""The Django app of the room."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "kawal.publication"
    label = "publication"
    verbose_name = "Publikasi"
