"""Roles and doors of identity crossed: whom the keys do not open leaves no trace anywhere, in no name, number, link or count.

What a reader is told is taken down at every door, then people out of sight who resemble those in sight arrive with their questions,
and everything is read again: not a letter may differ.
"""

import re

import pytest

from kawal.access.officers.models import Officer
from kawal.access.roles import ROLES as EVERY_ROLE
from kawal.access.scope import Power
from kawal.access.scopes import scope_of_officer
from tests.doors.identity_world import ELSEWHERE, SEEN, UNSEEN, Reader, arrived, questions
from tests.doors.people_pages import ROLES, client_of

pytestmark = pytest.mark.django_db
NARROW = [
    it
    for it in (*ROLES, *(it for it in EVERY_ROLE if it not in ROLES))
    if Power.NATION not in EVERY_ROLE[it].powers
]


def reader_of(role: str) -> Reader:
    client = client_of(role)
    return Reader(client, scope_of_officer(Officer.objects.get()))


@pytest.mark.parametrize("role", [it for it in ROLES if it in NARROW])
@pytest.mark.slow
def test_whoever_is_out_of_sight_changes_nothing_that_is_told(role):
    reader = reader_of(role)
    people = arrived(SEEN, reader.scope.keys[0])
    proposals = list(questions())
    assert len(proposals) >= 2
    before = reader.told(people, proposals)
    arrived(UNSEEN, ELSEWHERE, case=True)
    assert len(questions()) > len(proposals) + 4
    after = reader.told(people, proposals)
    assert [at for at in before if before[at] != after[at]] == []


@pytest.mark.parametrize("role", NARROW)
@pytest.mark.slow
def test_who_and_what_is_out_of_sight_reads_like_nobody_and_nothing(role):
    reader = reader_of(role)
    arrived(SEEN, "m:nowhere")
    there = arrived(UNSEEN, ELSEWHERE)
    for at in (f"/orang/{there[0]}/", f"/orang/{there[0]}/klaim/", f"/telaah/pisah/{there[0]}/"):
        hidden, absent = reader.page(at), reader.page(at.replace(there[0], "k000000000000"))
        assert without_own(hidden) == without_own(absent)
    for proposal in questions():
        for part in ("", "kelompok/"):
            hidden, absent = (
                reader.page(f"/telaah/{proposal}/{part}"),
                reader.page(f"/telaah/99999999/{part}"),
            )
            assert without_own(hidden) == without_own(absent)
        for part in ("jawab/", "urungkan/"):
            answered = reader.client.post(f"/telaah/{proposal}/{part}", {"answer": "different"})
            assert answered.status_code == (404 if reader.scope.may(Power.REVIEW_IDENTITY) else 403)


def without_own(page: str) -> str:
    return re.sub(r"k[0-9a-z]{12}|[A-Za-z0-9]{64}|/telaah/\d+", "", page)


@pytest.mark.parametrize("role", [it for it in ROLES if Power.REVIEW_IDENTITY in EVERY_ROLE[it].powers])
def test_who_may_see_both_is_shown_and_counted_every_question(role):
    reader = reader_of(role)
    arrived(SEEN, reader.scope.keys[0])
    seen = len({frozenset(it) for it in questions().values()})
    arrived(UNSEEN, ELSEWHERE)
    every = len({frozenset(it) for it in questions().values()})
    shown = every if reader.scope.is_nationwide else seen
    page = reader.page("/telaah/")
    assert page.count("data-row") == shown and f"{shown} pasangan menunggu" in page
    assert f"Telaah {shown} pasangan" in reader.page("/")
    if reader.scope.is_nationwide:
        assert re.search(rf'id="hitung-identity">{shown}<', page)
        assert "Rahasia" in reader.page("/orang/?q=Rahasia") and "Rahasia" in reader.match(UNSEEN[1])
