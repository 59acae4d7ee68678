"""Tables of remains. Made by SQL (`migrations/0011_remains.sql`); states change only in ``services``."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope
from kawal.facts.people.models import Person


class RemainsCase(GuardedModel):
    """One who died abroad, on the way home."""

    remains_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")  # JN-000123, made by the database
    act_id = models.TextField(unique=True, db_collation="C")
    person_id = models.BigIntegerField()
    claim_id = models.BigIntegerField()
    agency = models.TextField(db_collation="C")
    offices = ArrayField(models.TextField(db_collation="C"))
    died_on = models.DateField()
    country = models.TextField(default="", db_collation="C")
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")
    note = models.TextField(default="")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "remains_case"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """The agency that opened it, and whoever sees the person."""
        if scope.is_nationwide:
            return rows
        own = [key[2:] for key in scope.keys if key.startswith("a:")]
        seen = Person.objects.visible_to(scope).filter(pk=OuterRef("person_id"))
        return rows.filter(Q(agency__in=own) | Q(Exists(seen)))

    def __str__(self) -> str:
        return f"Remains {self.code}"


class _Part(GuardedModel):
    """Something that belongs to a case, seen with it."""

    class Meta(GuardedModel.Meta):
        abstract = True

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(RemainsCase.objects.visible_to(scope).filter(pk=OuterRef("remains_id"))))


class RemainsStep(_Part):
    """A step that was done; an undone one stays, marked."""

    step_id = models.BigAutoField(primary_key=True)
    remains = models.ForeignKey(RemainsCase, models.DO_NOTHING, related_name="+")
    act_id = models.TextField(unique=True, db_collation="C")
    step = models.TextField(db_collation="C")
    done_on = models.DateField()
    data = models.JSONField(default=dict)
    note = models.TextField(default="")
    agency = models.TextField(db_collation="C")
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    undone_at = models.DateTimeField(null=True)

    class Meta(_Part.Meta):
        managed = False
        db_table = "remains_step"

    def __str__(self) -> str:
        return f"Step {self.step} of remains {self.remains_id}"


class RemainsClaim(_Part):
    """Insurance, wages or something else that is owed to the family."""

    claim_no = models.BigAutoField(primary_key=True)
    remains = models.ForeignKey(RemainsCase, models.DO_NOTHING, related_name="+")
    act_id = models.TextField(unique=True, db_collation="C")
    kind = models.TextField(db_collation="C")
    against = models.TextField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.TextField(default="", db_collation="C")
    made_at = models.DateTimeField()
    made_by = models.TextField()

    class Meta(_Part.Meta):
        managed = False
        db_table = "remains_claim"

    def __str__(self) -> str:
        return f"Claim {self.claim_no} of remains {self.remains_id}"


class RemainsClaimState(GuardedModel):
    """What became of a claim, one row a change."""

    state_id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(RemainsClaim, models.DO_NOTHING, db_column="claim_no", related_name="+")
    act_id = models.TextField(unique=True, db_collation="C")
    state = models.TextField(db_collation="C")
    since = models.DateField()
    note = models.TextField(default="")
    said_at = models.DateTimeField()
    said_by = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "remains_claim_state"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(RemainsClaim.objects.visible_to(scope).filter(pk=OuterRef("claim_id"))))

    def __str__(self) -> str:
        return f"State {self.state} of claim {self.claim_id}"
