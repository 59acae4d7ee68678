"""Tables of counts, in SQL because of their policies."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("situation", "0001_situation"), ("facts", "0001_ledger")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
