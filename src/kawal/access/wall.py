"""The second wall: PostgreSQL is told, for this transaction only, who is asking.

Row-level security then hides what the guard would hide: rows without a key of who asks, and rows that go past who
asks. ``enter`` begins the transaction of a request or job;
``as_engine`` is what the system does on its own behalf inside it: recording, drawing, raising alerts.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

from kawal.access.scope import NATION_KEY, Scope

_ROLES = {True: "kawal_nation", False: "kawal_web"}
# Statements prepared on the server keep one plan: behind policies planning costs more than reading.
_SET = """select set_config('role', %s, true), set_config('kawal.keys', %s, true), set_config('kawal.self', %s, true),
 set_config('plan_cache_mode', 'force_generic_plan', true)"""
# Read before they are set: PostgreSQL reckons the columns of a row from left to right.
_SWAP = f"""select current_setting('role'), current_setting('kawal.keys', true), current_setting('kawal.self', true),
 {_SET.removeprefix("select ")}"""
_SWAP_PLAIN = f"""{_SWAP}, set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
 set_config('max_parallel_workers_per_gather', '0', true)"""


def enter(scope: Scope) -> None:
    """From here to the end of the transaction the database answers this scope alone.

    :raises TransactionManagementError: outside a transaction, where it would end with its own statement.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the wall needs a transaction")
    nationwide = scope.is_nationwide
    _tell(_ROLES[nationwide], NATION_KEY if nationwide else ",".join(scope.keys), ",".join(scope.marks))


@contextmanager
def as_engine(*, plain_plans: bool = False) -> Iterator[None]:
    """The rights of the system inside a request; afterwards the request has its own again.

    With ``plain_plans`` statements walk indexes until the transaction ends: right for those that come with an array of
    what they want, where estimates over correlated columns would have the whole ledger hashed.

    :raises TransactionManagementError: outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the wall needs a transaction")
    with connection.cursor() as cursor:
        cursor.execute(_SWAP_PLAIN if plain_plans else _SWAP, [_ROLES[True], NATION_KEY, ""])
        role, keys, marks, *_set = cursor.fetchone()
    try:
        yield
    finally:
        if (role, keys, marks or "") != (_ROLES[True], NATION_KEY, ""):
            _give_back(_ROLES[False] if role == "none" else role, keys or "", marks or "")


def _give_back(role: str, keys: str, marks: str) -> None:
    """An aborted transaction cannot be told anything, and answers nothing either until it is rolled back."""
    if connection.needs_rollback:
        return
    try:
        _tell(role, keys, marks)
    except DatabaseError:
        transaction.set_rollback(True)


def _tell(role: str, keys: str, marks: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [role, keys, marks])
