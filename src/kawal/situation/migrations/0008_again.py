"""When the present journey began, where an earlier one is known."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0007_awaited")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
