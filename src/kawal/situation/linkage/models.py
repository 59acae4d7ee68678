"""Tables of linkage: what is derived from claims, what was asked and decided. Made by SQL in `migrations/0002_linkage.sql`."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope
from kawal.facts.people.models import Person, Standing


class _EnginesOwn(GuardedModel):
    """A table that only the engine reads: it tells of everybody."""

    class Meta(GuardedModel.Meta):
        abstract = True

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows if scope.is_nationwide else rows.none()


class ClaimForm(_EnginesOwn):
    """A claim in normal form, as :mod:`.rules.written` writes it."""

    claim_id = models.BigIntegerField(primary_key=True)
    form_version = models.SmallIntegerField()
    said = models.TextField(db_collation="C")

    class Meta(_EnginesOwn.Meta):
        managed = False
        db_table = "claim_form"

    def __str__(self) -> str:
        return f"Form of claim {self.claim_id}"


class Posting(_EnginesOwn):
    """This claim is found under that keyed hash."""

    pk = models.CompositePrimaryKey("key", "claim_id")
    key = models.BigIntegerField()
    claim_id = models.BigIntegerField()

    class Meta(_EnginesOwn.Meta):
        managed = False
        db_table = "posting"

    def __str__(self) -> str:
        return f"Posting of claim {self.claim_id}"


class Word(_EnginesOwn):
    """A word of names as it sounds, and how many claims have it."""

    word = models.TextField(primary_key=True, db_collation="C")
    claims = models.IntegerField()

    class Meta(_EnginesOwn.Meta):
        managed = False
        db_table = "word"

    def __str__(self) -> str:
        return self.word


class NearWord(_EnginesOwn):
    """A word with one letter left out: words that share one are near."""

    pk = models.CompositePrimaryKey("deletion", "word")
    deletion = models.TextField(db_collation="C")
    word = models.TextField(db_collation="C")

    class Meta(_EnginesOwn.Meta):
        managed = False
        db_table = "near_word"

    def __str__(self) -> str:
        return f"{self.deletion} of {self.word}"


class Edge(_EnginesOwn):
    """A pair of claims whose weight is not against their being one person."""

    pk = models.CompositePrimaryKey("low_claim", "high_claim")
    low_claim = models.BigIntegerField()
    high_claim = models.BigIntegerField()
    weight = models.FloatField()
    levels = ArrayField(models.SmallIntegerField())
    passes = models.BooleanField()
    model = models.TextField(db_collation="C")

    class Meta(_EnginesOwn.Meta):
        managed = False
        db_table = "edge"

    def __str__(self) -> str:
        return f"Edge {self.low_claim} - {self.high_claim}"


class LinkDue(_EnginesOwn):
    """A claim that waits for the engine."""

    claim_id = models.BigIntegerField(primary_key=True)

    class Meta(_EnginesOwn.Meta):
        managed = False
        db_table = "link_due"

    def __str__(self) -> str:
        return f"Claim {self.claim_id} waits"


class MatchOffer(_EnginesOwn):
    """Who was shown to an officer before somebody new was opened, and was not her."""

    pk = models.CompositePrimaryKey("claim_id", "at")
    claim_id = models.BigIntegerField()
    refused = ArrayField(models.BigIntegerField())
    by_actor = models.TextField()
    by_agency = models.TextField(db_collation="C")
    at = models.DateTimeField()

    class Meta(_EnginesOwn.Meta):
        managed = False
        db_table = "match_offer"

    def __str__(self) -> str:
        return f"Offer for claim {self.claim_id}"


class LinkageModel(models.Model):
    """Weights that were put in force, and by whom. Tells nothing of any person."""

    version = models.TextField(primary_key=True, db_collation="C")
    body = models.TextField()
    in_force_since = models.DateTimeField()
    by_actor = models.TextField()

    class Meta:
        managed = False
        db_table = "linkage_model"

    def __str__(self) -> str:
        return self.version


def of_both(rows: Rows, scope: Scope) -> Rows:
    """Only who may see both people: it tells of somebody else."""
    if scope.is_nationwide:
        return rows
    for column in ("low_claim", "high_claim"):
        people = Person.objects.visible_to(scope)
        seen = Standing.objects.visible_to(scope).filter(claim_id=OuterRef(column), person__in=people)
        rows = rows.filter(Exists(seen))
    return rows


class MatchDecision(GuardedModel):
    """A named officer's *same*, *different* or *unsure* about two claims, or what takes one back. Never changed."""

    decision_id = models.BigAutoField(primary_key=True)
    low_claim = models.BigIntegerField()
    high_claim = models.BigIntegerField()
    verdict = models.TextField(db_collation="C")
    kin = models.BooleanField(default=False)
    reason = models.TextField(default="")
    by_actor = models.TextField()
    by_agency = models.TextField(db_collation="C")
    at = models.DateTimeField()
    second_by = models.TextField(default="")
    second_at = models.DateTimeField(null=True)
    undoes = models.BigIntegerField(null=True)
    part_of = models.BigIntegerField(null=True)
    moved = ArrayField(models.BigIntegerField(), default=list)
    moved_from = models.BigIntegerField(null=True)
    moved_to = models.BigIntegerField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "match_decision"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return of_both(rows, scope)

    def __str__(self) -> str:
        return f"Decision {self.decision_id}"


class MatchProposal(GuardedModel):
    """A question for officers: may these two be one (`merge`), may this one be two (`split`)."""

    proposal_id = models.BigAutoField(primary_key=True)
    kind = models.TextField(default="merge", db_collation="C")
    low_claim = models.BigIntegerField()
    high_claim = models.BigIntegerField()
    cause = models.TextField(db_collation="C")
    weight = models.FloatField(null=True)
    part = ArrayField(models.BigIntegerField(), default=list)
    priority = models.SmallIntegerField(default=4)
    why = ArrayField(models.TextField(db_collation="C"), default=list)
    state = models.TextField(default="open", db_collation="C")
    twice = models.BooleanField(default=False)
    proposed_at = models.DateTimeField()
    again_at = models.DateTimeField(null=True)
    wanted = models.TextField(default="", db_collation="C")
    wanted_kin = models.BooleanField(default=False)
    wanted_reason = models.TextField(default="")
    wanted_by = models.TextField(default="")
    wanted_agency = models.TextField(default="", db_collation="C")
    wanted_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(MatchDecision, models.DO_NOTHING, null=True, related_name="+")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "match_proposal"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return of_both(rows, scope)

    def __str__(self) -> str:
        return f"Proposal {self.proposal_id}"


def of_agency(rows: Rows, scope: Scope, column: str) -> Rows:
    """What an agency's own officers did."""
    agencies = [key.removeprefix("a:") for key in scope.keys if key.startswith("a:")]
    return rows if scope.is_nationwide else rows.filter(**{f"{column}__in": agencies})


class MatchAnswer(GuardedModel):
    """An answer given at the desk, and when its page was opened: counts and medians are made of it."""

    answer_id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(MatchProposal, models.DO_NOTHING, related_name="+")
    verdict = models.TextField(db_collation="C")
    state = models.TextField(db_collation="C")
    was_second = models.BooleanField(default=False)
    by_actor = models.TextField()
    by_agency = models.TextField(db_collation="C")
    opened_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "match_answer"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return of_agency(rows, scope, "by_agency")

    def __str__(self) -> str:
        return f"Answer {self.answer_id}"


class MatchQuestion(GuardedModel):
    """What an officer who sees one side only asked of those who see the other. The asker learns the answer and nothing else."""

    question_id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(MatchProposal, models.DO_NOTHING, related_name="+")
    asked_claim = models.BigIntegerField()
    about_claim = models.BigIntegerField()
    asked_by = models.TextField()
    asked_agency = models.TextField(db_collation="C")
    asked_at = models.DateTimeField()
    answer = models.TextField(default="", db_collation="C")
    answered_by = models.TextField(default="")
    answered_agency = models.TextField(default="", db_collation="C")
    answered_at = models.DateTimeField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "match_question"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        people = Person.objects.visible_to(scope)
        theirs = Standing.objects.visible_to(scope).filter(
            claim_id=OuterRef("about_claim"), person__in=people
        )
        return of_agency(rows, scope, "asked_agency") | rows.filter(Exists(theirs))

    def __str__(self) -> str:
        return f"Question {self.question_id}"
