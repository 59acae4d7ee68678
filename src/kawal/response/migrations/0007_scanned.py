"""A scan of a card in a hand-over."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("response", "0006_aid")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
