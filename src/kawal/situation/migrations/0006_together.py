"""Who counts together until a second officer answers. In SQL: a view that asks as its reader."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0005_desk")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
