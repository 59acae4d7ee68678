"""Countries by ISO 3166-1 alpha-3 code, and posts by a code of our own."""

from django.db import models

from kawal.reference.dated import Dated, Named, trigrams


class Country(Named):
    """A country or territory of ISO 3166-1."""

    code = models.CharField(max_length=3, primary_key=True, help_text="Alpha-3.")
    alpha2 = models.CharField(max_length=2, unique=True)
    numeric = models.CharField(max_length=3, unique=True, help_text="Three digits, leading zeros kept.")
    name_id = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    name_sort = models.CharField(max_length=80)

    class Meta:
        db_table = "country"

    def __str__(self) -> str:
        return self.code


class Post(Named):
    """A place where officers meet travellers or returnees. Coordinates are approximate."""

    class Kind(models.TextChoices):
        PLBN = "plbn", "Pos Lintas Batas Negara"
        BORDER_POST = "border_post", "Pos lintas batas tradisional"
        AIRPORT = "airport", "Bandar udara"
        SEAPORT = "seaport", "Pelabuhan"
        SHELTER = "shelter", "Rumah penampungan"
        HELP_DESK = "help_desk", "Pos layanan"

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=120)
    name_sort = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    area_code = models.CharField(max_length=13, blank=True)
    country = models.CharField(max_length=3, default="IDN")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_debarkation = models.BooleanField(help_text="Returnees are received here.")
    is_border_crossing = models.BooleanField(help_text="People leave and enter the country here.")
    source = models.CharField(max_length=200)
    is_verified = models.BooleanField(
        help_text="Stated by the source named; otherwise to be confirmed by its owner."
    )

    class Meta:
        db_table = "post"
        indexes = (models.Index(fields=["area_code"], name="post_area"), trigrams("post"))

    def __str__(self) -> str:
        return self.code


class Corridor(Dated):
    """The usual way home from one foreign region to one post, and on from there."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=3)
    mission = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=60)
    shelter = models.CharField(max_length=60, blank=True)
    onward = models.TextField(blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "corridor"

    def __str__(self) -> str:
        return self.code
