"""A job may be closed in a country that is open to others."""

from django.db import migrations

SQL = """alter table context_closed_countries add column occupation text collate "C" not null default '';
update context_closed_countries set key = country || '|' || occupation;"""


class Migration(migrations.Migration):
    dependencies = [("reference", "0003_context")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
