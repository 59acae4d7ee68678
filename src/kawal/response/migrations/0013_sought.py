"""The name of who is looked for stays with the family's thread, also when the agency does not see her any more."""

from django.db import migrations

SQL = "alter table desk_inquiry add column sought text not null default ''"


class Migration(migrations.Migration):
    dependencies = [("response", "0012_desk")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
