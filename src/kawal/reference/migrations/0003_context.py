"""Dated tables of the world: one table each, never two rows of one key for one day, nothing ever overwritten."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("reference", "0002_grants")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
