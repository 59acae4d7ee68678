"""Who complains may put her name to it: as she says it, for whoever hears the complaint and nobody else."""

from django.db import migrations

SQL = "alter table shelter_complaint add column name text not null default ''"


class Migration(migrations.Migration):
    dependencies = [("response", "0013_sought")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
