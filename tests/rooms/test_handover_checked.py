"""What anybody may check of a hand-over on paper, and what shows when its rows were touched."""

import pytest

from kawal.access.scope import ENGINE, NotAllowed
from kawal.response.handover import content, selectors
from tests.rooms.handing_over import ORIGIN, complete, plan, prepare, sign
from tests.rooms.returning import behind_the_wall
from tests.world import fact, person_of

pytestmark = pytest.mark.django_db


def seruni():
    return person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}))


def view(code):
    with behind_the_wall(ORIGIN):
        return selectors.get_handover(scope=ORIGIN, code=code)


def test_anybody_may_check_a_document_and_learns_no_name():
    code = prepare(plan(seruni()))
    sign(code, "giver", "taker", "witness")
    complete(code)
    text = view(code).card.check_code
    with behind_the_wall(ENGINE):
        public = selectors.check_document(scope=ENGINE, text=text.lower())
    assert (public.code, public.people, public.is_intact) == (code, 1, True)
    assert public.fingerprint == view(code).card.fingerprint
    with behind_the_wall(ORIGIN), pytest.raises(NotAllowed):
        selectors.check_document(scope=ORIGIN, text=text)


def test_a_document_altered_behind_our_back_shows(monkeypatch):
    code = prepare(plan(seruni()))
    sign(code, "giver", "taker", "witness")
    complete(code)
    text = view(code).card.check_code
    read = content.rows_of
    monkeypatch.setattr(
        content, "rows_of", lambda *asked: [row | {"name": "Orang Lain"} for row in read(*asked)]
    )
    with behind_the_wall(ENGINE):
        assert not selectors.check_document(scope=ENGINE, text=text).is_intact
