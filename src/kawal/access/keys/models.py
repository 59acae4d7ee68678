"""Keys of agencies' machines: a prefix to find them, a digest of the secret, what they may do and to which rows."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AgencyKey(models.Model):
    """``KEY = prefix.secret``; the secret is shown once and kept only as a digest."""

    prefix = models.CharField(max_length=16, unique=True)
    digest = models.BinaryField()
    agency = models.CharField(max_length=60)
    powers = ArrayField(models.CharField(max_length=30))
    keys = ArrayField(models.CharField(max_length=70))
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=80)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "agency_key"
        indexes = (models.Index(fields=["agency"], name="agency_key_agency"),)

    def __str__(self) -> str:
        return f"AgencyKey {self.prefix}"
