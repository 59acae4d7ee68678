"""An alert of a whole ring, on the member to act on first."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0009_quality"), ("situation", "0011_rings")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
