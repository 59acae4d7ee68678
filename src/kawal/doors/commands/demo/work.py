"""What the officers of the demo have done before you come: alerts taken and closed, cases opened, a return requested.

The national duty officer works through the two years; the officers of a province, a district and a mission on the last
day alone. All of it goes the way of the pages: the same services, the same scopes, the same log.
"""

from collections.abc import Iterable
from datetime import datetime

from kawal.access.roles import ROLES
from kawal.access.scope import Scope
from kawal.doors.commands.demo import aid, evening, homeward, house, travel
from kawal.doors.commands.demo.officers import Login

DUTY = "laras"
TAKEN_AT_ONCE = 6  # alerts that the duty officer takes each time she looks
URGENT = ("emergency", "high")
SUMMARY = "Keluarga meminta bantuan; pastikan keadaannya dan bantu pulang bila ia menghendaki."
NOTE = "Keluarga sudah berbicara dengannya; ia bekerja seperti biasa."
ENDED = "Sudah di rumah; keluarga dan desa menerimanya."


def on_duty(now: datetime) -> None:
    """One look of the national duty officer: she takes what is most urgent and ends what came to a good end.

    The caller has entered the wall for the engine.
    """
    from kawal.decisions.alerts import selectors as alerts

    scope = Scope(
        actor=DUTY,
        agency="kp2mi",
        powers=ROLES["national"].powers,
        categories=ROLES["national"].categories,
        role="national",
        purpose="duty",
    )
    waiting = alerts.list_alerts(scope=scope, free=True, limit=TAKEN_AT_ONCE).results
    urgent = [it for it in waiting if it.level in URGENT]
    _draw_again([_open_case(scope, it.kawal_id, it.person_id, it.code, now) for it in urgent], now)
    _end_cases(scope, now)


def ensure(logins: tuple[Login, ...], now: datetime) -> None:
    """Once, in one transaction: a stop leaves it done or not begun."""
    from django.db import transaction

    known = {it.login: it for it in logins}
    if _has_worked("damar"):
        return
    with transaction.atomic():
        _work_at_district(_enter(known["damar"], now), now, cases=2, closed=1)
        _work_at_district(_enter(known["ratna"], now), now, cases=1, closed=0)
        mission = _enter(known["sekar"], now)
        _work_at_mission(mission, now)
        travel.send(mission, now)
        homeward.cards_at_post(_enter(known["bayu"], now), now)
        aid.stock(_enter(known["bayu"], now), now)
        district = _enter(known["ratna"], now)
        homeward.hand_overs(district, known["joko"].area, now)
        homeward.brought_home(district, now)
        house.furnish(_enter(known["intan"], now), now)
        evening.receive_tonight(_enter(known["bayu"], now), known["bayu"].place, now)
        evening.plan_after_home(_enter(known["wulan"], now), now)


def _has_worked(login: str) -> bool:
    from kawal.access.scope import ENGINE
    from kawal.access.trail.selectors import Asked, list_traces

    return bool(list_traces(scope=ENGINE, asked=Asked(actor=login), limit=1).results)


def _enter(it: Login, now: datetime) -> Scope:
    """The officer logs in, and the database is told who asks."""
    from kawal.access import wall
    from kawal.access.entry.services import log_in
    from kawal.access.scopes import scope_of_officer

    officer = log_in(login=it.login, password=it.password, now=now).officer
    assert officer is not None, it.login
    scope = scope_of_officer(officer)
    wall.enter(scope)
    return scope


def _work_at_district(scope: Scope, now: datetime, *, cases: int, closed: int) -> None:
    from kawal.decisions.alerts import selectors as alerts
    from kawal.decisions.alerts import services

    free = alerts.list_alerts(scope=scope, free=True, limit=cases + closed + 1).results
    for it in free:
        services.take_alert(scope=scope, code=it.code, now=now)
    for it in free[:cases]:
        _open_case(scope, it.kawal_id, it.person_id, it.code, now)
    for it in free[cases : cases + closed]:
        services.close_alert(scope=scope, code=it.code, outcome="wrong_data", note=NOTE, now=now)
    _draw_again([it.person_id for it in free], now)


def _work_at_mission(scope: Scope, now: datetime) -> None:
    """A case, and the request to bring her home: a fact on her timeline."""
    from kawal import flow
    from kawal.decisions.alerts import selectors as alerts
    from kawal.response.repatriation.raw import step_fact

    for it in alerts.list_alerts(scope=scope, free=True, limit=1).results:
        _draw_again([_open_case(scope, it.kawal_id, it.person_id, it.code, now)], now)
        request = step_fact(
            "request",
            fact_id=f"web-{it.code}",
            subject={"kawal_id": it.kawal_id, "name": it.name},
            occurred_at=now.isoformat(timespec="seconds"),
            basis="self",
            data={"by": "keluarga"},
        )
        flow.report(scope=scope, facts=[flow.said(request, scope=scope, now=now)], now=now)


def _open_case(scope: Scope, kawal_id: str, person_id: int, alert: str, now: datetime) -> int:
    """Open a case from an alert, unless the agency has one of that person; the person, whose keys change."""
    from kawal.decisions.alerts.services import put_in_hand
    from kawal.response.cases import services

    try:
        services.open_case(scope=scope, kawal_id=kawal_id, summary=SUMMARY, alert_code=alert, now=now)
    except services.CaseAlreadyOpen as already:
        put_in_hand(scope=scope, code=alert, why=already.code, now=now)
    return person_id


def _end_cases(scope: Scope, now: datetime) -> None:
    from kawal.response.cases import selectors, services
    from kawal.situation.pictures.selectors import get_picture

    ended = []
    for case in selectors.list_cases(scope=scope, mine=True, limit=200).results:
        if get_picture(scope=scope, kawal_id=case.kawal_id).stay == "home":
            services.close_case(scope=scope, code=case.code, outcome="home_safe", note=ENDED, now=now)
            ended.append(case.person_id)
    _draw_again(ended, now)


def _draw_again(people: Iterable[int], now: datetime) -> None:
    from kawal import flow

    if affected := list(people):
        flow.redraw(affected=affected, now=now)
