"""Since when somebody is awaited on the way home, and until when she should have been seen."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0006_together")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
