"""Plans after home, what became of them, and surveys."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("response", "0009_returns")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
