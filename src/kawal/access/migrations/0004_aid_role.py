"""A role for those who give aid at a post."""

from django.db import migrations, models

ROLES = [
    "administrator",
    "aid",
    "analyst",
    "border_post",
    "data_protection",
    "district",
    "investigator",
    "mission",
    "national",
    "protection",
    "shelter",
    "supervisor",
    "village",
]


class Migration(migrations.Migration):
    dependencies = [("access", "0003_trace_actor")]
    operations = [
        migrations.RemoveConstraint(model_name="officer", name="officer_role_is_known"),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.CheckConstraint(
                name="officer_role_is_known", condition=models.Q(role__in=ROLES)
            ),
        ),
    ]
