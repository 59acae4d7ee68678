"""Lists of people by stay: indexes in the order of the list, and who carries a key that has no column."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0003_parties")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
