"""The first questions within reach are found along the order of the queue, in SQL."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0006_party_sightings")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
