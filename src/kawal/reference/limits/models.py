"""Legal limits T1 to T15. A limit is data: its value changes with the law, never with the code."""

from django.db import models
from django.db.models import Q

from kawal.reference.dated import Dated


class LegalLimit(Dated):
    """One limit in one period. ``value`` is empty where the law sets a duty without a figure."""

    class Unit(models.TextChoices):
        DAYS = "days", "hari"
        WORKING_DAYS = "working_days", "hari kerja"
        HOURS = "hours", "jam"
        MONTHS = "months", "bulan"
        YEARS = "years", "tahun"
        YEARS_OF_AGE = "years_of_age", "tahun usia"
        NONE = "none", "tanpa angka"

    class Confidence(models.TextChoices):
        """How the text was read; never whether it is right."""

        FULL_TEXT = "full_text_read", "naskah lengkap dibaca"
        ARTICLE = "article_read", "pasalnya dibaca"
        QUOTED = "as_quoted", "dikutip sumber lain"
        LOCAL = "local_standard", "standar pelayanan setempat"

    class Dating(models.TextChoices):
        DAY = "day", "hari"
        YEAR = "year", "tahun saja"
        READ = "read", "hari sumber dibaca"

    key = models.CharField(max_length=30, primary_key=True, help_text="rule@valid_from")
    rule = models.CharField(
        max_length=8, help_text="T1 … T15; a letter follows where a rule has two figures."
    )
    title_id = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    value = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=14, choices=Unit)
    clock_from = models.CharField(max_length=40, help_text="What starts the clock.")
    duty_of = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=160)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=16, choices=Confidence)
    dating = models.CharField(max_length=4, choices=Dating, help_text="How exactly valid_from is known.")
    note = models.TextField(blank=True)

    class Meta:
        db_table = "legal_limit"
        indexes = (models.Index(fields=["rule", "valid_from"], name="legal_limit_rule"),)
        constraints = (
            models.CheckConstraint(
                name="legal_limit_figure_has_its_unit",
                condition=Q(unit="none", value__isnull=True) | ~Q(unit="none") & Q(value__isnull=False),
            ),
            models.CheckConstraint(name="legal_limit_has_a_source", condition=~Q(source="") & ~Q(basis="")),
        )

    def __str__(self) -> str:
        return self.key
