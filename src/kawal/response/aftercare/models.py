"""Tables of plans and surveys. Made by SQL (`migrations/0010_aftercare.sql`)."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope
from kawal.facts.people.models import Person, Standing


def _own_or_of_the_person(rows: Rows, scope: Scope) -> Rows:
    """An agency sees its own; whoever sees the person sees what is planned for her."""
    if scope.is_nationwide:
        return rows
    people = Person.objects.visible_to(scope).values("person_id")
    standing = Standing.objects.visible_to(scope).filter(claim_id=OuterRef("claim_id"), person__in=people)
    return rows.filter(
        Q(agency__in=[key[2:] for key in scope.keys if key.startswith("a:")]) | Exists(standing)
    )


class ReintegrationPlan(GuardedModel):
    """What one agency and somebody who came home mean to do."""

    plan_id = models.BigAutoField(primary_key=True)
    claim_id = models.BigIntegerField()
    agency = models.TextField(db_collation="C")
    goal = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "reintegration_plan"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return _own_or_of_the_person(rows, scope)

    def __str__(self) -> str:
        return f"Plan {self.plan_id}"


class ReintegrationOffer(GuardedModel):
    """A service or programme offered under a plan."""

    offer_id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(ReintegrationPlan, models.DO_NOTHING, related_name="+")
    act = models.UUIDField(unique=True)
    kind = models.TextField(db_collation="C")
    code = models.TextField(db_collation="C")
    provider = models.TextField(default="")
    due_on = models.DateField(null=True)
    state = models.TextField(default="offered", db_collation="C")
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "reintegration_offer"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(ReintegrationPlan.objects.visible_to(scope).filter(pk=OuterRef("plan_id"))))

    def __str__(self) -> str:
        return f"Offer {self.offer_id} {self.state}"


class ReintegrationChange(GuardedModel):
    """What became of an offer. The database refuses to alter or delete one."""

    change_id = models.BigAutoField(primary_key=True)
    offer = models.ForeignKey(ReintegrationOffer, models.DO_NOTHING, related_name="+")
    state = models.TextField(db_collation="C")
    note = models.TextField(default="")
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "reintegration_change"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(
            Exists(ReintegrationOffer.objects.visible_to(scope).filter(pk=OuterRef("offer_id")))
        )

    def __str__(self) -> str:
        return f"Change {self.change_id} to {self.state}"


class SurveyAnswer(GuardedModel):
    """One survey as it was answered, with the scores of its version. Nothing is altered; a new one is asked."""

    survey_id = models.BigAutoField(primary_key=True)
    act = models.UUIDField(unique=True)
    claim_id = models.BigIntegerField()
    agency = models.TextField(db_collation="C")
    instrument = models.TextField(db_collation="C")
    version = models.IntegerField()
    months = models.IntegerField()
    answers = models.JSONField()
    scores = models.JSONField()
    asked_at = models.DateTimeField()
    asked_by = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "survey_answer"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return _own_or_of_the_person(rows, scope)

    def __str__(self) -> str:
        return f"Survey {self.survey_id} {self.instrument}"
