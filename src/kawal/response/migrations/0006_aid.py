"""Tables of aid: things, where they lie, how they moved, who got them, what a group needs."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("response", "0005_handing"), ("situation", "0001_situation")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
