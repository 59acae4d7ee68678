"""Tables of counts. Made by SQL in `migrations/0001_figures.sql`, written by `services.refresh_figures` alone."""

from django.db import models

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope


class Figure(GuardedModel):
    """How many people are in one cell, exactly, under the key of those who may have it; `key` ``n`` is the nation's."""

    pk = models.CompositePrimaryKey("key", "level", "period", "measure", "code")
    key = models.TextField(db_collation="C")
    period = models.TextField(db_collation="C")
    measure = models.TextField(db_collation="C")
    level = models.TextField(db_collation="C")
    code = models.TextField(db_collation="C")
    people = models.IntegerField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "figure"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows if scope.is_nationwide else rows.filter(key__in=scope.keys)

    def __str__(self) -> str:
        return f"{self.key} {self.measure} {self.period} {self.level} {self.code}"


class OpenFigure(models.Model):
    """A count that any reader of statistics may have; ``None`` where it is hidden."""

    pk = models.CompositePrimaryKey("period", "measure", "level", "code")
    period = models.TextField(db_collation="C")
    measure = models.TextField(db_collation="C")
    level = models.TextField(db_collation="C")
    code = models.TextField(db_collation="C")
    people = models.IntegerField(null=True)

    class Meta:
        managed = False
        db_table = "open_figure"

    def __str__(self) -> str:
        return f"{self.measure} {self.period} {self.level} {self.code}"


class FiguresDrawn(models.Model):
    """The moment the counts stand for, and how many people were counted: one row."""

    single = models.BooleanField(primary_key=True)
    as_of = models.DateTimeField()
    people = models.IntegerField()
    elapsed = models.JSONField(null=True)
    homeward = models.JSONField(null=True)

    class Meta:
        managed = False
        db_table = "figures_drawn"

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m-%d %H:%M}"
