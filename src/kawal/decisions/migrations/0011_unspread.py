"""Keys of alerts are settled with the alerts themselves."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decisions", "0010_ring_alerts")]
    operations = [migrations.RunSQL("drop function spread_alert_keys(bigint[])", migrations.RunSQL.noop)]
