"""Rows may go past an agency or an officer: the database is told who asks, beside what they may see."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("access", "0005_rule_roles")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
