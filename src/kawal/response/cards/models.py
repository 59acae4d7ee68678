"""Tables of cards. Made by SQL (`migrations/0005_handing.sql`); states change only in ``services``."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope
from kawal.facts.people.models import Person


class PersonCard(GuardedModel):
    """One card; valid while it has no end."""

    card_id = models.BigAutoField(primary_key=True)
    reference = models.TextField(unique=True, db_collation="C")  # the random part
    person_id = models.BigIntegerField()
    claim_id = models.BigIntegerField()
    agency = models.TextField(db_collation="C")
    act_id = models.TextField(db_collation="C")
    issued_at = models.DateTimeField()
    issued_by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")
    reason = models.TextField(default="", db_collation="C")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "person_card"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """Whoever sees the person."""
        return rows.filter(Exists(Person.objects.visible_to(scope).filter(pk=OuterRef("person_id"))))

    def __str__(self) -> str:
        return f"Card {self.card_id}"


class CardSeen(GuardedModel):
    """A card was seen at a place; an undone one stays, marked."""

    act_id = models.TextField(primary_key=True, db_collation="C")
    card = models.ForeignKey(PersonCard, models.DO_NOTHING, related_name="+")
    place = models.TextField(db_collation="C")
    agency = models.TextField(db_collation="C")
    seen_at = models.DateTimeField()
    seen_by = models.TextField()
    undone_at = models.DateTimeField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "card_seen"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """The place itself, and whoever sees the person."""
        if scope.is_nationwide:
            return rows
        seen = PersonCard.objects.visible_to(scope).filter(pk=OuterRef("card_id"))
        return rows.filter(Q(place__in=scope.keys) | Q(Exists(seen)))

    def __str__(self) -> str:
        return f"Card {self.card_id} seen"
