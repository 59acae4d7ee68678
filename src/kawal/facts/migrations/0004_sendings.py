"""How often a source sends, so that it can be noticed when it does not."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("facts", "0003_imports")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
