"""The life of an alert: its score and place, snoozing, expiry, climbing, acts of two people, what each outcome was."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_quiet")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
