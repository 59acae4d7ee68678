"""Who is named in facts as recruiter, company, lender or employer, in SQL: the wall stands in the database."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("situation", "0002_linkage")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
