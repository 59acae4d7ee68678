"""The way home of those who died abroad, in SQL: the wall stands in the database."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("response", "0010_aftercare")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
