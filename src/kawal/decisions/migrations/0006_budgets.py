"""How many alerts a unit can work in a day, and the few from below the threshold that are looked at all the same."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_life"), ("access", "0006_self")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
