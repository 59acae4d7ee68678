"""The tables of the room."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Corridor",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("list", "Daftar resmi"),
                            ("fictional", "Negara rekaan"),
                            ("local", "Ditambahkan di sini"),
                        ],
                        default="list",
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("country", models.CharField(max_length=3)),
                ("mission", models.CharField(blank=True, max_length=60)),
                ("post", models.CharField(max_length=60)),
                ("shelter", models.CharField(blank=True, max_length=60)),
                ("onward", models.TextField(blank=True)),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "db_table": "corridor",
            },
        ),
        migrations.CreateModel(
            name="Country",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("list", "Daftar resmi"),
                            ("fictional", "Negara rekaan"),
                            ("local", "Ditambahkan di sini"),
                        ],
                        default="list",
                        max_length=10,
                    ),
                ),
                ("search_text", models.TextField()),
                (
                    "code",
                    models.CharField(help_text="Alpha-3.", max_length=3, primary_key=True, serialize=False),
                ),
                ("alpha2", models.CharField(max_length=2, unique=True)),
                (
                    "numeric",
                    models.CharField(
                        help_text="Three digits, leading zeros kept.", max_length=3, unique=True
                    ),
                ),
                ("name_id", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("name_sort", models.CharField(max_length=80)),
            ],
            options={
                "db_table": "country",
            },
        ),
        migrations.CreateModel(
            name="ReferenceLoad",
            fields=[
                ("table", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                ("local_changes", models.PositiveIntegerField(default=0)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "reference_load",
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("list", "Daftar resmi"),
                            ("fictional", "Negara rekaan"),
                            ("local", "Ditambahkan di sini"),
                        ],
                        default="list",
                        max_length=10,
                    ),
                ),
                ("search_text", models.TextField()),
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=160)),
                ("short_name", models.CharField(max_length=60)),
                ("name_sort", models.CharField(max_length=160)),
                ("kind", models.CharField(max_length=30)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "Pusat"),
                            ("province", "Provinsi"),
                            ("regency", "Kabupaten/kota"),
                            ("village", "Desa/kelurahan"),
                            ("post", "Pos"),
                            ("abroad", "Luar negeri"),
                        ],
                        max_length=10,
                    ),
                ),
                ("parent", models.CharField(blank=True, max_length=60)),
                ("area_code", models.CharField(blank=True, max_length=13)),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                ("is_state", models.BooleanField()),
                ("source", models.CharField(max_length=200)),
                (
                    "is_verified",
                    models.BooleanField(
                        help_text="Stated by the source named; otherwise to be confirmed by its owner."
                    ),
                ),
            ],
            options={
                "db_table": "agency",
                "indexes": [
                    models.Index(fields=["kind", "area_code"], name="agency_kind_area"),
                    django.contrib.postgres.indexes.GinIndex(fields=["countries"], name="agency_countries"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_text"], name="agency_search", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("list", "Daftar resmi"),
                            ("fictional", "Negara rekaan"),
                            ("local", "Ditambahkan di sini"),
                        ],
                        default="list",
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(max_length=13, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("name_sort", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("provinsi", "Provinsi"),
                            ("kabupaten", "Kabupaten"),
                            ("kota", "Kota"),
                            ("kecamatan", "Kecamatan"),
                            ("desa", "Desa"),
                            ("kelurahan", "Kelurahan"),
                            ("desa_adat", "Desa Adat"),
                        ],
                        max_length=10,
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("parent_code", models.CharField(blank=True, max_length=8)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                (
                    "population",
                    models.IntegerField(
                        help_text="Residents, December 2024; provinces and regencies only.", null=True
                    ),
                ),
                ("area_km2", models.FloatField(null=True)),
                ("utc_offset", models.SmallIntegerField(help_text="7 WIB, 8 WITA, 9 WIT.", null=True)),
                ("capital", models.CharField(blank=True, max_length=60)),
                (
                    "successor",
                    models.CharField(
                        blank=True,
                        help_text="The code that a former area has today, if known.",
                        max_length=13,
                    ),
                ),
            ],
            options={
                "db_table": "area",
                "indexes": [
                    models.Index(fields=["parent_code", "name_sort"], name="area_parent"),
                    models.Index(fields=["name_sort"], name="area_prefix", opclasses=["text_pattern_ops"]),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_sort"], name="area_search", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="area_level_by_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", 1), ("parent_code", "")),
                            models.Q(("code__startswith", models.F("parent_code")), ("level__gt", 1)),
                            _connector="OR",
                        ),
                        name="area_inside_its_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="area_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code__startswith", "99"), ("origin", "fictional")),
                            models.Q(
                                models.Q(("code__startswith", "99"), _negated=True),
                                models.Q(("origin", "fictional"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="area_99_is_fictional",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("list", "Daftar resmi"),
                            ("fictional", "Negara rekaan"),
                            ("local", "Ditambahkan di sini"),
                        ],
                        default="list",
                        max_length=10,
                    ),
                ),
                ("search_text", models.TextField()),
                (
                    "key",
                    models.CharField(
                        help_text="list/code", max_length=140, primary_key=True, serialize=False
                    ),
                ),
                ("list", models.CharField(max_length=50)),
                ("code", models.CharField(max_length=80)),
                ("position", models.PositiveSmallIntegerField()),
                ("label_id", models.CharField(max_length=200)),
                ("label_en", models.CharField(max_length=200)),
                ("parent", models.CharField(blank=True, max_length=80)),
                ("standard", models.CharField(blank=True, max_length=60)),
                ("source", models.CharField(max_length=300)),
            ],
            options={
                "db_table": "code",
                "constraints": [
                    models.UniqueConstraint(fields=("list", "code"), name="code_once_in_its_list")
                ],
            },
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("list", "Daftar resmi"),
                            ("fictional", "Negara rekaan"),
                            ("local", "Ditambahkan di sini"),
                        ],
                        default="list",
                        max_length=10,
                    ),
                ),
                ("search_text", models.TextField()),
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=160)),
                ("name_sort", models.CharField(max_length=160)),
                ("licence", models.CharField(blank=True, max_length=80)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Berlaku"),
                            ("suspended", "Dibekukan"),
                            ("revoked", "Dicabut"),
                            ("expired", "Habis masa berlaku"),
                        ],
                        max_length=10,
                    ),
                ),
                ("status_since", models.DateField(null=True)),
                ("seat_area", models.CharField(blank=True, max_length=13)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "db_table": "company",
                "indexes": [
                    models.Index(fields=["licence"], name="company_licence"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_text"], name="company_search", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalLimit",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("list", "Daftar resmi"),
                            ("fictional", "Negara rekaan"),
                            ("local", "Ditambahkan di sini"),
                        ],
                        default="list",
                        max_length=10,
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="rule@valid_from", max_length=30, primary_key=True, serialize=False
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        help_text="T1 … T15; a letter follows where a rule has two figures.", max_length=8
                    ),
                ),
                ("title_id", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("value", models.PositiveIntegerField(null=True)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("days", "hari"),
                            ("working_days", "hari kerja"),
                            ("hours", "jam"),
                            ("months", "bulan"),
                            ("years", "tahun"),
                            ("years_of_age", "tahun usia"),
                            ("none", "tanpa angka"),
                        ],
                        max_length=14,
                    ),
                ),
                ("clock_from", models.CharField(help_text="What starts the clock.", max_length=40)),
                ("duty_of", models.CharField(blank=True, max_length=120)),
                ("basis", models.CharField(max_length=160)),
                ("source", models.CharField(max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("full_text_read", "naskah lengkap dibaca"),
                            ("article_read", "pasalnya dibaca"),
                            ("as_quoted", "dikutip sumber lain"),
                            ("local_standard", "standar pelayanan setempat"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "dating",
                    models.CharField(
                        choices=[("day", "hari"), ("year", "tahun saja"), ("read", "hari sumber dibaca")],
                        help_text="How exactly valid_from is known.",
                        max_length=4,
                    ),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "db_table": "legal_limit",
                "indexes": [models.Index(fields=["rule", "valid_from"], name="legal_limit_rule")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit", "none"), ("value__isnull", True)),
                            models.Q(models.Q(("unit", "none"), _negated=True), ("value__isnull", False)),
                            _connector="OR",
                        ),
                        name="legal_limit_figure_has_its_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("basis", ""), _negated=True)
                        ),
                        name="legal_limit_has_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("list", "Daftar resmi"),
                            ("fictional", "Negara rekaan"),
                            ("local", "Ditambahkan di sini"),
                        ],
                        default="list",
                        max_length=10,
                    ),
                ),
                ("search_text", models.TextField()),
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("name_sort", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plbn", "Pos Lintas Batas Negara"),
                            ("border_post", "Pos lintas batas tradisional"),
                            ("airport", "Bandar udara"),
                            ("seaport", "Pelabuhan"),
                            ("shelter", "Rumah penampungan"),
                            ("help_desk", "Pos layanan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("area_code", models.CharField(blank=True, max_length=13)),
                ("country", models.CharField(default="IDN", max_length=3)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("is_debarkation", models.BooleanField(help_text="Returnees are received here.")),
                (
                    "is_border_crossing",
                    models.BooleanField(help_text="People leave and enter the country here."),
                ),
                ("source", models.CharField(max_length=200)),
                (
                    "is_verified",
                    models.BooleanField(
                        help_text="Stated by the source named; otherwise to be confirmed by its owner."
                    ),
                ),
            ],
            options={
                "db_table": "post",
                "indexes": [
                    models.Index(fields=["area_code"], name="post_area"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_text"], name="post_search", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
    ]
