"""A world as somebody else makes it: `kawal_id` alone, dates alone, nothing of when it was sent, and patterns we never made."""

from datetime import date, timedelta
from typing import Any

import pytest

from kawal.reference.context.reading import built_in
from kawal_batch.watch.built import parts_of
from kawal_batch.watch.labels import read_labels
from kawal_batch.watch.reading import Complaints
from kawal_batch.watch.replaying import Replay, nothing_shown
from kawal_batch.watch.report import report
from kawal_batch.watch.running import history_of
from tests.batch.watch.world import written

WORKERS, PATTERNS = 300, ("student_labour", "marriage", "organ")
CASES = {40: 0, 140: 1, 240: 2}


def told(n: int, kind: str, day: int, data: dict[str, Any], **more: Any) -> dict[str, Any]:
    at = date(2025, 1, 1) + timedelta(days=n % 50 + day)
    return {"id": f"{n}-{kind}-{day}", "source": "agency-x", "kind": kind, "occurred_at": at.isoformat(),
            "subject": {"kawal_id": f"K{n:05}"}, "data": data} | more  # fmt: skip


def harmed(n: int, pattern: str) -> list[dict[str, Any]]:
    agent = {"name": f"Agen {pattern}", "phone": "0800-0000-111"}
    promised = {"occupation": "model", "wage": 9_000_000, "currency": "IDR", "country": "TUR"}
    leaving = {"visa": "student", "one_way": True, "ticket_payer": "agent", "destination": "TUR"}
    return [
        told(n, "recruited", 0, {"recruiter": agent, "channel": "social_media", "promised": promised}),
        told(n, "lent", 5, {"lender": agent, "amount": 60_000_000, "currency": "IDR"}),
        told(n, "document_seen", 20, {"document": "passport", "status": "held_by_other", "held_by": "agent"}),
        told(n, "departed", 40, leaving),
        told(n, "complained", 90, {"problems": ["confinement"]}, place={"country": "TUR"}),
    ]


def free(n: int) -> list[dict[str, Any]]:
    abroad = {"place": {"country": "MYS"}}
    return [
        told(n, "recruited", 0, {"recruiter": {"name": "PT Misal"}, "channel": "office"}),
        told(n, "departed", 60, {"visa": "work", "destination": "MYS"}),
        told(n, "arrived_abroad", 61, {"visa": "work"}, **abroad),
        *(told(n, "checked_in", day, {"safe": "yes", "channel": "app"}, **abroad) for day in (70, 100)),
    ]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("foreign")
    facts = [it for n in range(WORKERS) for it in (harmed(n, PATTERNS[CASES[n]]) if n in CASES else free(n))]
    labels = [
        {"subject_key": f"K{n:05}", "trafficked": n in CASES, "pattern": PATTERNS[CASES[n]] if n in CASES else None,
         "harm_from": (date(2025, 3, 1) + timedelta(days=n % 50)).isoformat() if n in CASES else None, "class": "ordinary",
         "departed_on": (date(2025, 2, 10) + timedelta(days=n % 50)).isoformat(), "ring": None, "sex": "", "origin": ""}
        for n in range(WORKERS)
    ]  # fmt: skip
    truth = read_labels(written(folder / "l.ndjson", *labels))
    with history_of([written(folder / "f.ndjson", *facts)], Complaints(), nothing_shown) as history:
        replay = Replay(history, parts_of(built_in()), 100.0)
        replay.run()
        return report(replay, truth)


def test_all_are_found_before_they_leave_and_nobody_else(said: dict[str, Any]) -> None:
    assert said["without_facts"] == 0
    assert (said["written"]["recall"], said["written"]["precision"]) == (1.0, 1.0)
    assert said["written"]["before_departure"] == said["written"]["before_harm"] == 1.0
    assert said["written"]["alerts_per_true_case"] <= 1.0
