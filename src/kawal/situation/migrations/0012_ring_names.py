"""The names by which reports call the recruiters of a ring, in SQL."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0011_rings")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
