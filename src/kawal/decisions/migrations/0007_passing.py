"""An alert goes past the agency or officer it names, and past an officer who said she cannot deal with it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_budgets"), ("facts", "0005_past")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
