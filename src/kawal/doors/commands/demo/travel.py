"""A batch on its way when you come: crossed at Entikong yesterday with one person missing, the next bus not planned yet."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from kawal.access.scope import Scope

FIRST = ("Arum", "Bima", "Cempaka", "Danu", "Elok", "Galih", "Intan", "Jati")
LAST = ("Andaikan", "Bayangan", "Dongeng")
HOMES = ("61.01", "61.03", "61.07", "53.04", "52.02", "35.05")
MADE = "demo/rombongan"


def send(scope: Scope, now: datetime) -> None:
    """The mission opens it from its letter, lists 24 people, and sees them to the border. The caller has entered the wall."""
    from kawal.homecoming import returning
    from kawal.homecoming.returning import Mark
    from kawal.response.returns import selectors, services
    from kawal.response.returns.plans import Care, LegPlan, Listed, Opening

    left = now - timedelta(hours=30)
    opening = Opening(
        asked=_id("surat"), kind="deported", post="plbn-entikong", mission=scope.agency, letter="0000/REKAAN/DEMO",
        planned=len(FIRST) * len(LAST), leave_on=left.date(),
    )  # fmt: skip
    code = services.open_batch(scope=scope, opening=opening, now=now)
    people = [
        Listed(f"demo-{n}", _subject(n), {3: "hamil", 9: "darah tinggi"}.get(n, ""))
        for n in range(opening.planned)
    ]
    lines = [
        it.line_id
        for it in returning.list_people(scope=scope, code=code, people=people, now=now)
        if it.line_id
    ]
    for line in (lines[3], lines[9]):
        care = Care(vulnerable="hamil" if line == lines[3] else "darah tinggi", escort="Ns. Contoh")
        services.care_for(scope=scope, line_id=line, care=care, now=now)
    [leg] = selectors.list_legs(scope=scope, codes=[code])
    plan = LegPlan(
        "1", leg.from_place, leg.to_place, "road", "KB 0 RK", left, left + timedelta(hours=9), payer="mission"
    )
    services.plan_leg(scope=scope, code=code, plan=plan, now=now, leg_id=leg.leg_id)
    marks = [Mark(_id(f"naik/{line}"), line, leg.leg_id, "boarded", left) for line in lines[1:]]
    marks += [
        Mark(_id(f"tiba/{line}"), line, leg.leg_id, "arrived", left + timedelta(hours=9))
        for line in lines[2:]
    ]
    marks.append(Mark(_id("sakit"), lines[0], leg.leg_id, "explained", left, "ill", "dirawat di Kuching"))
    marks += [
        Mark(_id(f"sendiri/{line}"), line, None, "explained", left + timedelta(hours=12), "self")
        for line in lines[-6:]
    ]
    returning.mark(scope=scope, marks=marks, now=now)


def _subject(n: int) -> dict[str, object]:
    return {
        "name": f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST)]}",
        "sex": "female" if n % 2 else "male",
        "birth_date": str(1978 + n % 25),
        "address": {"area": HOMES[n % len(HOMES)]},
    }


def _id(what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{MADE}/{what}")
