"""Parties and what names them. Made by SQL in `migrations/0003_parties.sql`: the database holds the wall."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope
from kawal.facts.contract.kinds import KINDS as FACTS
from kawal.facts.ledger.models import Source
from kawal.facts.people.models import Standing
from kawal.situation.parties.rules.mentions import KINDS


def kinds_of(scope: Scope) -> list[str]:
    """The kinds of facts that name parties and that the scope's categories show."""
    return [kind for kind in KINDS if scope.sees(FACTS[kind].category)]


class Party(GuardedModel):
    """An id for mentions believed to be one recruiter, company, lender or employer. It has no attributes of its own."""

    party_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")
    survivor = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+", db_column="survivor")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "party"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Whoever sees one of its mentions."""
        mentions = PartyMention.objects.visible_to(scope).filter(party_id=OuterRef("party_id"))
        return rows.filter(Exists(mentions))

    def __str__(self) -> str:
        return f"Party {self.code}"


class PartySpelling(GuardedModel):
    """A name as somebody wrote it, with its normal form."""

    spelling_id = models.BigAutoField(primary_key=True)
    said = models.TextField(db_collation="C")
    name_key = models.TextField(db_collation="C")
    is_company = models.BooleanField()
    sounds = ArrayField(models.TextField())

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "party_spelling"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        mentions = PartyMention.objects.visible_to(scope).filter(spelling_id=OuterRef("spelling_id"))
        return rows.filter(Exists(mentions))

    def __str__(self) -> str:
        return f"Spelling {self.spelling_id}"


class PartyDetail(GuardedModel):
    """What a key of a phone, licence, owner or address stands for, as it may be shown."""

    detail_key = models.BigIntegerField(primary_key=True)
    kind = models.TextField(db_collation="C")
    shown = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "party_detail"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        key = OuterRef("detail_key")
        said = Q(phone=key) | Q(licence=key) | Q(owner=key) | Q(address=key)
        return rows.filter(Exists(PartyMention.objects.visible_to(scope).filter(said)))

    def __str__(self) -> str:
        return f"Detail {self.kind} {self.detail_key}"


class PartyMention(GuardedModel):
    """One field of one standing fact that names somebody."""

    pk = models.CompositePrimaryKey("seq", "field")
    seq = models.BigIntegerField()
    field = models.TextField(db_collation="C")
    party = models.ForeignKey(Party, models.DO_NOTHING, related_name="+")
    spelling = models.ForeignKey(PartySpelling, models.DO_NOTHING, related_name="+")
    claim_id = models.BigIntegerField(null=True)
    source_id = models.SmallIntegerField()
    kind = models.TextField(db_collation="C")
    role = models.TextField(db_collation="C")
    occurred_at = models.DateTimeField()
    phone = models.BigIntegerField(null=True)
    licence = models.BigIntegerField(null=True)
    owner = models.BigIntegerField(null=True)
    address = models.BigIntegerField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "party_mention"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """With the fact it came with: through the person, or for the source that said it; of the categories seen."""
        rows = rows.filter(kind__in=kinds_of(scope))
        if scope.is_nationwide:
            return rows
        own = Source.objects.filter(code__in=[key[2:] for key in scope.keys if key.startswith("a:")])
        claims = Standing.objects.visible_to(scope).filter(claim_id=OuterRef("claim_id"))
        loose = Q(claim_id__isnull=True, source_id__in=own.values("source_id"))
        return rows.filter(Q(Exists(claims)) | loose)

    def __str__(self) -> str:
        return f"Mention in fact #{self.seq}"


class PartyKey(GuardedModel):
    """A name with what tells namesakes apart, and the party it belongs to. The engine's own."""

    key = models.BigIntegerField(primary_key=True)
    party = models.ForeignKey(Party, models.DO_NOTHING, related_name="+")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "party_key"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows if scope.is_nationwide else rows.none()

    def __str__(self) -> str:
        return f"Key of party {self.party_id}"


class PartyAnswer(GuardedModel):
    """What an officer says about two parties, the lower number first. The latest of a pair holds; ``undone`` takes it back."""

    answer_id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey(Party, models.DO_NOTHING, related_name="+")
    other_party = models.ForeignKey(Party, models.DO_NOTHING, related_name="+")
    key = models.BigIntegerField(null=True)
    other_key = models.BigIntegerField(null=True)
    verdict = models.TextField(db_collation="C")
    answered_by = models.TextField()
    agency = models.TextField(db_collation="C")
    answered_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "party_answer"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Only who may see both: the answer tells of the other one."""
        for column in ("party_id", "other_party_id"):
            seen = Party.objects.visible_to(scope).filter(party_id=OuterRef(column))
            rows = rows.filter(Exists(seen))
        return rows

    def __str__(self) -> str:
        return f"Answer {self.answer_id}"
