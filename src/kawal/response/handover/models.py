"""Tables of hand-overs. Made by SQL (`migrations/0005_handing.sql`); states change only in ``services``."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from kawal.access.guard import GuardedModel, Rows, by_keys
from kawal.access.scope import Scope


class Handover(GuardedModel):
    """One hand-over; sealed by its signatures, and then unchangeable."""

    handover_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")  # ST-000123, made by the database
    act_id = models.TextField(unique=True, db_collation="C")
    chain = models.TextField(db_collation="C")
    step = models.TextField(db_collation="C")
    needs = ArrayField(models.TextField(db_collation="C"))
    state = models.TextField(default="open", db_collation="C")
    agency = models.TextField(db_collation="C")
    giver = models.JSONField()
    taker = models.JSONField()
    witness = models.JSONField(null=True)
    keys = ArrayField(models.TextField(db_collation="C"))
    happens_at = models.DateTimeField()
    place = models.TextField(default="")
    area = models.TextField(default="", db_collation="C")
    at_home = models.BooleanField(default=False)
    transport = models.TextField(default="")
    note = models.TextField(default="")
    corrects = models.ForeignKey("self", models.DO_NOTHING, null=True, db_column="corrects", related_name="+")
    made_at = models.DateTimeField()
    made_by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")
    reason = models.TextField(default="")
    reference = models.TextField(null=True, unique=True, db_collation="C")
    digest = models.BinaryField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "handover"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Whoever takes part."""
        return by_keys(rows, scope)

    def __str__(self) -> str:
        return f"Hand-over {self.code} {self.state}"


class _Part(GuardedModel):
    """Something that stands in a hand-over, seen with it."""

    class Meta(GuardedModel.Meta):
        abstract = True

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Handover.objects.visible_to(scope).filter(pk=OuterRef("handover_id"))))


class HandedPerson(_Part):
    """One of the people handed over, as the document says them."""

    pk = models.CompositePrimaryKey("handover_id", "line")
    handover = models.ForeignKey(Handover, models.DO_NOTHING, related_name="+")
    line = models.SmallIntegerField()
    person_id = models.BigIntegerField()
    claim_id = models.BigIntegerField()
    kawal_id = models.TextField(db_collation="C")
    name = models.TextField()
    sex = models.TextField(default="", db_collation="C")
    birth_year = models.SmallIntegerField(null=True)
    home = models.TextField(default="", db_collation="C")
    condition = models.TextField(default="", db_collation="C")
    remarks = models.TextField(default="")
    belongings = models.TextField(default="")
    state = models.TextField(default="due", db_collation="C")
    statement = models.TextField(default="")
    here_act = models.TextField(default="", db_collation="C")  # the scan that said so

    class Meta(_Part.Meta):
        managed = False
        db_table = "handover_person"

    def __str__(self) -> str:
        return f"Line {self.line} of hand-over {self.handover_id}"


class HandedThing(_Part):
    """Goods handed over."""

    pk = models.CompositePrimaryKey("handover_id", "line")
    handover = models.ForeignKey(Handover, models.DO_NOTHING, related_name="+")
    line = models.SmallIntegerField()
    item = models.TextField(db_collation="C")
    name = models.TextField()
    quantity = models.IntegerField()
    unit = models.TextField(default="")
    lot = models.TextField(default="", db_collation="C")
    note = models.TextField(default="")

    class Meta(_Part.Meta):
        managed = False
        db_table = "handover_thing"

    def __str__(self) -> str:
        return f"Goods {self.line} of hand-over {self.handover_id}"


class HandoverSign(_Part):
    """One signature."""

    sign_id = models.BigAutoField(primary_key=True)
    handover = models.ForeignKey(Handover, models.DO_NOTHING, related_name="+")
    act_id = models.TextField(unique=True, db_collation="C")
    role = models.TextField(db_collation="C")
    line = models.SmallIntegerField(default=0)
    name = models.TextField()
    office = models.TextField(default="")
    way = models.TextField(db_collation="C")
    drawing = models.TextField(default="")
    image = models.BinaryField(null=True)
    media = models.TextField(default="", db_collation="C")
    signed_at = models.DateTimeField()
    signed_by = models.TextField()

    class Meta(_Part.Meta):
        managed = False
        db_table = "handover_sign"

    def __str__(self) -> str:
        return f"Signature {self.role} of hand-over {self.handover_id}"
