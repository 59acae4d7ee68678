"""Agencies by a code of our own, and placement companies (P3MI)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from kawal.reference.dated import Named, trigrams


class Agency(Named):
    """An office. ``countries`` are those a mission serves; ``area_code`` is what a domestic office serves."""

    class Level(models.TextChoices):
        NATIONAL = "national", "Pusat"
        PROVINCE = "province", "Provinsi"
        REGENCY = "regency", "Kabupaten/kota"
        VILLAGE = "village", "Desa/kelurahan"
        POST = "post", "Pos"
        ABROAD = "abroad", "Luar negeri"

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    name_sort = models.CharField(max_length=160)
    kind = models.CharField(max_length=30)
    level = models.CharField(max_length=10, choices=Level)
    parent = models.CharField(max_length=60, blank=True)
    area_code = models.CharField(max_length=13, blank=True)
    countries = ArrayField(models.CharField(max_length=3), default=list)
    is_state = models.BooleanField()
    source = models.CharField(max_length=200)
    is_verified = models.BooleanField(
        help_text="Stated by the source named; otherwise to be confirmed by its owner."
    )

    class Meta:
        db_table = "agency"
        indexes = (
            models.Index(fields=["kind", "area_code"], name="agency_kind_area"),
            GinIndex(fields=["countries"], name="agency_countries"),
            trigrams("agency"),
        )

    def __str__(self) -> str:
        return self.code


class Company(Named):
    """A placement company (P3MI) and the state of its licence (SIP3MI)."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Berlaku"
        SUSPENDED = "suspended", "Dibekukan"
        REVOKED = "revoked", "Dicabut"
        EXPIRED = "expired", "Habis masa berlaku"

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=160)
    name_sort = models.CharField(max_length=160)
    licence = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=Status)
    status_since = models.DateField(null=True)
    seat_area = models.CharField(max_length=13, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "company"
        indexes = (models.Index(fields=["licence"], name="company_licence"), trigrams("company"))

    def __str__(self) -> str:
        return self.code
