"""People, and the claims that agencies made about who they are.

A person is an id and the set of claims believed to be one human being; it has no attributes of its own. A claim is what
one source said, never edited. The tables are made by SQL (`migrations/0001_ledger.sql`): the database holds the wall.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope


class Person(GuardedModel):
    """An id that claims belong to. ``keys`` say which scopes may see it; the drawing of the picture writes them."""

    person_id = models.BigAutoField(primary_key=True)
    kawal_id = models.TextField(unique=True, db_collation="C")
    survivor = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+", db_column="survivor")
    keys = ArrayField(models.TextField(db_collation="C"), default=list)
    name = models.TextField(default="")
    name_sort = models.TextField(default="", db_collation="C")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "person"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Whoever carries one of the person's keys; the nation sees all."""
        return rows if scope.is_nationwide else rows.filter(keys__overlap=list(scope.keys))

    def __str__(self) -> str:
        return f"Person {self.kawal_id}"


class Standing(GuardedModel):
    """Where a claim stands now: whose it is, whether any standing fact holds it, and its spelling for the search."""

    claim_id = models.BigIntegerField(primary_key=True)
    person = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")
    source_id = models.SmallIntegerField()
    source_key = models.TextField(db_collation="C")
    held = models.BooleanField()
    name = models.TextField()
    name_key = models.TextField(db_collation="C")
    words = ArrayField(models.TextField())
    birth = models.TextField(null=True, db_collation="C")
    area = models.TextField(null=True, db_collation="C")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "standing"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """A source sees what it said itself; whoever sees the person sees all that was said of her."""
        if scope.is_nationwide:
            return rows
        people = Person.objects.visible_to(scope).filter(person_id=OuterRef("person_id"))
        return rows.filter(Q(source_key__in=list(scope.keys)) | Exists(people))

    def __str__(self) -> str:
        return f"Standing of claim {self.claim_id}"


class Claim(GuardedModel):
    """What one source said about who it is (``subject``), kept as it was said."""

    claim_id = models.BigAutoField(primary_key=True)
    source_id = models.SmallIntegerField()
    digest = models.BinaryField()
    subject = models.JSONField()
    first_recorded_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "claim"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Standing.objects.visible_to(scope).filter(claim_id=OuterRef("claim_id"))))

    def __str__(self) -> str:
        return f"Claim {self.claim_id}"


class Membership(GuardedModel):
    """This claim belonged to this person from … to …, because …. One open row a claim; nothing is ever deleted."""

    pk = models.CompositePrimaryKey("claim_id", "since")
    claim_id = models.BigIntegerField()
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    cause = models.TextField(db_collation="C")
    by_actor = models.TextField(default="")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "membership"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Standing.objects.visible_to(scope).filter(claim_id=OuterRef("claim_id"))))

    def __str__(self) -> str:
        return f"Membership of claim {self.claim_id}"
