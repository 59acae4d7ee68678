"""One line for each read of a person's record and each change. The database refuses to alter or delete any."""

from django.db import models


class Trace(models.Model):
    """Who did what about whom. ``person`` is the opaque id; ``subject`` names the alert, case, officer or file."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    agency = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    action = models.CharField(max_length=60)
    person = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "trace"
        indexes = (
            models.Index(fields=["person", "-at"], name="trace_person", condition=~models.Q(person="")),
            models.Index(fields=["agency", "-at"], name="trace_agency"),
            models.Index(fields=["actor", "-at"], name="trace_actor"),
            models.Index(fields=["-at"], name="trace_at"),
        )

    def __str__(self) -> str:
        return f"Trace #{self.pk}"
