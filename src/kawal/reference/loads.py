"""Which data stand in the tables: one row a table, with the digest of what was loaded."""

from django.db import models


class ReferenceLoad(models.Model):
    """``digest`` is of the data files and the loader; ``local_changes`` counts rows added by hand."""

    table = models.CharField(max_length=30, primary_key=True)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    local_changes = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "reference_load"

    def __str__(self) -> str:
        return f"{self.table} {self.digest[:12]}"
