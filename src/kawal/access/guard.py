"""The first wall: a table with personal data answers only who says who is asking.

`objects` is the default manager and refuses every query but `visible_to(scope)` and `one(scope, pk)`. `unscoped` is for
migrations, the engine and tests; each use ends with ``# unscoped: <reason>``.
"""

from typing import Any

from django.core import checks
from django.db import models

from kawal.access.scope import NotVisible, Scope, ScopeRequired

Rows = models.QuerySet[Any]


class GuardedManager(models.Manager[Any]):
    """Hands out rows through ``visible_to`` and ``one``, and through no other door."""

    def get_queryset(self) -> Rows:
        raise ScopeRequired(f"{self.model.__name__}: use .objects.visible_to(scope)")

    def visible_to(self, scope: Scope) -> Rows:
        """Rows ``scope`` may read. An empty scope yields no rows, never all of them."""
        rows: Rows = models.QuerySet(self.model, using=self._db)
        if scope.is_empty:
            return rows.none()
        visible: Rows = self.model.visible_rows(rows, scope)
        return visible

    def one(self, scope: Scope, pk: Any, *, lock: bool = False) -> Any:
        """The row ``pk``, locked until the transaction ends if ``lock``.

        :raises NotVisible: unknown to the database or to this scope.
        """
        rows = self.visible_to(scope)
        row = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if row is None:
            raise NotVisible(f"{self.model.__name__} #{pk}")
        return row


class GuardedModel(models.Model):
    """Base of every table with personal data. Subclasses state ``visible_rows``."""

    objects = GuardedManager()
    unscoped = models.Manager()

    class Meta:
        abstract = True
        # save(), refresh_from_db() and forward foreign keys need a plain manager;
        # get_object_or_404, related managers and forms use the default one, which refuses.
        base_manager_name = "unscoped"
        default_manager_name = "objects"

    @classmethod
    def visible_rows(cls, rows: Rows, scope: Scope) -> Rows:
        raise NotImplementedError(f"{cls.__name__} must say which rows a scope may read")

    @classmethod
    def check(cls, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse to start when the policy is missing or a Meta has replaced the guard."""
        problems = super().check(**kwargs)
        if cls.visible_rows.__qualname__ == GuardedModel.visible_rows.__qualname__:
            problems.append(checks.Error(f"{cls.__name__} has no visible_rows()", id="kawal.E001"))
        if not isinstance(cls._default_manager, GuardedManager):
            problems.append(
                checks.Error(f"{cls.__name__} does not default to GuardedManager", id="kawal.E002")
            )
        return problems


def by_keys(rows: Rows, scope: Scope) -> Rows:
    """The policy of tables that carry ``keys``."""
    return rows if scope.is_nationwide else rows.filter(keys__overlap=list(scope.keys))
