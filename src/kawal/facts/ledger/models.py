"""The append-only ledger: one row a fact for all time, in yearly partitions by the moment of recording.

The database refuses update, delete and truncate. Django sees ``seq`` as primary key (unique by ``fact_key``): a foreign
key cannot point to the composite key of a partitioned table. Made by SQL in `migrations/0001_ledger.sql`.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope
from kawal.facts.people.models import Standing


class Source(models.Model):
    """Who sends facts: an agency's code under a small number. Tells nothing of any person."""

    source_id = models.SmallAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")

    class Meta:
        managed = False
        db_table = "source"

    def __str__(self) -> str:
        return self.code


def _visible_facts(scope: Scope) -> Q:
    """Facts hang on their claim; one that names nobody is seen by its sender and the nation."""
    own = Source.objects.filter(code__in=[key[2:] for key in scope.keys if key.startswith("a:")])
    claims = Standing.objects.visible_to(scope).filter(claim_id=OuterRef("claim_id"))
    return Q(Exists(claims)) | Q(claim_id__isnull=True, source_id__in=own.values("source_id"))


class FactKey(GuardedModel):
    """What makes ``(source, id)`` unique, and the keyed digest that tells a repetition from a conflict."""

    pk = models.CompositePrimaryKey("source_id", "fact_id")
    source_id = models.SmallIntegerField()
    fact_id = models.TextField(db_collation="C")
    seq = models.BigIntegerField(unique=True)
    recorded_at = models.DateTimeField()
    claim_id = models.BigIntegerField(null=True)
    digest = models.BinaryField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "fact_key"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows if scope.is_nationwide else rows.filter(_visible_facts(scope))

    def __str__(self) -> str:
        return f"Fact #{self.seq}"


class Fact(GuardedModel):
    """One agency's statement that something happened to a person, at a time and a place."""

    seq = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    claim_id = models.BigIntegerField(null=True)
    source_id = models.SmallIntegerField()
    fact_id = models.TextField(db_collation="C")
    kind = models.TextField(db_collation="C")
    occurred_at = models.DateTimeField()
    day_only = models.BooleanField()
    occurred_text = models.TextField(db_collation="C")
    sent_at = models.DateTimeField(null=True)
    basis = models.TextField(db_collation="C")
    place = models.JSONField(null=True)
    data = models.JSONField()
    more = models.JSONField(null=True)
    corrects = models.TextField(null=True, db_collation="C")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "fact"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Also a withdrawal, for whoever sees what it withdraws."""
        if scope.is_nationwide:
            return rows
        ends = FactCorrection.objects.visible_to(scope).filter(seq=OuterRef("seq"))
        return rows.filter(_visible_facts(scope) | Q(Exists(ends), claim_id__isnull=True, kind="withdrawn"))

    def __str__(self) -> str:
        return f"Fact #{self.seq}"


class FactCorrection(GuardedModel):
    """This fact replaces or withdraws ``(source, corrects)``, known already or not."""

    pk = models.CompositePrimaryKey("source_id", "corrects", "seq")
    source_id = models.SmallIntegerField()
    corrects = models.TextField(db_collation="C")
    seq = models.BigIntegerField()
    withdraws = models.BooleanField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "fact_correction"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """With what they end, and by whoever sees the ending fact."""
        if scope.is_nationwide:
            return rows
        keys = FactKey.objects.visible_to(scope)
        ended = keys.filter(source_id=OuterRef("source_id"), fact_id=OuterRef("corrects"))
        return rows.filter(Exists(ended) | Exists(keys.filter(seq=OuterRef("seq"))))

    def __str__(self) -> str:
        return f"Correction by fact #{self.seq}"
