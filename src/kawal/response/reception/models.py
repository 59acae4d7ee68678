"""Tables of receptions. Made by SQL (`migrations/0004_reception.sql`)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from kawal.access.guard import GuardedModel, Rows, by_keys
from kawal.access.scope import Scope


class Reception(GuardedModel):
    """One evening at one post or shelter; whoever serves there sees it."""

    reception_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")  # T-000123, made by the database
    agency = models.TextField(db_collation="C")
    post = models.TextField(db_collation="C")
    about = models.TextField(default="")
    expected = models.IntegerField(null=True)
    next_number = models.IntegerField(default=1)
    keys = ArrayField(models.TextField(db_collation="C"))  # made by the database
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "reception"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return by_keys(rows, scope)

    def __str__(self) -> str:
        return f"Reception {self.code}"


class Arrival(GuardedModel):
    """A place in the queue of a reception; ``came_at`` is empty while she is only announced."""

    arrival_id = models.BigAutoField(primary_key=True)
    reception = models.ForeignKey(Reception, models.DO_NOTHING, related_name="+")
    number = models.IntegerField()
    act = models.UUIDField(unique=True)
    claim_id = models.BigIntegerField()
    fact_id = models.TextField(default="", db_collation="C")
    needs = ArrayField(models.TextField(db_collation="C"), default=list)
    listed = models.BooleanField(default=False)
    came_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField()
    entered_by = models.TextField()
    served_at = models.DateTimeField(null=True)
    served_by = models.TextField(default="")
    completed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "arrival"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Reception.objects.visible_to(scope).filter(pk=OuterRef("reception_id"))))

    def __str__(self) -> str:
        return f"Arrival {self.number} of reception {self.reception_id}"


class ArrivalPhoto(GuardedModel):
    """The picture taken at the counter, so that a name without papers has a face there."""

    arrival = models.OneToOneField(Arrival, models.CASCADE, primary_key=True, related_name="+")
    picture = models.BinaryField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "arrival_photo"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Arrival.objects.visible_to(scope).filter(pk=OuterRef("arrival_id"))))

    def __str__(self) -> str:
        return f"Photo of arrival {self.arrival_id}"
