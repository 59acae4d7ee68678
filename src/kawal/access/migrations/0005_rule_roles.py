"""Roles for those who write and those who approve the rules that watch."""

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
    "rule_approver",
    "rule_author",
    "shelter",
    "supervisor",
    "village",
]


class Migration(migrations.Migration):
    dependencies = [("access", "0004_aid_role")]
    operations = [
        migrations.RemoveConstraint(model_name="officer", name="officer_role_is_known"),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.CheckConstraint(
                name="officer_role_is_known", condition=models.Q(role__in=ROLES)
            ),
        ),
    ]
