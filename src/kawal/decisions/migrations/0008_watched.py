"""What the watch makes of everybody, and when silence will change it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_passing")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
