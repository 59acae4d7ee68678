"""A fact that names an agency or an officer goes past them: they do not read it, and are not told that it is there."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("facts", "0004_sendings"), ("access", "0006_self")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
