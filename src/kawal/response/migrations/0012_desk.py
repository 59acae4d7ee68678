"""Tickets of a mission's desk, and the inquiries of families who look for somebody."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("response", "0011_remains")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
