"""The minute that an officer fills in, and what was written down within it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kawal.doors.web.shelter.forms import LOCAL, BackForm
from kawal.response.shelter import absences, belongings
from kawal.response.shelter.absences import Outing
from kawal.response.shelter.belongings import Kept
from tests.doors.test_shelter_pages import AT, arrived, hidden, officer, opened, sent, text_of
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import worker

NOON = datetime(2026, 3, 14, 5, tzinfo=UTC)


def understood(minute, now):
    form = BackForm({"act": str(uuid4()), "at": timezone.localtime(minute).strftime(LOCAL)}, now=now)
    assert form.is_valid()
    return form.moment()


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["a night out", "a thing kept"])
@pytest.mark.slow
def test_leaving_may_be_sent_a_minute_after_its_form_was_drawn(client, written):
    client.force_login(officer())
    stay, scope = arrived(sent("Seruni Umpama"), opened()["Melati-1"]), worker()
    drawn = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=2)
    within = drawn + timedelta(seconds=30)
    with behind_the_wall(scope):
        if written == "a night out":
            absences.go_out(scope=scope, stay_id=stay, outing=Outing(uuid4(), within), now=within)
        else:
            thing = Kept("document", "Paspor")
            belongings.keep(scope=scope, act=uuid4(), stay_id=stay, thing=thing, now=within)
    at = f"/penampungan/penghuni/{stay}/keluar/"
    page = client.get(at).content.decode()
    fates = dict.fromkeys(_fates(page), "returned:paper")
    said = {
        **hidden(client, at),
        **fates,
        "destination": "home",
        "at": timezone.localtime(drawn).strftime(LOCAL),
    }
    answer = client.post(at, said, follow=True)
    assert answer.redirect_chain == [(AT, 302)], text_of(answer)


def _fates(page):
    return {it.split('"')[0] for it in page.split('name="')[1:] if it.startswith("fate_")}


@given(st.lists(st.integers(0, 300), min_size=2, max_size=6), st.data())
@pytest.mark.slow
def test_what_is_said_in_order_is_understood_in_order(seconds, data):
    """Acts one after another, each with a minute that is no later than its own: later minutes never come before earlier ones."""
    before = None
    said = NOON
    for now in sorted(NOON + timedelta(seconds=it) for it in seconds):
        said += timedelta(minutes=data.draw(st.integers(0, (now - said) // timedelta(minutes=1))))
        moment = understood(said, now)
        assert moment <= now and moment.replace(second=0, microsecond=0) == said
        assert before is None or before <= moment
        before = moment


def test_an_hour_to_come_stays_to_come():
    assert understood(NOON + timedelta(minutes=1), NOON) == NOON + timedelta(minutes=1)
