"""Over which post somebody came into the country."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0009_signals")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
