"""The ledger, its claims and its people, written in SQL: partitions, policies and search functions are not Django's to make."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("access", "0002_grants"), ("reference", "0001_initial")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
