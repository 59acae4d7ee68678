"""Cases and their notes, in SQL: the wall stands in the database."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("situation", "0001_situation"), ("decisions", "0001_alerts")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
