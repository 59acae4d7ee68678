"""Declared feeds: what a source promises to send completely, so that absence may count. No personal data."""

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
