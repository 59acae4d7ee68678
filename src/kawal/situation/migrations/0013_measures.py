"""What only the whole nation tells of somebody, kept beside what her ring tells, in SQL."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0012_ring_names")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
