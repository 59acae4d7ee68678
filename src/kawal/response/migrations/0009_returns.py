"""Batches on their way home: legs, people, what was counted at each."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("response", "0008_shelter")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
