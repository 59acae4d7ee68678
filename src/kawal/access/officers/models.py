"""Officers and the links that let them choose a password."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from kawal.access.roles import ROLES


class OfficerManager(BaseUserManager["Officer"]):
    """By login, which is kept in lower case."""

    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(login=(username or "").strip().lower())


class Officer(AbstractBaseUser):
    """Somebody who logs in for an agency. There is no superuser.

    ``area`` is the dotted code an area or village role serves; ``place`` the post or shelter of one that serves a place.
    """

    login = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    agency = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    area = models.CharField(max_length=13, blank=True)
    place = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=5, default="id")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80, blank=True)
    disabled_at = models.DateTimeField(null=True)

    objects = OfficerManager()
    USERNAME_FIELD = "login"

    class Meta:
        db_table = "officer"
        constraints = (
            models.CheckConstraint(name="officer_login_is_lower", condition=Q(login=Lower("login"))),
            models.CheckConstraint(name="officer_role_is_known", condition=Q(role__in=sorted(ROLES))),
            models.CheckConstraint(
                name="officer_disabled_iff_dated",
                condition=Q(is_active=True, disabled_at=None) | Q(is_active=False, disabled_at__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["agency"], name="officer_agency"),)

    def __str__(self) -> str:
        return f"Officer #{self.pk}"


class EntryLink(models.Model):
    """A link that lets an officer choose a password, once. Only a digest of its secret is kept."""

    class Purpose(models.TextChoices):
        INVITE = "invite", "Undangan"
        RESET = "reset", "Pemulihan sandi"

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+")
    digest = models.BinaryField(unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "entry_link"

    def __str__(self) -> str:
        return f"EntryLink #{self.pk}"


class LoginAttempt(models.Model):
    """A failed login, by a keyed digest of the login tried: what locks it out for a while."""

    login_digest = models.BinaryField()
    failed_at = models.DateTimeField()

    class Meta:
        db_table = "login_attempt"
        indexes = (models.Index(fields=["login_digest", "failed_at"], name="login_attempt_recent"),)

    def __str__(self) -> str:
        return f"LoginAttempt #{self.pk}"
