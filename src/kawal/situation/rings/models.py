"""Rings, made by SQL in `migrations/0011_rings.sql`: the database holds the wall. Traces and measures are the engine's alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope
from kawal.facts.people.models import Person


class Ring(GuardedModel):
    """People tied by what they share, with a reason to look at them together."""

    ring_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")
    survivor = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+", db_column="survivor")
    members = models.IntegerField()
    confirmed = models.IntegerField()
    findings = models.IntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    found_at = models.DateTimeField()
    grew = ArrayField(models.DateField())
    reasons = models.JSONField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "ring"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Whoever sees one of its members."""
        return rows.filter(Exists(RingMember.objects.visible_to(scope).filter(ring_id=OuterRef("ring_id"))))

    def __str__(self) -> str:
        return f"Ring {self.code}"


class RingMember(GuardedModel):
    """Somebody tied, since when, with the signs her own facts show."""

    person_id = models.BigIntegerField(primary_key=True)
    ring = models.ForeignKey(Ring, models.DO_NOTHING, related_name="+")
    joined_on = models.DateField()
    signs = ArrayField(models.TextField())

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "ring_member"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Person.objects.visible_to(scope).filter(person_id=OuterRef("person_id"))))

    def __str__(self) -> str:
        return f"Member of ring {self.ring_id}"


class RingLink(GuardedModel):
    """One identifier of a ring."""

    pk = models.CompositePrimaryKey("ring_id", "kind", "key")
    ring = models.ForeignKey(Ring, models.DO_NOTHING, related_name="+")
    kind = models.TextField(db_collation="C")
    key = models.BigIntegerField()
    shown = models.TextField()
    names = ArrayField(models.TextField())
    people = ArrayField(models.BigIntegerField())
    first_on = models.DateField()
    last_on = models.DateField()
    said = ArrayField(models.TextField())

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "ring_link"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Ring.objects.visible_to(scope).filter(ring_id=OuterRef("ring_id"))))

    def __str__(self) -> str:
        return f"{self.kind} of ring {self.ring_id}"


class RingAnswer(GuardedModel):
    """What an officer says about two rings, the lower number first. Only ever added to."""

    answer_id = models.BigAutoField(primary_key=True)
    ring = models.ForeignKey(Ring, models.DO_NOTHING, related_name="+")
    other_ring = models.ForeignKey(Ring, models.DO_NOTHING, related_name="+")
    act = models.TextField(db_collation="C")
    reason = models.TextField()
    answered_by = models.TextField()
    agency = models.TextField(db_collation="C")
    answered_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "ring_answer"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Only who may see both."""
        for column in ("ring_id", "other_ring_id"):
            rows = rows.filter(Exists(Ring.objects.visible_to(scope).filter(ring_id=OuterRef(column))))
        return rows

    def __str__(self) -> str:
        return f"Answer {self.answer_id}"
