"""Areas by Kemendagri code (``PP.KK.CC.DDDD``), present and former. Source: see ``data/PROVENANCE.md``."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from kawal.reference.dated import Dated, Origin


class Area(Dated):
    """One province, regency, city, district or village. ``name`` is without the word that says what it is."""

    class Kind(models.TextChoices):
        PROVINSI = "provinsi", "Provinsi"
        KABUPATEN = "kabupaten", "Kabupaten"
        KOTA = "kota", "Kota"
        KECAMATAN = "kecamatan", "Kecamatan"
        DESA = "desa", "Desa"
        KELURAHAN = "kelurahan", "Kelurahan"
        DESA_ADAT = "desa_adat", "Desa Adat"

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    name_sort = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind)
    level = models.PositiveSmallIntegerField()
    parent_code = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    population = models.IntegerField(
        null=True, help_text="Residents, December 2024; provinces and regencies only."
    )
    area_km2 = models.FloatField(null=True)
    utc_offset = models.SmallIntegerField(null=True, help_text="7 WIB, 8 WITA, 9 WIT.")
    capital = models.CharField(max_length=60, blank=True)
    successor = models.CharField(
        max_length=13, blank=True, help_text="The code that a former area has today, if known."
    )

    class Meta:
        db_table = "area"
        indexes = (
            models.Index(fields=["parent_code", "name_sort"], name="area_parent"),
            models.Index(fields=["name_sort"], opclasses=["text_pattern_ops"], name="area_prefix"),
            GinIndex(fields=["name_sort"], opclasses=["gin_trgm_ops"], name="area_search"),
        )
        constraints = (
            models.CheckConstraint(name="area_level_by_code", condition=Q(level__gte=1, level__lte=4)),
            models.CheckConstraint(
                name="area_inside_its_parent",
                condition=Q(level=1, parent_code="") | Q(level__gt=1, code__startswith=F("parent_code")),
            ),
            models.CheckConstraint(
                name="area_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="area_99_is_fictional",
                condition=Q(code__startswith="99", origin=Origin.FICTIONAL)
                | ~Q(code__startswith="99") & ~Q(origin=Origin.FICTIONAL),
            ),
        )

    def __str__(self) -> str:
        return self.code
