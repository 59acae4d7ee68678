"""Changes of the dated tables wait for a second officer."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0013_measures"), ("reference", "0004_closed_jobs")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
