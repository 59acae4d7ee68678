"""Tables of desks. Made by SQL (`migrations/*_desk.sql`)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kawal.access.guard import GuardedModel, Rows, by_keys
from kawal.access.scope import Scope


class DeskTicket(GuardedModel):
    """One visit to a desk: a number on a day, who serves it, what was said."""

    ticket_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")  # M-000123, made by the database
    agency = models.TextField(db_collation="C")
    day = models.DateField()
    number = models.IntegerField()
    act = models.UUIDField(unique=True)
    errand = models.TextField(db_collation="C")
    needs = ArrayField(models.TextField(db_collation="C"), default=list)
    claim_id = models.BigIntegerField(null=True)
    fact_id = models.TextField(default="", db_collation="C")
    keys = ArrayField(models.TextField(db_collation="C"))  # made by the database
    taken_at = models.DateTimeField()
    taken_by = models.TextField()
    called_at = models.DateTimeField(null=True)
    called_by = models.TextField(default="")
    served_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "desk_ticket"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return by_keys(rows, scope)

    def __str__(self) -> str:
        return f"Ticket {self.number} of {self.agency}, {self.day}"


class DeskInquiry(GuardedModel):
    """A family looks for somebody; open until it was told something."""

    inquiry_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")  # C-000123, made by the database
    agency = models.TextField(db_collation="C")
    act = models.UUIDField(unique=True)
    claim_id = models.BigIntegerField()
    fact_id = models.TextField(db_collation="C")
    sought = models.TextField(default="")
    asker = models.TextField()
    relation = models.TextField(db_collation="C")
    phone = models.TextField(default="")
    last_heard = models.DateField(null=True)
    note = models.TextField(default="")
    keys = ArrayField(models.TextField(db_collation="C"))  # made by the database
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    answer = models.TextField(default="", db_collation="C")
    told = models.TextField(default="")
    told_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    answer_fact = models.TextField(default="", db_collation="C")
    undone_at = models.DateTimeField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "desk_inquiry"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return by_keys(rows, scope)

    def __str__(self) -> str:
        return f"Inquiry {self.code}"
