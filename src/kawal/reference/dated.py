"""What every table of this room has: its days of validity, where a row came from, and a text to search."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Origin(models.TextChoices):
    """A list replaces its own rows when it is loaded again; local rows are the installation's and stay."""

    LIST = "list", "Daftar resmi"
    FICTIONAL = "fictional", "Negara rekaan"
    LOCAL = "local", "Ditambahkan di sini"


class Dated(models.Model):
    """Valid from a day until another, the end excluded. An open end is ``None``."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.LIST)

    class Meta:
        abstract = True


class Named(Dated):
    """``search_text`` is lower case without accents: the name, its short forms and what else people type."""

    search_text = models.TextField()

    class Meta(Dated.Meta):
        abstract = True


def trigrams(table: str) -> GinIndex:
    """An index that finds misspelt names."""
    return GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name=f"{table}_search")
