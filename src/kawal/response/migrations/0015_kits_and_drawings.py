"""Kits put together from what lies at a site, and signatures drawn on the screen."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("response", "0014_named")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
