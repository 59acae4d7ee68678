"""What sources promise to send completely, so that absence may count, and when they last sent. No personal data."""

from django.db import models


class Feed(models.Model):
    """``source`` sends every fact of ``kind`` that happens from ``valid_from`` until before ``valid_to``.

    An empty source means all sources together; an open end is ``None``.
    """

    feed_id = models.BigAutoField(primary_key=True)
    source = models.TextField(blank=True, default="", db_collation="C")
    kind = models.TextField(db_collation="C")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    declared_by = models.TextField(default="")

    class Meta:
        managed = False
        db_table = "feed"

    def __str__(self) -> str:
        return f"{self.source or 'all sources'}: {self.kind} from {self.valid_from}"


class SourceFreshness(models.Model):
    """When a source last sent, in several rows that are added up when read; see the migration for why."""

    pk = models.CompositePrimaryKey("source_id", "slot")
    source_id = models.SmallIntegerField()
    slot = models.SmallIntegerField()
    first_recorded_at = models.DateTimeField()
    last_recorded_at = models.DateTimeField()
    facts = models.BigIntegerField()
    sendings = models.BigIntegerField(default=1)

    class Meta:
        managed = False
        db_table = "source_freshness"

    def __str__(self) -> str:
        return f"source #{self.source_id}"
