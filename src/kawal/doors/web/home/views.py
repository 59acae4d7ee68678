"""The start page: one question a role, what must be done now first."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts.cards import AlertCard
from kawal.doors.web import labels, places
from kawal.doors.web.alerts.rows import rows_of
from kawal.doors.web.front_desk import View, needs, signed_in
from kawal.doors.web.home import coming, expected, news, posts, tasks, ways
from kawal.doors.web.identity.tasks import review_task
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.cards.work import (
    ExpectedRow,
    FirstCard,
    HomeCard,
    PostHome,
    ShelterHome,
    TaskRow,
    VillageHome,
)
from kawal.doors.web.menu import address
from kawal.doors.web.people.errands import errands_of
from kawal.doors.web.people.rows import page_of, person_row, row_of_picture, shown_name
from kawal.doors.web.people.timeline import sentence_of
from kawal.doors.web.returns.late import late_tasks
from kawal.doors.web.shelter.front import coming_rows, staying_rows
from kawal.doors.web.shelter.tonight import own_tonight
from kawal.doors.web.status import status_of
from kawal.situation.people import selectors as people

MOST_WALK_INS, MOST_LEFT, MOST_COMING = 25, 500, 8
LEAVES = ("left_shelter", "handed_over")
MADE_ON_A_PAGE, MADE_AT_THE_COUNTER = "web-", "tiba-"  # how the ids begin
MADE_AT_THE_DESK = ("meja-", "dicari-")


@signed_in
@require_GET
def home(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Sends each role to its own page, which says itself which power it needs."""
    start = STARTS.get(scope.role)
    if isinstance(start, str):
        return redirect(address(start) or "help:help")
    return start(request) if start else redirect("help:help")


@needs(Power.READ_PERSON)
def desk(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Districts, protection, supervisors, the nation: one list across alerts and returns."""
    now = timezone.now()
    return render(
        request,
        "home/desk.html",
        {"home": _work(scope, now, tasks.waiting_alerts(scope, now)), "status": status_of(request, now)},
    )


@needs(Power.READ_PERSON)
def mission(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Who walked in today, then the alerts of the country."""
    now = timezone.now()
    waiting = tasks.waiting_alerts(scope, now)
    context = {
        "home": _work(scope, now, waiting[:1]),
        "walk_ins": _walk_ins(scope, now, (MADE_ON_A_PAGE, *MADE_AT_THE_DESK)),
        "alerts": rows_of(waiting[1:], scope, now),
        "country": places.name_of(scope),
        "status": status_of(request, now),
    }
    return render(request, "home/mission.html", context)


@needs(Power.HAND_OVER)
def village(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Only who is expected, who will leave and who is to be visited; never an alert."""
    now = timezone.now()
    found = expected.listed(scope, "in_return", "preparing", "home")
    returning = [it for it in found if it.stay == "in_return"]
    arrivals = expected.arrivals(returning, scope, now)
    card = VillageHome(
        now=now,
        village=places.name_of(scope),
        arrivals=coming.added_to(arrivals, coming.list_coming(scope, returning), now),
        departures=expected.departures([it for it in found if it.stay == "preparing"], scope, now),
        follow_ups=expected.follow_ups([it for it in found if it.stay == "home"], scope, now),
        announce_url=reverse("people:announce"),
    )
    return render(request, "home/village.html", {"home": card, "status": status_of(request, now)})


@needs(Power.HAND_OVER)
def post(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """What waits at the post now, who is coming and who waits there to be handed over: eight of each, all where asked for."""
    now = timezone.now()
    place = places.here(scope).post
    asked = request.GET.get("semua", "")
    on_the_way, here = expected.at_post(scope, place)
    walk_ins = _walk_ins(scope, now, (MADE_ON_A_PAGE, MADE_AT_THE_COUNTER))
    lists: Mapping[str, Sequence[object]] = {"ditunggu": on_the_way, "serah": here, "diterima": walk_ins}
    first, rows = posts.lead(posts.waiting_at(scope, place, now))
    card = PostHome(
        now=now,
        post=places.name_of(scope),
        first=first,
        tasks=rows,
        coming=expected.coming_to_post(posts.shown(on_the_way, whole=asked == "ditunggu"), scope, now),
        here=expected.waiting_at_post(posts.shown(here, whole=asked == "serah"), scope, now),
        walk_ins=posts.shown(walk_ins, whole=asked == "diterima"),
        more={name: posts.more_of(name, len(found), asked) for name, found in lists.items()},
        register_url=reverse("reception:list"),
        scan_url=reverse("cards:scan"),
        feeds=news.freshness(scope, now),
    )
    return render(request, "home/post.html", {"home": card, "status": status_of(request, now)})


@needs(Power.HAND_OVER)
def shelter(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Tonight's list: who stays, who comes, who goes on."""
    now = timezone.now()
    place = places.here(scope).post
    found = expected.listed(scope, "in_return", shelter=place)
    staying, coming = expected.split_staying(found, scope, now)
    night = own_tonight(scope, place, now)
    card = ShelterHome(
        now=now,
        shelter=places.name_of(scope),
        taken=night.people if night else len(staying),
        residents=staying_rows(night, now) if night else expected.residents(staying, scope, now),
        arriving=coming_rows(night) if night else expected.coming_to_shelter(coming, scope, now),
        leaving=expected.leaving([it for it in staying if it.leave_on], scope, now, acts=not night),
        left=_left_today(scope, now),
        register_url=reverse("shelter:arrivals", args=[place]) if night else reverse("people:register"),
        roster_url=reverse("shelter:start"),
        in_beds=night.in_beds if night else 0,
        bedless=night.bedless if night else 0,
    )
    return render(request, "home/shelter.html", {"home": card, "status": status_of(request, now)})


@needs(Power.READ_PERSON)
def referred(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Police liaison: the people a referral names, nothing else."""
    now = timezone.now()
    rows = [person_row(row_of_picture(it), scope) for it in expected.listed(scope)]
    return render(
        request, "home/referred.html", {"rows": rows, "now": now, "status": status_of(request, now)}
    )


def _work(scope: Scope, now: datetime, waiting: Sequence[AlertCard]) -> HomeCard:
    """The most urgent thing, then the rest of today, and what stands beside it."""
    answers, rings = tasks.answer_tasks(scope, now), tasks.ring_tasks(scope)
    first = tasks.first_of(waiting[0], scope, now) if waiting else None
    if first is None and (asked := answers or rings):
        first = tasks.first_answer(asked.pop(0))
    rows = [
        *answers,
        *(tasks.alert_task(card, now) for card in waiting[1:]),
        *rings,
        *review_task(scope),
        *late_tasks(scope, now),
        *ways.return_tasks(scope, now),
    ]
    all_rows: list[TaskRow | FirstCard] = [*([first] if first else []), *rows]
    more = [
        (Power.READ_ALERT, _("Semua yang perlu perhatian"), "alerts:list"),
        (Power.PLAN_RETURN, _("Semua kepulangan"), "returns:list"),
    ]
    return HomeCard(
        now=now,
        title=_("Yang perlu saya kerjakan sekarang"),
        first=first,
        tasks=rows,
        waiting=len(all_rows),
        late=tasks.late(all_rows, now),
        changes=news.changes(scope, now),
        feeds=news.freshness(scope, now),
        register_url=reverse("people:register") if scope.may(Power.INTAKE) else "",
        coming=_coming(scope, now),
        coming_url=address("batches:expected") if scope.may(Power.HAND_OVER) else "",
        more=[
            *(
                Link(label, address(name))
                for power, label, name in more
                if scope.may(power) and address(name)
            ),
            *ways.abroad_link(scope, now),
        ],
    )


def _coming(scope: Scope, now: datetime) -> list[ExpectedRow]:
    """On the way to the area of the officer; of the whole nation that is everybody, and stands elsewhere."""
    if not scope.area or scope.is_nationwide or not scope.may(Power.HAND_OVER):
        return []
    return coming.rows_of(coming.list_coming(scope)[:MOST_COMING], now)


def _left_today(scope: Scope, now: datetime) -> int:
    """People whom the shelter itself told today that they went on or were handed over."""
    today = timezone.localdate(now)
    found = people.list_reported(scope=scope, since=_midnight(now), limit=MOST_LEFT)
    return len(
        {
            fact.kawal_id
            for fact in found
            if fact.kind in LEAVES and fact.state == "active" and timezone.localdate(fact.at) == today
        }
    )


def _midnight(now: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(now), time()))


def _walk_ins(scope: Scope, now: datetime, made_as: Sequence[str] = (MADE_ON_A_PAGE,)) -> list[ExpectedRow]:
    """Who came to the counter today: facts made on a page or at the desk, the latest first, one line a person."""
    since = _midnight(now)
    kinds = {errand.kind for errand in errands_of(scope)}
    found = [
        fact
        for how in made_as
        for fact in people.list_reported(scope=scope, since=since, limit=MOST_WALK_INS, made_as=how)
    ]
    found = sorted(found, key=lambda it: it.at, reverse=True)[:MOST_WALK_INS]
    known = labels.labels_for(found)
    rows: dict[str, ExpectedRow] = {}
    for fact in found:
        if fact.kind in kinds and fact.kawal_id and fact.state == "active":
            name = shown_name(str(fact.subject.get("name") or ""))
            rows.setdefault(
                fact.kawal_id, ExpectedRow(name, sentence_of(fact, known), page_of(fact.kawal_id))
            )
    return list(rows.values())


STARTS: Mapping[str, View | str] = {
    "village": village,
    "district": desk,
    "protection": desk,
    "supervisor": desk,
    "national": desk,
    "border_post": post,
    "mission": mission,
    "shelter": shelter,
    "investigator": referred,
    "aid": "aid:home",
    "analyst": "nation:nation",
    "rule_author": "watch:rules",
    "rule_approver": "context:tables",
    "administrator": "officers:list",
    "data_protection": "trail:log",
}
