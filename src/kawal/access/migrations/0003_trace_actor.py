"""What one officer did lately is asked on every account page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_grants")]
    operations = [
        migrations.AddIndex(
            model_name="trace",
            index=models.Index(fields=["actor", "-at"], name="trace_actor"),
        ),
    ]
