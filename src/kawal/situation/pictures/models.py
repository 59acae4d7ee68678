"""The picture of one person as a row, and the keys that cases and referrals add. Made by SQL in the migration."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope
from kawal.facts.people.models import Person


class Picture(GuardedModel):
    """What is believed now. Derived: it can be thrown away and drawn again."""

    person = models.OneToOneField(Person, models.DO_NOTHING, primary_key=True, related_name="+")
    facts = models.IntegerField()
    stay = models.TextField()
    stay_since = models.DateTimeField(null=True)
    procedure = models.TextField()
    procedure_rules = ArrayField(models.TextField(), default=list)
    last_contact_at = models.DateTimeField(null=True)
    last_fact_at = models.DateTimeField(null=True)
    sex = models.TextField(default="")
    birth_year = models.SmallIntegerField(null=True)
    home = models.TextField(null=True)
    province = models.TextField(null=True)
    regency = models.TextField(null=True)
    country = models.TextField(null=True)
    mission = models.TextField(null=True)
    post = models.TextField(null=True)
    entry_post = models.TextField(null=True)
    shelter = models.TextField(null=True)
    batch = models.TextField(null=True)
    departed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    home_at = models.DateTimeField(null=True)
    died_at = models.DateTimeField(null=True)
    return_requested_at = models.DateTimeField(null=True)
    nationality_verified_at = models.DateTimeField(null=True)
    travel_document_at = models.DateTimeField(null=True)
    exit_cleared_at = models.DateTimeField(null=True)
    return_planned_at = models.DateTimeField(null=True)
    leave_on = models.DateField(null=True)
    contact_due_at = models.DateTimeField(null=True)
    distress_at = models.DateTimeField(null=True)
    family_missing_at = models.DateTimeField(null=True)
    severe_complaint_at = models.DateTimeField(null=True)
    contact_lost_at = models.DateTimeField(null=True)
    awaited_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    arrival_due_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    clocks = models.JSONField(default=list)
    because = models.JSONField(default=dict)
    procedure_because = models.JSONField(default=list)
    screenings = models.JSONField(default=list)
    drawn_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "picture"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Whoever sees the person."""
        return rows if scope.is_nationwide else rows.filter(person__keys__overlap=list(scope.keys))

    def __str__(self) -> str:
        return f"Picture of person {self.person_id}"


class KeyGrant(GuardedModel):
    """A key that a case, an alert in hand or a referral adds to a person until it ends. The engine's own."""

    pk = models.CompositePrimaryKey("person_id", "key", "cause")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    key = models.TextField()
    cause = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "key_grant"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows if scope.is_nationwide else rows.none()

    def __str__(self) -> str:
        return f"Grant {self.key} for person {self.person_id}"
