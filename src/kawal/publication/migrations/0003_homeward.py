"""Returns of the nation by origin, route, month and payer, with small numbers hidden: who has no people cannot count them."""

from django.db import migrations

ADD = "alter table figures_drawn add column homeward jsonb"


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_elapsed")]
    operations = [migrations.RunSQL(ADD, "alter table figures_drawn drop column homeward")]
