"""Search, person page and list of alerts as officers get them: the whole view, template included, behind both walls.

`python -m benchmarks.reads`. For the nation, one regency, thirty regencies and nineteen provinces, over the nation of
`benchmarks/nation.py`. What is measured is server time: middleware aside, from the request to the finished page.
"""

import random
from typing import Any

from benchmarks import nation
from benchmarks.measuring import Result, milliseconds, tell

ROUNDS, SAMPLES = 3, 60


def main() -> None:
    told = nation.loaded()
    nation.join()
    tell(
        {
            "people": nation.PEOPLE,
            "facts": told["read"],
            "scopes": {name: measure(scope) for name, scope in scopes()},
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


def measure(scope: Any) -> Result:
    names, ids, texts = sample(scope)
    rng = random.Random(1)
    search = [
        lambda q=q: show("/orang/", {"q": q}, scope) for q in (rng.choice(names) for _ in range(SAMPLES))
    ]
    person = [lambda it=it: show(f"/orang/{it}/", {}, scope) for it in ids]
    alerts = [lambda: show("/perhatian/", {}, scope)] * SAMPLES
    for warm in (*search[:3], *person[:3], *alerts[:3]):
        warm()
    return {
        "search": milliseconds(search, ROUNDS),
        "search_no_hit": milliseconds([lambda: show("/orang/", {"q": "zzyx qwv"}, scope)] * 20, ROUNDS),
        "search_number": milliseconds(
            [lambda it=it: show("/orang/", {"q": it}, scope) for it in texts], ROUNDS
        ),
        "person": milliseconds(person, ROUNDS),
        "alerts": milliseconds(alerts, ROUNDS),
    }


def show(path: str, query: dict[str, str], scope: Any) -> None:
    """One request through the view, with the scope already known."""
    from django.db import transaction
    from django.test import RequestFactory
    from django.urls import resolve

    request = RequestFactory().get(path, query)
    request.scope, request.session, request.user = scope, {}, Somebody()  # type: ignore[attr-defined, assignment]  # as the middleware sets them
    match = resolve(path)
    request.resolver_match = match
    with transaction.atomic():
        answer = match.func(request, *match.args, **match.kwargs)
    if answer.status_code != 200:
        raise RuntimeError(f"{path.split('/')[1]} answered {answer.status_code}")


class Somebody:
    """An officer who has logged in, as the pages ask of one."""

    is_authenticated, is_active, pk, login, name = True, True, 0, "bench", "Bench"
    agency, role, area, place, language = "bench", "district", "", "", "id"


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
