"""What a person's facts say about danger, as columns that rules read for everybody at once."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0008_again")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
