"""After a change of a table the worker looks up whom it touches and draws them, whatever killed it before."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from kawal import flow
from kawal.access import wall
from kawal.access.scope import ENGINE
from kawal.doors.jobs import context as job
from kawal.facts.ledger import bulk
from kawal.reference.context.store import marks
from kawal.situation.context import concerned, rechecking
from kawal.situation.context.changes import Change
from kawal.situation.context.proposing import propose_change
from kawal.situation.pictures.models import Picture
from tests.doors.officers import officer
from tests.rooms.context.given import give, waiting
from tests.world import NOW, fact, person_of
from tests.world import officer as scope_of

TABLES = "/acuan/pengawasan/"
JOBS = Path(job.__file__).parent


def test_the_worker_knows_every_job():
    """A module that is not listed is never imported by the worker, and its jobs wait for ever."""
    modules = {f"kawal.doors.jobs.{it.stem}" for it in JOBS.glob("*.py") if it.stem != "__init__"}
    assert modules == set(settings.PROCRASTINATE_IMPORT_PATHS)


@pytest.mark.django_db
def test_a_change_that_is_agreed_to_leaves_one_job_however_many_follow(client):
    client.force_login(officer("bimo", role="rule_author", agency="kp2mi", area=""))
    said = [
        {"country": it, "valid_from": "2026-01-01", "why": "Surat edaran, 5 Januari."}
        for it in ("SAU", "KWT")
    ]
    proposals = [client.post(f"{TABLES}closed_countries/baru/", it)["location"] for it in said]
    assert not ProcrastinateJob.objects.filter(task_name="kawal.context.recheck").exists()
    client.force_login(officer("lestari", role="rule_approver", agency="kp2mi", area=""))
    for it in proposals:
        version = next(mark.version for mark in marks() if mark.name == "closed_countries")
        client.post(f"{it}jawab/", {"answer": "confirmed", "version": version})
    assert ProcrastinateJob.objects.filter(task_name="kawal.context.recheck").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_ends_what_nobody_answered_in_time():
    author = scope_of("rule_author", agency="kp2mi")
    with transaction.atomic():
        wall.enter(author)
        said = {"country": "SAU", "valid_from": "2026-01-01"}
        change = Change("added", "closed_countries", said=said)
        long_ago = timezone.now() - timedelta(days=15)
        it = propose_change(scope=author, change=change, why="Surat edaran, 5 Januari.", now=long_ago)
    job.recheck(timestamp=0)
    with transaction.atomic():
        wall.enter(ENGINE)
        assert bulk.run("select answer from context_proposal where proposal_id = %s", (it,)) == [("lapsed",)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_worker_killed_between_two_pieces_loses_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr(concerned, "FACTS_AT_ONCE", 2)
    people = [_leaver(n) for n in range(1, 6)]
    job.mark_concerned()  # what the built-in rows of a fresh database left to look up
    give(tmp_path, closed_countries="SAU,,")
    for _ in range(2):  # each piece is a transaction of its own; then it is gone
        assert job._mark_some() == 2
    with transaction.atomic():
        wall.enter(ENGINE)
        assert waiting() == 1
    job.recheck(timestamp=0)
    with transaction.atomic():
        wall.enter(ENGINE)
        broken = Picture.objects.visible_to(ENGINE).filter(person__kawal_id__in=people)
        assert [it.procedure_rules for it in broken] == [["dep-N6"]] * 5
        assert waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_a_piece_that_was_rolled_back_is_taken_again(tmp_path, monkeypatch):
    hers = _leaver(1)
    give(tmp_path, closed_countries="SAU,,")
    monkeypatch.setattr(rechecking.pictures, "mark_due", _killed)
    with pytest.raises(KeyboardInterrupt):
        job.mark_concerned()
    monkeypatch.undo()
    job.mark_concerned()
    flow.draw_left(now=NOW)
    with transaction.atomic():
        wall.enter(ENGINE)
        assert Picture.objects.visible_to(ENGINE).get(person__kawal_id=hers).procedure_rules == ["dep-N6"]


def _killed(**_: object) -> None:
    raise KeyboardInterrupt


def _leaver(number: int) -> str:
    subject = {"name": f"Contoh Rekaan {number}", "nik": f"99040541019900{number:02d}"}
    data = {"visa": "work", "destination": "SAU"}
    return person_of(fact("departed", "2026-03-02", subject=subject, data=data))
