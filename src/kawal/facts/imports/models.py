"""Files that came in and what became of them, and what agencies' columns mean. Made by SQL in `0003_imports.sql`."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kawal.access.guard import GuardedModel, Rows
from kawal.access.scope import Scope

WAITING_MAPPING, RUNNING, DONE, FAILED = "waiting_mapping", "running", "done", "failed"


def _of_own_agency(rows: Rows, scope: Scope) -> Rows:
    if scope.is_nationwide:
        return rows
    return rows.filter(agency__in=[key[2:] for key in scope.keys if key.startswith("a:")])


class ImportJob(GuardedModel):
    """One file. Its rows are people's: nobody but the sending agency sees that it came."""

    import_id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, db_collation="C")
    agency = models.TextField(db_collation="C")
    uploaded_by = models.TextField()
    name = models.TextField()
    path = models.TextField(default="")
    mark = models.TextField(default="", db_collation="C")
    format = models.TextField(default="", db_collation="C")
    delimiter = models.TextField(default=",")
    columns = ArrayField(models.TextField(), default=list)
    mapping = models.JSONField(null=True)
    history = models.BooleanField(default=False)
    state = models.TextField(db_collation="C")
    failure = models.TextField(default="")
    read = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    repeated = models.IntegerField(default=0)
    conflict = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    percent = models.SmallIntegerField(default=0)
    remarks = models.JSONField(default=dict)
    spool = models.TextField(default="")
    spooled = models.BigIntegerField(default=0)
    refused_path = models.TextField(default="")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "import_job"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return _of_own_agency(rows, scope)

    def __str__(self) -> str:
        return f"ImportJob {self.code}"


class RememberedMapping(GuardedModel):
    """What the columns of an agency's sheet with these headings mean, as an officer last confirmed it."""

    mapping_id = models.BigAutoField(primary_key=True)
    agency = models.TextField(db_collation="C")
    signature = models.TextField(db_collation="C")
    mapping = models.JSONField()
    remembered_by = models.TextField()
    remembered_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        managed = False
        db_table = "remembered_mapping"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        return _of_own_agency(rows, scope)

    def __str__(self) -> str:
        return f"RememberedMapping of {self.agency}"
