"""Days from the first sign to home, of the whole nation, beside the counts: who has no people cannot ask for them."""

from django.db import migrations

ADD = "alter table figures_drawn add column elapsed jsonb"


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_figures")]
    operations = [migrations.RunSQL(ADD, "alter table figures_drawn drop column elapsed")]
