"""What was asked and decided about who is whom. Made by SQL in `migrations/0002_linkage.sql`."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope
from kawal.facts.people.models import Person, Standing


def of_both(rows: Rows, scope: Scope) -> Rows:
    """Only who may see both people: it tells of somebody else."""
    if scope.is_nationwide:
        return rows
    for column in ("low_claim", "high_claim"):
        people = Person.objects.visible_to(scope)
        seen = Standing.objects.visible_to(scope).filter(claim_id=OuterRef(column), person__in=people)
        rows = rows.filter(Exists(seen))
    return rows


class MatchDecision(GuardedModel):
    """A named officer's *same*, *different* or *unsure* about two claims, or what takes one back. Never changed."""

    decision_id = models.BigAutoField(primary_key=True)
    low_claim = models.BigIntegerField()
    high_claim = models.BigIntegerField()
    verdict = models.TextField(db_collation="C")
    kin = models.BooleanField(default=False)
    reason = models.TextField(default="")
    by_actor = models.TextField()
    by_agency = models.TextField(db_collation="C")
    at = models.DateTimeField()
    second_by = models.TextField(default="")
    second_at = models.DateTimeField(null=True)
    undoes = models.BigIntegerField(null=True)
    part_of = models.BigIntegerField(null=True)
    moved = ArrayField(models.BigIntegerField(), default=list)
    moved_from = models.BigIntegerField(null=True)
    moved_to = models.BigIntegerField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "match_decision"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return of_both(rows, scope)

    def __str__(self) -> str:
        return f"Decision {self.decision_id}"


class MatchProposal(GuardedModel):
    """A question for officers: may these two be one (`merge`), may this one be two (`split`)."""

    proposal_id = models.BigAutoField(primary_key=True)
    kind = models.TextField(default="merge", db_collation="C")
    low_claim = models.BigIntegerField()
    high_claim = models.BigIntegerField()
    cause = models.TextField(db_collation="C")
    weight = models.FloatField(null=True)
    part = ArrayField(models.BigIntegerField(), default=list)
    priority = models.SmallIntegerField(default=4)
    why = ArrayField(models.TextField(db_collation="C"), default=list)
    state = models.TextField(default="open", db_collation="C")
    proposed_at = models.DateTimeField()
    again_at = models.DateTimeField(null=True)
    wanted = models.TextField(default="", db_collation="C")
    wanted_kin = models.BooleanField(default=False)
    wanted_reason = models.TextField(default="")
    wanted_by = models.TextField(default="")
    wanted_agency = models.TextField(default="", db_collation="C")
    wanted_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(MatchDecision, models.DO_NOTHING, null=True, related_name="+")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "match_proposal"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return of_both(rows, scope)

    def __str__(self) -> str:
        return f"Proposal {self.proposal_id}"
