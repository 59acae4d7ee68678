"""A complaint of debt is a column that rules read."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0015_told_why")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
