"""Indexes for what the board of returns counts, and for those who left and did not arrive."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("response", "0002_way_home")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
