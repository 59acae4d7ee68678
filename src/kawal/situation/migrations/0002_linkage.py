"""Who is whom: forms and keys of claims, what the engine found, what it proposes, what officers decided. In SQL: the wall."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0001_situation")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
