"""Whose silence is put down to a source that does not send."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_together"), ("situation", "0008_again")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
