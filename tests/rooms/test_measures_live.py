"""What only everybody together tells is told live as in a replay: the same columns for the same people, whatever order it came in."""

from typing import Any

import orjson
import pytest
from django.db import transaction

from kawal import flow, rejudging
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.situation.context.standing import standing_context
from kawal.situation.networks.network import Network
from kawal.situation.rings import gathering
from kawal.situation.rings.measuring import WIDE
from tests.rooms.parties_world import finding
from tests.world import NOW, fact, report

pytestmark = pytest.mark.django_db
LAST = {
    "departed": 1,
    "case_decided": 2,
    "complained": 3,
}  # live, everything that stands is known before these are counted
WORDS = "majikan saya sangat baik dan gaji selalu dibayar tepat waktu"
NAMES = ("Melati Umpama", "Budi Hartono", "Yohanes Leki", "Wulan Cempaka", "Ferdinand Tahu", "Siti Rohmah")


def who(n: int, **more: Any) -> dict[str, Any]:
    return {
        "name": NAMES[n % 6],
        "nik": f"99040541019900{n:02}",
        "address": {"area": "53.04.05.2001"},
        **more,
    }


def said(kind: str, n: int, at: str, **data: Any) -> dict[str, Any]:
    return fact(kind, at, source="bp3mi-ntt", subject=who(n, **data.pop("claim", {})), data=data)


def country() -> list[dict[str, Any]]:
    """Thirty workers of three recruiters; each measure has somebody to tell of."""
    recruiters = [{"name": f"Rahmat Contoh {'ABC'[n]}", "phone": f"+62 800-0000-410{n}"} for n in range(3)]
    found = [said("recruited", n, "2026-01-05", recruiter=recruiters[n % 3]) for n in range(30)]
    found += [
        said("accommodated", n, "2026-01-09", by=recruiters[n % 2], address="Jalan Rekaan 7")
        for n in range(0, 30, 3)
    ]
    for n in range(8):
        visit = {"visa": "visit", "carrier": "XF-77", "official_crossing": True, "destination": "MYS"}
        found.append(said("departed", n, "2026-03-01", claim={"phones": ["+62 800-0000-7001"]}, **visit))
    employer = "Syarikat Rekaan"
    found += [said("arrived_abroad", n, "2026-03-05", employer="Syarikat Lain") for n in range(18, 30)]
    for n in range(10, 18):
        found.append(said("arrived_abroad", n, "2026-03-05", employer=employer))
        found.append(said("complained", n, f"2026-05-{n:02}", problems=["unpaid_wages"]))
        found.append(said("returned", n, f"2026-06-{n:02}"))
    found += [
        said("checked_in", n, "2026-04-01", channel="app", by="self", safe="yes", text=WORDS)
        for n in (3, 4, 5)
    ]
    found += [
        said("case_decided", n, "2026-07-01", outcome="proven", recruiter=recruiters[n % 3]) for n in (1, 4)
    ]
    return found


def live() -> dict[int, dict[str, int]]:
    with transaction.atomic(), as_engine():
        return {
            person: {name: value for name, value in orjson.loads(columns).items() if name in WIDE}
            for person, columns in bulk.run("select person_id, (columns || wide)::text from measured")
        }


def replayed() -> dict[int, dict[str, int]]:
    with transaction.atomic(), as_engine():
        owner = dict(bulk.run("select claim_id, person_id from standing"))
        facts = gathering.facts_of(owner)
        loose = [(None, fact, claim) for _, _, fact, claim in gathering.facts_alone()]
        known = sorted(facts, key=lambda it: (LAST.get(it.fact.kind, 0), it.fact.at, it.seq))
        network = Network.batch(
            standing_context(), [*((owner[it.claim_id], it.fact, it.claim) for it in known), *loose]
        )
        people = set(owner.values())
        told = {it: network.measured(it) for it in people}
    return {it: {name: value for name, value in each.items() if name in WIDE} for it, each in told.items()}


def without_nothing(each: dict[int, dict[str, int]]) -> dict[int, dict[str, int]]:
    return {person: columns for person, columns in each.items() if columns}


def test_every_measure_is_live_what_the_replay_says():
    report(*country(), finding("Rahmat Contoh C", phone="0800 0000 4102"))
    flow.draw_rings(now=NOW)
    rejudging.measure_left(now=NOW)
    assert without_nothing(live()) == without_nothing(replayed())
    assert set(WIDE) == {name for each in live().values() for name in each}


@pytest.mark.slow
def test_in_two_halves_and_drawn_between_it_ends_the_same_for_whom_it_concerns():
    facts = country()
    for half in (facts[1::2], facts[::2]):
        report(*half)
        flow.draw_rings(now=NOW)
        rejudging.measure_left(now=NOW)
    told, wanted = live(), replayed()
    for person, columns in wanted.items():
        for name in (
            "recruiter_harmed",
            "recruiter_returns",
            "same_answers",
            "problem_returns",
            "group_unregistered",
            "surge",
        ):
            assert told.get(person, {}).get(name) == columns.get(name), name


@pytest.mark.slow
def test_the_drawing_of_rings_and_of_measures_leave_each_other_s_columns():
    report(*country())
    flow.draw_rings(now=NOW)
    rejudging.measure_left(now=NOW)
    with transaction.atomic(), as_engine():
        before = bulk.run("select * from measured order by person_id")
        bulk.run(
            "with m as (insert into measure_due select claim_id from standing) insert into ring_due select claim_id from standing"
        )
    flow.draw_rings(now=NOW)
    rejudging.measure_left(now=NOW)
    with transaction.atomic(), as_engine():
        assert bulk.run("select * from measured order by person_id") == before
        assert bulk.run("select count(*) from measured where columns <> '{}' and wide <> '{}'") > [(7,)]
