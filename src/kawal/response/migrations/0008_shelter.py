"""Shelters: rooms, beds, stays and the books of a house, in SQL: its equations and its wall stand in the database."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("response", "0007_scanned")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
