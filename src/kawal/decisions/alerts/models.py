"""Alerts and what hangs on them. Made by SQL in `migrations/0001_alerts.sql`: the database holds the wall and the states."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from kawal.access.guard import GuardedModel, Rows, by_keys
from kawal.access.scope import Scope


class Alert(GuardedModel):
    """One open a person. Its reasons come and go; a named officer takes it and closes it with an outcome."""

    alert_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, editable=False)
    person_id = models.BigIntegerField()
    ring_id = models.BigIntegerField(null=True)
    claim_id = models.BigIntegerField()
    level = models.TextField()
    level_rank = models.SmallIntegerField(editable=False)
    state = models.TextField(default="new")
    desk = models.TextField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    first_sign_at = models.DateTimeField()
    first_sign_known_at = models.DateTimeField()
    calm_at = models.DateTimeField(null=True)
    changes_at = models.DateTimeField(null=True)
    taken_by = models.TextField(default="")
    taken_agency = models.TextField(default="")
    taken_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    note = models.TextField(default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")
    merged_into = models.BigIntegerField(null=True)
    probability = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    priority = models.FloatField(default=1)
    weights = models.TextField(default="")
    dimensions = models.JSONField(default=dict)
    snoozed_until = models.DateTimeField(null=True)
    snoozed_by = models.TextField(default="")
    expires_at = models.DateTimeField(null=True)
    climbed = models.SmallIntegerField(default=0)
    climbs_at = models.DateTimeField(null=True)
    past = ArrayField(models.TextField(), default=list)
    keys = ArrayField(models.TextField(), default=list)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "alert"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Whoever may see the person, but for those whom it goes past."""
        seen = by_keys(rows, scope)
        return seen.exclude(past__overlap=list(scope.marks)) if scope.marks else seen

    def __str__(self) -> str:
        return f"Alert {self.code}"


class OfAlert(GuardedModel):
    """What hangs on an alert is seen by whoever sees the alert."""

    alert = models.ForeignKey(Alert, models.DO_NOTHING, related_name="+")

    class Meta(GuardedModel.Meta):
        abstract = True

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        if scope.is_nationwide:
            return rows
        return rows.filter(Exists(Alert.objects.visible_to(scope).filter(alert_id=OuterRef("alert_id"))))


class AlertReason(OfAlert):
    """A finding as it stood when its rule fired."""

    reason_id = models.BigAutoField(primary_key=True)
    rule = models.TextField()
    version = models.IntegerField()
    digest = models.TextField()
    severity = models.SmallIntegerField()
    level = models.TextField()
    fired_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    evidence = models.JSONField()
    evidence_key = models.TextField()
    params = models.JSONField()
    sentence = models.JSONField()

    class Meta(OfAlert.Meta):
        managed = False
        db_table = "alert_reason"

    def __str__(self) -> str:
        return f"Reason #{self.reason_id}"


class AlertEvent(OfAlert):
    """A decision, or what the system noticed. The database refuses to alter or delete any."""

    event_id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    agency = models.TextField()
    what = models.TextField()
    why = models.TextField(default="")

    class Meta(OfAlert.Meta):
        managed = False
        db_table = "alert_event"

    def __str__(self) -> str:
        return f"Event #{self.event_id} {self.what}"


class AlertOutcome(OfAlert):
    """How an alert was judged, by whom and when, with the rules that held. One stands; one taken back says so."""

    outcome_id = models.BigAutoField(primary_key=True)
    outcome = models.TextField()
    note = models.TextField()
    indicators = ArrayField(models.TextField())
    by = models.TextField()
    agency = models.TextField()
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta(OfAlert.Meta):
        managed = False
        db_table = "alert_outcome"

    def __str__(self) -> str:
        return f"Outcome #{self.outcome_id}"


class AlertAct(OfAlert):
    """What one officer proposed and another is to confirm or refuse. The database holds that they are two."""

    act_id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    why = models.TextField()
    proposed_by = models.TextField()
    proposed_agency = models.TextField()
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answer = models.TextField(default="")
    answered_by = models.TextField(default="")
    answered_agency = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answer_why = models.TextField(default="")

    class Meta(OfAlert.Meta):
        managed = False
        db_table = "alert_act"

    def __str__(self) -> str:
        return f"Act #{self.act_id} {self.kind}"
