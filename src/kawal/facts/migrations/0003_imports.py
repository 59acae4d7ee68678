"""Files that came in and the mappings remembered for their senders."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("facts", "0002_source_freshness")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
