"""Whoever proposes a change of a dated table says why."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0014_table_changes")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
