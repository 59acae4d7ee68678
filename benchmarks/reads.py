"""Search, person page, list of alerts and the pages an officer begins with, as officers get them: the whole view, template included,
behind both walls.

`python -m benchmarks.reads`. For the nation, one regency, thirty regencies and nineteen provinces, over the nation of
`benchmarks/nation.py`. ``page`` is server time from the request to the finished page, with session, officer and all middleware;
``data`` is what of that the selectors and the database take, which is also what the API takes. ``busy`` is the processor time of this
process and of its database session together: it swings less than the clock where other work runs on the machine.
"""

import random
from datetime import UTC, datetime
from functools import partial
from typing import Any

from benchmarks import nation
from benchmarks.measuring import Result, as_when_serving, busy_here_and_there, milliseconds, tell

ROUNDS, SAMPLES = 2, 50


def main() -> None:
    told = nation.loaded()
    nation.join()
    office = Office()
    as_when_serving()
    tell(
        {
            "people": nation.PEOPLE * nation.TIMES,
            "facts": told["read"],
            "scopes": {name: measure(scope, office) for name, scope in scopes()},
        }
    )


def scopes() -> list[tuple[str, Any]]:
    from kawal.access.roles import ROLES
    from kawal.access.scope import Scope, own_key

    def scope(role: str, *keys: str) -> Any:
        its = ROLES[role]
        return Scope(
            "bench", "bench", (*keys, own_key("bench")), its.powers, its.categories, role, "", "bench"
        )

    regencies, provinces = busiest("regency", 31), busiest("province", 19)
    return [
        ("nation", scope("national")),
        ("one_regency", scope("district", f"k:{regencies[0].replace('.', '')}")),
        ("thirty_regencies", scope("district", *(f"k:{it.replace('.', '')}" for it in regencies[1:]))),
        ("nineteen_provinces", scope("district", *(f"p:{it}" for it in provinces))),
    ]


def measure(scope: Any, office: "Office") -> Result:
    names, ids, numbers = sample(scope)
    rng = random.Random(1)
    asked = [rng.choice(names) for _ in range(SAMPLES)]
    found: Result = {}
    for name, path, query, data, values in (
        ("search", "/orang/", "q", search, asked),
        ("search_number", "/orang/", "q", search, numbers),
        ("search_nothing", "/orang/", "q", search, ["zzyx qwv"] * 10),
        ("person", "/orang/{}/", "", person, ids),
        ("alerts", "/perhatian/", "", alert_list, ["-"] * SAMPLES),
        ("start", "/", "", None, ["-"] * 10),
        ("returns", "/kepulangan/", "", None, ["-"] * 10),
        ("statistics", "/nasional/", "", None, ["-"] * 10),
    ):
        pages = [partial(office.show, path.format(it), {query: it} if query else {}, scope) for it in values]
        reads = [partial(behind_the_wall, data, scope, it) for it in values] if data else []
        for warm in (*pages[:4], *reads[:4]):
            warm()
        found[name] = {
            part: milliseconds(calls, ROUNDS, busy=busy_here_and_there())
            for part, calls in (("data", reads), ("page", pages))
            if calls
        }
    return found


def search(scope: Any, q: str) -> None:
    from kawal.situation.people import selectors as people

    people.find_people(scope=scope, q=q)


def person(scope: Any, kawal_id: str) -> None:
    from kawal.situation.people import selectors as people

    people.get_person(scope=scope, kawal_id=kawal_id, now=datetime.now(UTC))
    people.list_facts(scope=scope, kawal_id=kawal_id)


def alert_list(scope: Any, _: str) -> None:
    from kawal.decisions.alerts import selectors as alerts

    alerts.list_alerts(scope=scope)


def behind_the_wall(read: Any, scope: Any, value: str) -> None:
    from django.db import transaction

    from kawal.access.wall import enter

    with transaction.atomic():
        enter(scope)
        read(scope, value)


class Office:
    """One officer who has logged in; what she may see is said anew for every measurement."""

    def __init__(self) -> None:
        from django.core.handlers.wsgi import WSGIHandler
        from django.test import Client

        from kawal.access.officers.models import Officer

        about = {"name": "Bench", "agency": "bench", "role": "national", "created_at": datetime.now(UTC)}
        officer, _new = Officer.objects.get_or_create(login="bench", defaults=about)
        client = Client()
        client.force_login(officer)
        self.cookie = client.cookies.output(header="", sep=";")
        self.application = WSGIHandler()

    def show(self, path: str, query: dict[str, str], scope: Any) -> None:
        """One request through the whole application."""
        from django.test import RequestFactory

        factory = RequestFactory(SERVER_NAME="127.0.0.1", HTTP_COOKIE=self.cookie)
        self._answer(path, factory.get(path, query).environ, scope)

    def send(self, path: str, said: dict[str, str], scope: Any) -> None:
        """One form sent by htmx."""
        from django.conf import settings
        from django.test import RequestFactory

        token = "k" * 32
        cookie = f"{self.cookie}; {settings.CSRF_COOKIE_NAME}={token}"
        factory = RequestFactory(
            SERVER_NAME="127.0.0.1", HTTP_COOKIE=cookie, HTTP_X_CSRFTOKEN=token, HTTP_HX_REQUEST="true"
        )
        self._answer(path, factory.post(path, said).environ, scope)

    def _answer(self, path: str, environ: dict[str, Any], scope: Any) -> None:
        from kawal.doors.web import front_desk

        front_desk.scope_of_officer = lambda _officer: scope  # no role has several areas
        began: list[str] = []
        answer = self.application(environ, lambda status, _headers: began.append(status))
        b"".join(answer)
        answer.close()
        if began != ["200 OK"]:
            raise RuntimeError(f"{path.split('/')[1]} answered {began}")


def busiest(column: str, most: int) -> list[str]:
    with_engine = (
        f"select {column} from picture where {column} is not null group by 1 order by count(*) desc limit %s"
    )
    return [value for (value,) in rows(with_engine, most)]


def sample(scope: Any) -> tuple[list[str], list[str], list[str]]:
    """Names, ids and NIKs of people the scope sees."""
    statement = """select p.name, p.kawal_id, (select c.subject->>'nik' from standing s join claim c using (claim_id)
     where s.person_id = p.person_id and c.subject ? 'nik' limit 1) from person p
     where p.name <> '' and (%s or p.keys && %s) order by md5(p.kawal_id) limit %s"""
    found = rows(statement, scope.is_nationwide, list(scope.keys), SAMPLES)
    return [it[0] for it in found], [it[1] for it in found], [it[2] for it in found if it[2]][:20]


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    from django.db import connection, transaction

    from kawal.access.scope import ENGINE
    from kawal.access.wall import enter

    with transaction.atomic():
        enter(ENGINE)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())


if __name__ == "__main__":
    main()
