"""Tables of aid. Made by SQL (`response/migrations/0006_aid.sql`); written only by the services of the topics."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from kawal.access.guard import GuardedModel, Rows, by_keys
from kawal.access.scope import Scope


class Site(GuardedModel):
    """Where things lie: seen by its agency and by whoever serves at its post or shelter."""

    site_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")
    name = models.TextField(unique=True)
    kind = models.TextField(db_collation="C")
    agency = models.TextField(db_collation="C")
    place = models.TextField(default="", db_collation="C")
    keys = ArrayField(models.TextField(db_collation="C"))
    opened_at = models.DateTimeField()
    opened_by = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "aid_site"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return by_keys(rows, scope)

    def __str__(self) -> str:
        return f"Site {self.code}"


class OfSite(GuardedModel):
    """Seen by whoever sees its site."""

    class Meta(GuardedModel.Meta):
        abstract = True

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Site.objects.visible_to(scope).filter(pk=OuterRef("site_id"))))

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class Consignment(OfSite):
    """What came in together from one donor and was signed for."""

    consignment_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")
    act = models.UUIDField(unique=True)
    donor_id = models.BigIntegerField()
    site_id = models.BigIntegerField()
    letter = models.TextField(default="")
    handed_by = models.TextField()
    received_by = models.TextField()
    received_at = models.DateTimeField()
    by_actor = models.TextField()

    class Meta(OfSite.Meta):
        managed = False
        db_table = "aid_consignment"


class Shipment(GuardedModel):
    """On its way from one site to another; both see it."""

    shipment_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")
    act = models.UUIDField(unique=True)
    from_site = models.BigIntegerField()
    to_site = models.BigIntegerField()
    carrier = models.TextField(default="")
    sent_at = models.DateTimeField()
    sent_by = models.TextField()
    arrival_act = models.UUIDField(unique=True, null=True)
    arrived_at = models.DateTimeField(null=True)
    arrived_by = models.TextField(default="")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "aid_shipment"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        sites = Site.objects.visible_to(scope)
        return rows.filter(Exists(sites.filter(Q(pk=OuterRef("from_site")) | Q(pk=OuterRef("to_site")))))

    def __str__(self) -> str:
        return f"Shipment {self.code}"


class Handout(OfSite):
    """Given to a facility, signed by whoever took it over."""

    handout_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")
    act = models.UUIDField(unique=True)
    site_id = models.BigIntegerField()
    facility = models.TextField()
    signed_by = models.TextField()
    position = models.TextField(default="")
    handed_at = models.DateTimeField()
    by_actor = models.TextField()

    class Meta(OfSite.Meta):
        managed = False
        db_table = "aid_handout"


class Movement(OfSite):
    """One quantity of one lot out of one account into another. The database refuses to alter or delete one."""

    movement_id = models.BigAutoField(primary_key=True)
    act = models.UUIDField()
    line = models.SmallIntegerField()
    kind = models.TextField(db_collation="C")
    lot_id = models.BigIntegerField()
    quantity = models.IntegerField()
    origin = models.TextField(db_collation="C")
    target = models.TextField(db_collation="C")
    site_id = models.BigIntegerField()
    shipment_id = models.BigIntegerField(null=True)
    reason = models.TextField(default="", db_collation="C")
    undoes = models.BigIntegerField(unique=True, null=True)
    happened_at = models.DateTimeField()
    by_actor = models.TextField()

    class Meta(OfSite.Meta):
        managed = False
        db_table = "aid_movement"


class Issue(OfSite):
    """What somebody got at a site."""

    issue_id = models.BigAutoField(primary_key=True)
    act = models.UUIDField(unique=True)
    person_id = models.BigIntegerField()  # not to be joined: the wall may hide the person meanwhile
    claim_id = models.BigIntegerField()
    site_id = models.BigIntegerField()
    entitlement = models.TextField(db_collation="C")
    item = models.TextField(db_collation="C")
    size = models.TextField(default="")
    quantity = models.IntegerField()
    period = models.TextField(db_collation="C")
    again_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField()
    by_actor = models.TextField()
    agency = models.TextField(db_collation="C")
    fact_id = models.TextField(db_collation="C")
    receipt = models.TextField(db_collation="C")
    note = models.TextField(default="")
    ended = models.TextField(default="", db_collation="C")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")
    double_of = models.BigIntegerField(null=True)

    class Meta(OfSite.Meta):
        managed = False
        db_table = "aid_issue"


class Receipt(GuardedModel):
    """The picture of a thumb or a signature, or of the signed paper."""

    issue = models.OneToOneField(Issue, models.DO_NOTHING, primary_key=True, related_name="+")
    kind = models.TextField()
    image = models.BinaryField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "aid_receipt"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Issue.objects.visible_to(scope).filter(pk=OuterRef("issue_id"))))

    def __str__(self) -> str:
        return f"Receipt {self.pk}"


class Assessment(OfSite):
    """A question about a group: how many they are, what is missing."""

    assessment_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")
    act = models.UUIDField(unique=True)
    about = models.TextField()
    site_id = models.BigIntegerField()
    assessors = models.IntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")

    class Meta(OfSite.Meta):
        managed = False
        db_table = "aid_assessment"


class Answer(GuardedModel):
    """One assessor's answers; her latest count."""

    answer_id = models.BigAutoField(primary_key=True)
    assessment = models.ForeignKey(Assessment, models.DO_NOTHING, related_name="+")
    act = models.UUIDField(unique=True)
    assessor = models.TextField()
    answers = models.JSONField()
    answered_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "aid_answer"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(Assessment.objects.visible_to(scope).filter(pk=OuterRef("assessment_id"))))

    def __str__(self) -> str:
        return f"Answer {self.pk}"
