"""Tables of shelters. Made by SQL (`migrations/0008_shelter.sql`), which is where they are read; written by the services alone."""

from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField
from django.db import models

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope


class Shelter(GuardedModel):
    """A house: its code, its name, who runs it and who hears complaints about it. Never where it stands."""

    code = models.TextField(primary_key=True, db_collation="C")
    kind = models.TextField(db_collation="C")
    name = models.TextField()
    agency = models.TextField(db_collation="C")
    overseer = models.TextField(default="", db_collation="C")
    key = models.TextField(db_collation="C")
    opened_at = models.DateTimeField()
    opened_by = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "shelter"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows if scope.is_nationwide else rows.filter(key__in=list(scope.keys))

    def __str__(self) -> str:
        return f"Shelter {self.code}"


class OfShelter(GuardedModel):
    """Base of a register: whoever may open the house's registers reads it."""

    class Meta(GuardedModel.Meta):
        abstract = True
        managed = False

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        if scope.is_nationwide:
            return rows
        return rows.filter(shelter__in=Shelter.objects.visible_to(scope).values("code"))


class ShelterAddress(OfShelter):
    """Joined to nothing: no other table, card, export or interface has what stands here."""

    shelter = models.TextField(primary_key=True, db_collation="C")
    address = models.TextField()
    phone = models.TextField(default="")
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta(OfShelter.Meta):
        db_table = "shelter_address"


class ShelterRoom(OfShelter):
    room_id = models.BigAutoField(primary_key=True)
    shelter = models.TextField(db_collation="C")
    building = models.TextField(default="")
    name = models.TextField()
    sex = models.TextField(db_collation="C")

    class Meta(OfShelter.Meta):
        db_table = "shelter_room"


class ShelterRoomUse(GuardedModel):
    """Isolation or quarantine on some days."""

    use_id = models.UUIDField(primary_key=True)
    room = models.ForeignKey(ShelterRoom, models.DO_NOTHING, related_name="+")
    use = models.TextField(db_collation="C")
    during = DateRangeField()
    reason = models.TextField()
    by_actor = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "shelter_room_use"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(room__in=ShelterRoom.objects.visible_to(scope))

    def __str__(self) -> str:
        return f"Use {self.use_id}"


class ShelterBed(OfShelter):
    bed_id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(ShelterRoom, models.DO_NOTHING, related_name="+")
    shelter = models.TextField(db_collation="C")
    name = models.TextField()
    out_of_use = models.TextField(default="")

    class Meta(OfShelter.Meta):
        db_table = "shelter_bed"


class ShelterStay(OfShelter):
    """One stay of one person in one house."""

    stay_id = models.UUIDField(primary_key=True)
    shelter = models.TextField(db_collation="C")
    person_id = models.BigIntegerField()  # not to be joined: the wall may hide the person once she has left
    claim_id = models.BigIntegerField()
    name = models.TextField()
    sex = models.TextField(default="", db_collation="C")
    birth_year = models.SmallIntegerField(null=True)
    during = DateTimeRangeField()
    care = models.TextField(default="none", db_collation="C")
    needs = ArrayField(models.TextField(db_collation="C"), default=list)
    fact_id = models.TextField(default="", db_collation="C")
    arrived_by = models.TextField()
    left_act = models.UUIDField(null=True)
    left_fact = models.TextField(default="", db_collation="C")
    left_by = models.TextField(default="")
    destination = models.TextField(default="", db_collation="C")
    left_note = models.TextField(default="")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(default="")
    doubled = models.BooleanField(default=False)

    class Meta(OfShelter.Meta):
        db_table = "shelter_stay"


class ShelterLodging(OfShelter):
    lodging_id = models.UUIDField(primary_key=True)
    stay = models.ForeignKey(ShelterStay, models.DO_NOTHING, related_name="+")
    shelter = models.TextField(db_collation="C")
    bed = models.ForeignKey(ShelterBed, models.DO_NOTHING, related_name="+")
    during = DateTimeRangeField()
    reason = models.TextField(default="")
    by_actor = models.TextField()
    undone_at = models.DateTimeField(null=True)

    class Meta(OfShelter.Meta):
        db_table = "shelter_lodging"


class ShelterAbsence(OfShelter):
    absence_id = models.UUIDField(primary_key=True)
    stay = models.ForeignKey(ShelterStay, models.DO_NOTHING, related_name="+")
    shelter = models.TextField(db_collation="C")
    during = DateTimeRangeField()
    expected_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")
    by_actor = models.TextField()
    back_by = models.TextField(default="")
    undone_at = models.DateTimeField(null=True)

    class Meta(OfShelter.Meta):
        db_table = "shelter_absence"


class ShelterItem(OfShelter):
    """Something kept for somebody, until it is said what became of it."""

    item_id = models.UUIDField(primary_key=True)
    stay = models.ForeignKey(ShelterStay, models.DO_NOTHING, related_name="+")
    shelter = models.TextField(db_collation="C")
    kind = models.TextField(db_collation="C")
    what = models.TextField()
    kept_at = models.TextField(default="")
    taken_at = models.DateTimeField()
    taken_by = models.TextField()
    signed = models.TextField(db_collation="C")
    drawing = models.TextField(default="")
    fate = models.TextField(default="", db_collation="C")
    fate_at = models.DateTimeField(null=True)
    fate_by = models.TextField(default="")
    fate_signed = models.TextField(default="", db_collation="C")
    fate_drawing = models.TextField(default="")
    fate_note = models.TextField(default="")
    fate_act = models.UUIDField(null=True)

    class Meta(OfShelter.Meta):
        db_table = "shelter_item"


class ShelterEntry(OfShelter):
    """A line of a book: what it says is what `books.csv` asks."""

    entry_id = models.UUIDField(primary_key=True)
    shelter = models.TextField(db_collation="C")
    stay = models.ForeignKey(ShelterStay, models.DO_NOTHING, null=True, related_name="+")
    book = models.TextField(db_collation="C")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    said = models.JSONField(default=dict)
    by_actor = models.TextField()
    fact_id = models.TextField(default="", db_collation="C")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(default="")

    class Meta(OfShelter.Meta):
        db_table = "shelter_entry"


class ShelterTick(OfShelter):
    """A meal served or a name called: one a person, day and round."""

    pk = models.CompositePrimaryKey("stay_id", "day", "round")
    stay = models.ForeignKey(ShelterStay, models.DO_NOTHING, related_name="+")
    day = models.DateField()
    round = models.TextField(db_collation="C")
    shelter = models.TextField(db_collation="C")
    act = models.UUIDField()
    at = models.DateTimeField()
    by_actor = models.TextField()

    class Meta(OfShelter.Meta):
        db_table = "shelter_tick"


class ShelterPortion(OfShelter):
    act = models.UUIDField(primary_key=True)
    shelter = models.TextField(db_collation="C")
    day = models.DateField()
    round = models.TextField(db_collation="C")
    portions = models.SmallIntegerField()
    at = models.DateTimeField()
    by_actor = models.TextField()

    class Meta(OfShelter.Meta):
        db_table = "shelter_portion"


class ShelterCheck(OfShelter):
    pk = models.CompositePrimaryKey("shelter", "day", "item")
    shelter = models.TextField(db_collation="C")
    day = models.DateField()
    item = models.TextField(db_collation="C")
    act = models.UUIDField()
    at = models.DateTimeField()
    by_actor = models.TextField()
    note = models.TextField(default="")

    class Meta(OfShelter.Meta):
        db_table = "shelter_check"


class ShelterComplaint(GuardedModel):
    """Read by the agency that hears it and by no officer it is about; where no agency hears it, by the nation."""

    complaint_id = models.UUIDField(primary_key=True)
    code = models.TextField(db_collation="C")
    shelter = models.TextField(db_collation="C")
    stay_id = models.UUIDField(null=True)  # not to be joined: who hears it may not open the register
    name = models.TextField(default="")
    about = models.TextField(db_collation="C")
    officer = models.TextField(default="", db_collation="C")
    text = models.TextField()
    hears = models.TextField(default="", db_collation="C")
    at = models.DateTimeField()
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "shelter_complaint"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """The nation hears what nobody between hears, and what was said about those who would."""
        rows = rows.exclude(officer=scope.actor)
        if scope.is_nationwide:
            return rows
        return rows.filter(hears__in=[key[2:] for key in scope.keys if key.startswith("a:")])

    def __str__(self) -> str:
        return f"Complaint {self.code}"
