"""What pages of quality look up: decisions of an office by time, outcomes by rule."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decisions", "0008_watched")]
    operations = [
        migrations.RunSQL(
            "create index alert_event_agency on alert_event (agency, at) where agency <> 'kawal';"
            " create index alert_outcome_indicators on alert_outcome using gin (indicators) where taken_back_at is null;"
            " create index alert_opened_at on alert (opened_at);",
            migrations.RunSQL.noop,
        )
    ]
