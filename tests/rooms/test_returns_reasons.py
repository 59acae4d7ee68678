"""What a reason tells of a person: where she is, what she needs, or nothing where nobody saw her."""

import pytest

from tests.rooms.batches import MISSION, POST, do, leg_of, mark, opened, rows, undo
from tests.rooms.returning import behind_the_wall
from tests.world import ENGINE

pytestmark = pytest.mark.django_db
SHELTER = "rptc-bambu-apus"


def told(line):
    """Standing facts of whoever is on the line, but for the plan: kind and data."""
    return rows(
        "select f.kind, f.data from return_line l join standing s using (claim_id) join standing t using (person_id)"
        " join fact f on f.claim_id = t.claim_id where l.line_id = %s and f.kind not in ('return_planned', 'withdrawn')"
        " and not exists (select from fact_correction x where x.source_id = f.source_id and x.corrects = f.fact_id)", line
    )  # fmt: skip


def explained(state, scope=POST, **more):
    code, [line] = opened(1)
    it = do("explained", line, leg_of(code), state=state, note="Keterangan.", **more)
    [answer] = mark(it, scope=scope)
    assert answer.status == "recorded", answer
    return line, it


def picture(line, column):
    [(value,)] = rows(f"select c.{column} from return_line l join standing s using (claim_id) join picture c using (person_id)"
                      " where l.line_id = %s", line)  # fmt: skip
    return value


@pytest.mark.parametrize("scope", [MISSION, POST], ids=["mission", "post"])
def test_whoever_is_ill_has_a_need_and_is_moved_nowhere(scope):
    line, it = explained("ill", scope)
    [(kind, data)] = told(line)
    assert kind == "needs_seen" and "ill" in str(data) and "Keterangan" not in str(data)
    assert picture(line, "stay") == "in_return" and picture(line, "left_at") is None
    undo(it.id, scope=scope)
    assert told(line) == []


def test_whoever_was_absent_was_seen_by_nobody():
    line, _it = explained("absent")
    assert told(line) == []


def test_whoever_is_referred_to_a_shelter_is_expected_there_and_no_more_when_it_is_undone():
    line, it = explained("referred", shelter=SHELTER)
    assert [kind for kind, _data in told(line)] == ["sheltered"]
    assert picture(line, "shelter") == SHELTER
    with behind_the_wall(ENGINE):
        [(state,)] = rows("select state from return_line where line_id = %s", line)
    assert state == "referred"
    undo(it.id, scope=POST)
    assert (told(line), picture(line, "shelter")) == ([], None)


def test_whoever_is_referred_elsewhere_left_the_leg_and_is_told_as_referred():
    line, _it = explained("referred")
    [(kind, data)] = told(line)
    assert kind == "disembarked" and "referred" in str(data)
    assert picture(line, "shelter") is None
