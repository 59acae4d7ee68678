"""Alerts of two people who may be one stand at the higher of their levels, until a second officer answers."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_counted"), ("situation", "0006_together")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
