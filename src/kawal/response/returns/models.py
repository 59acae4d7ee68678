"""Tables of batches. Made by SQL (`migrations/0009_returns.sql`); written in ``services`` and ``marking`` alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from kawal.access.guard import GuardedModel, Rows, by_keys
from kawal.access.scope import Scope
from kawal.facts.people.models import Standing


class Batch(GuardedModel):
    """People who travel together. ``people``, ``states`` and ``unsettled`` are counted by the database."""

    code = models.TextField(primary_key=True, db_collation="C")  # R-2026-0001, made by the database
    year = models.SmallIntegerField()
    number = models.IntegerField()
    asked = models.UUIDField(unique=True)
    kind = models.TextField(db_collation="C")
    agency = models.TextField(db_collation="C")
    letter = models.TextField(default="")
    letter_on = models.DateField(null=True)
    mission = models.TextField(default="", db_collation="C")
    post = models.TextField(db_collation="C")
    planned = models.IntegerField(default=0)
    leave_on = models.DateField(null=True)
    keys = ArrayField(models.TextField(db_collation="C"))
    state = models.TextField(default="open", db_collation="C")
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")
    note = models.TextField(default="")
    people = models.IntegerField(default=0)
    states = models.JSONField(default=dict)
    unsettled = models.IntegerField(default=0)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "return_batch"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return by_keys(rows, scope)

    def __str__(self) -> str:
        return f"Batch {self.code}"


class Line(GuardedModel):
    """One person of a batch, as its list writes her. Seen with the batch, or with the person."""

    line_id = models.BigAutoField(primary_key=True)
    asked = models.TextField(unique=True, db_collation="C")
    batch = models.ForeignKey(Batch, models.DO_NOTHING, related_name="+", db_column="batch")
    number = models.IntegerField()
    claim_id = models.BigIntegerField()
    listed = models.BooleanField()
    name = models.TextField()
    sex = models.TextField(default="", db_collation="C")
    birth_year = models.SmallIntegerField(null=True)
    home = models.TextField(default="", db_collation="C")
    vulnerable = models.TextField(default="")
    with_line = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, related_name="+", db_column="with_line"
    )
    escort = models.TextField(default="")
    alone = models.BooleanField(default=False)
    medical = models.BooleanField(default=False)
    fitness = models.TextField(default="")
    refusal = models.TextField(default="")
    listed_at = models.DateTimeField()
    listed_by = models.TextField()
    state = models.TextField(default="planned", db_collation="C")
    since = models.DateTimeField(null=True)
    at_leg = models.BigIntegerField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "return_line"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        if scope.is_nationwide:
            return rows
        batches = Batch.objects.visible_to(scope).filter(pk=OuterRef("batch"))
        claims = Standing.objects.visible_to(scope).filter(claim_id=OuterRef("claim_id"))
        return rows.filter(Q(Exists(batches)) | Q(Exists(claims)))

    def __str__(self) -> str:
        return f"Line {self.line_id} of {self.batch_id}"


class Leg(GuardedModel):
    """A stretch of the way. Counts are made by the database."""

    leg_id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, models.DO_NOTHING, related_name="+", db_column="batch")
    mark = models.TextField(db_collation="C")
    place = models.IntegerField()
    from_place = models.TextField()
    to_place = models.TextField()
    mode = models.TextField(default="", db_collation="C")
    carrier = models.TextField(default="")
    departs_at = models.DateTimeField(null=True)
    arrives_at = models.DateTimeField(null=True)
    payer = models.TextField(default="", db_collation="C")
    receiver = models.TextField(default="")
    received_as = models.TextField(default="", db_collation="C")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")
    keys = ArrayField(models.TextField(db_collation="C"), default=list)
    planned = models.IntegerField(default=0)
    added = models.IntegerField(default=0)
    boarded = models.IntegerField(default=0)
    excused = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)
    arrived = models.IntegerField(default=0)
    ended = models.IntegerField(default=0)
    aboard = models.IntegerField(default=0)
    handed = models.IntegerField(default=0)
    unsigned = models.IntegerField(default=0)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "return_leg"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        if scope.is_nationwide:
            return rows
        seats = Seat.objects.visible_to(scope).filter(leg=OuterRef("pk"))
        return rows.filter(Q(keys__overlap=list(scope.keys)) | Q(Exists(seats)))

    def __str__(self) -> str:
        return f"Leg {self.mark} of {self.batch_id}"


class Seat(GuardedModel):
    """One person on one leg, with ticket and cost."""

    pk = models.CompositePrimaryKey("line_id", "leg_id")
    line = models.ForeignKey(Line, models.DO_NOTHING, related_name="+")
    leg = models.ForeignKey(Leg, models.DO_NOTHING, related_name="+")
    planned = models.BooleanField()
    seat = models.TextField(default="")
    ticket = models.TextField(default="")
    payer = models.TextField(default="", db_collation="C")
    planned_cost = models.DecimalField(max_digits=12, decimal_places=0, null=True)
    actual_cost = models.DecimalField(max_digits=12, decimal_places=0, null=True)
    stand = models.TextField(default="waiting", db_collation="C")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "return_seat"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        if scope.is_nationwide:
            return rows
        return rows.filter(Exists(Line.objects.visible_to(scope).filter(pk=OuterRef("line"))))

    def __str__(self) -> str:
        return f"Seat of line {self.line_id} on leg {self.leg_id}"


class Mark(GuardedModel):
    """What happened to one line. The database refuses to alter or delete one."""

    mark_id = models.UUIDField(primary_key=True)
    line = models.ForeignKey(Line, models.DO_NOTHING, related_name="+")
    leg = models.ForeignKey(Leg, models.DO_NOTHING, null=True, related_name="+")
    act = models.TextField(db_collation="C")
    state = models.TextField(default="", db_collation="C")
    note = models.TextField(default="")
    at = models.DateTimeField()
    facts = ArrayField(models.TextField(), default=list)
    agency = models.TextField(db_collation="C")
    marked_at = models.DateTimeField()
    marked_by = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "return_mark"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        if scope.is_nationwide:
            return rows
        return rows.filter(Exists(Line.objects.visible_to(scope).filter(pk=OuterRef("line"))))

    def __str__(self) -> str:
        return f"Mark {self.mark_id}"


class Undo(GuardedModel):
    """A mark that no longer counts."""

    mark_id = models.UUIDField(primary_key=True)
    undone_at = models.DateTimeField()
    undone_by = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "return_undo"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        if scope.is_nationwide:
            return rows
        return rows.filter(Exists(Mark.objects.visible_to(scope).filter(pk=OuterRef("mark_id"))))

    def __str__(self) -> str:
        return f"Undo of mark {self.mark_id}"
