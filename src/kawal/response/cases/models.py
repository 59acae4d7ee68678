"""Tables of cases. Made by SQL (`migrations/0001_cases.sql`); states change only in ``services``."""

from django.db import models
from django.db.models import Exists, OuterRef

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope


class CaseFile(GuardedModel):
    """One agency's case about one person; at most one of them open at a time."""

    case_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")  # K-000123, made by the database
    person_id = models.BigIntegerField()  # not to be joined: the wall may hide the person of a closed case
    claim_id = models.BigIntegerField()
    agency = models.TextField(db_collation="C")
    summary = models.TextField()
    alert_code = models.TextField(null=True, db_collation="C")
    state = models.TextField(default="open", db_collation="C")
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")
    outcome = models.TextField(default="", db_collation="C")
    note = models.TextField(default="")

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "case_file"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        """An agency sees its own cases. Sharing is an explicit referral, not a wider query."""
        if scope.is_nationwide:
            return rows
        return rows.filter(agency__in=[key[2:] for key in scope.keys if key.startswith("a:")])

    def __str__(self) -> str:
        return f"Case {self.code} {self.state}"


class CaseNote(GuardedModel):
    """A working note. The database refuses to alter or delete one."""

    note_id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(CaseFile, models.DO_NOTHING, related_name="+")
    text = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.TextField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "case_note"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return rows.filter(Exists(CaseFile.objects.visible_to(scope).filter(pk=OuterRef("case_id"))))

    def __str__(self) -> str:
        return f"Note {self.note_id} of case {self.case_id}"
