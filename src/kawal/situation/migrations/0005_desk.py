"""The desk where officers say who is whom: how long an answer took, what an owner was asked, what two must answer. In SQL: the wall."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0004_lists")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
