"""Receptions: numbers in a queue, who may not wait, lists of the announced; each arrival is a fact as well."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kawal.access.scope import NotAllowed, NotVisible
from kawal.facts.contract.errors import FactRefused
from kawal.facts.ledger.models import Fact
from kawal.homecoming import receiving
from kawal.response.reception import selectors, services
from kawal.response.reception.services import Announced, ReceptionClosed, SameAgain
from kawal.response.reception.triage import NEEDS, in_order, needs_of, urgency
from kawal.situation.people.selectors import get_person
from tests.pictures import SAID, a_jpeg, segment
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, fact, officer, person_of

pytestmark = pytest.mark.django_db
POST = officer("border_post", agency="p4mi-sanggau", keys=("b:plbn-entikong",))
OTHER_POST = officer("border_post", agency="p4mi-nunukan", keys=("b:plbn-nunukan",))
HERE = {"post": "plbn-entikong"}


def opened(scope=POST, **more):
    said = {"post": "plbn-entikong", "about": "", "expected": None, "now": NOW} | more
    with behind_the_wall(scope):
        return services.open_reception(scope=scope, **said)


def row(name="Mawar Contoh", *, act=None, needs=(), **subject):
    return receiving.Row(act or uuid4(), {"name": name, "sex": "female", **subject}, needs, HERE)


def received(code, one, scope=POST, now=NOW):
    with behind_the_wall(scope):
        return receiving.receive(scope=scope, code=code, row=one, now=now)


def queue(code, scope=POST, **asked):
    with behind_the_wall(scope):
        return selectors.list_arrivals(scope=scope, code=code, **asked)


def card(code, scope=POST):
    with behind_the_wall(scope):
        return selectors.get_reception(scope=scope, code=code)


def facts_of(kawal_id):
    found = Fact.unscoped.filter(claim_id__in=claims_of(kawal_id))  # unscoped: fixtures
    return sorted(found.values_list("kind", flat=True))


def held(kawal_id):
    with connection.cursor() as cursor:
        cursor.execute(
            "select bool_or(held) from standing join person using (person_id) where kawal_id = %s", [kawal_id]
        )
        return cursor.fetchone()[0]


def claims_of(kawal_id):
    with connection.cursor() as cursor:
        cursor.execute(
            "select claim_id from standing join person using (person_id) where kawal_id = %s", [kawal_id]
        )
        return [claim for (claim,) in cursor.fetchall()]


def test_numbers_are_given_in_the_order_people_come():
    code = opened()
    assert [received(code, row(f"Orang {word}")).number for word in ("Satu", "Dua", "Tiga")] == [1, 2, 3]
    assert [it.name for it in queue(code)] == ["Orang Tiga", "Orang Dua", "Orang Satu"]


def test_who_is_received_has_come_back_and_may_be_opened_at_the_post():
    code = opened()
    made = received(code, row(needs=("ill",)))
    with behind_the_wall(POST):
        assert get_person(scope=POST, kawal_id=made.kawal_id, now=NOW).name == "Mawar Contoh"
    assert facts_of(made.kawal_id) == ["needs_seen", "returned"]
    assert queue(code)[0].kawal_id == made.kawal_id


def test_what_somebody_needs_is_no_matter_of_the_village():
    """That she came is movement, which a village reads; that she is ill is care, which it does not."""
    code = opened()
    made = received(code, row(needs=("ill",), address={"area": "53.04.05.2001"}))
    village = officer("village", agency="desa-5304052001", keys=("v:5304052001",))
    assert not village.sees("care")
    assert village.sees("movement")
    assert made.number == 1


def test_the_same_row_sent_twice_is_one_arrival():
    code, one = opened(), row(needs=("child",))
    first, again = received(code, one), received(code, one)
    assert (first.number, first.is_new, again.number, again.is_new) == (1, True, 1, False)
    assert again.kawal_id == first.kawal_id
    assert card(code).came == 1
    assert received(code, row("Melati Contoh")).number == 2


def test_the_same_words_twice_need_one_more_word():
    code = opened()
    received(code, row("Agus"))
    with pytest.raises(SameAgain) as same:
        received(code, row("Agus"))
    assert same.value.number == 1
    assert card(code).came == 1
    assert received(code, row("Agus", father_name="Umar Contoh")).number == 2


def test_a_row_that_says_nobody_is_refused_and_takes_no_number():
    code = opened()
    with pytest.raises(FactRefused):
        received(code, row(""))
    assert received(code, row()).number == 1


def test_undoing_takes_the_row_and_its_facts_back_and_the_number_is_not_given_again():
    code = opened()
    made = received(code, row(needs=("ill",)))
    for _twice in range(2):
        with behind_the_wall(POST):
            receiving.undo_receiving(scope=POST, code=code, number=made.number, now=NOW)
    assert queue(code) == []
    assert not held(made.kawal_id)
    assert received(code, row("Melati Contoh")).number == 2


def test_who_was_undone_can_be_received_again():
    code = opened()
    made = received(code, row())
    with behind_the_wall(POST):
        receiving.undo_receiving(scope=POST, code=code, number=made.number, now=NOW)
    assert received(code, row()).number == 2


def test_who_may_not_wait_stands_first_by_urgency_until_looked_after():
    code = opened()
    for name, needs in [
        ("A Satu", ("mother",)),
        ("B Dua", ()),
        ("C Tiga", ("threatened",)),
        ("D Empat", ("ill",)),
    ]:
        received(code, row(name, needs=needs))
    assert [it.name for it in queue(code, which="first")] == ["C Tiga", "D Empat", "A Satu"]
    with behind_the_wall(POST):
        services.mark_served(scope=POST, code=code, number=3, now=NOW)
    assert [it.name for it in queue(code, which="first")] == ["D Empat", "A Satu"]
    assert card(code).first == 2


def test_a_queue_is_searched_by_sound_and_by_the_number_called():
    code = opened()
    for name in ("Mawar Contoh", "Melati Misal", "Kenanga Umpama"):
        received(code, row(name))
    assert [it.name for it in queue(code, words="melatie")] == ["Melati Misal"]
    assert [it.name for it in queue(code, words="003")] == ["Kenanga Umpama"]


def test_a_list_gives_numbers_before_people_come():
    code = opened(expected=2)
    known = person_of(fact("return_planned", source="p4mi-sanggau", place=HERE))
    [claim] = claims_of(known)
    listed = [Announced(uuid4(), claim, ("pregnant",))]
    for _twice in range(2):
        with behind_the_wall(POST):
            services.announce(scope=POST, code=code, rows=listed, now=NOW)
    assert (card(code).announced, card(code).came, card(code).total) == (1, 0, 2)
    [waiting] = queue(code, which="announced")
    assert (waiting.number, waiting.name, waiting.needs) == (1, "Seruni Umpama", ("pregnant",))
    one = receiving.Row(uuid4(), {"name": "Seruni Umpama", "kawal_id": known}, ("ill",), HERE)
    for _twice in range(2):
        with behind_the_wall(POST):
            receiving.receive_listed(scope=POST, code=code, number=1, row=one, now=NOW)
    assert (card(code).announced, card(code).came) == (0, 1)
    assert queue(code)[0].needs == ("ill", "pregnant")


def test_a_list_repeated_adds_nobody():
    code = opened()
    known = person_of(fact("return_planned", source="p4mi-sanggau", place=HERE))
    [claim] = claims_of(known)
    with behind_the_wall(POST):
        added = [
            services.announce(scope=POST, code=code, rows=[Announced(uuid4(), claim)] * 2, now=NOW)
            for _twice in range(2)
        ]
    assert added == [1, 0]


def test_the_full_record_replaces_the_short_one_and_keeps_what_it_leaves_out():
    code = opened()
    made = received(code, row(birth_date="1999"))
    whole = row("Mawar Contoh", mother_name="Kenanga Misal", nik="9904054101990001")
    with behind_the_wall(POST):
        [short] = selectors.list_arrivals(scope=POST, code=code, which="incomplete")
        kawal_id = receiving.complete(
            scope=POST,
            code=code,
            number=short.number,
            row=whole,
            now=NOW + timedelta(hours=9),
        )
    assert kawal_id == made.kawal_id
    assert queue(code, which="incomplete") == []
    with behind_the_wall(POST):
        view = get_person(scope=POST, kawal_id=kawal_id, now=NOW)
    [claim] = [it for it in view.claims if it.held]
    assert (claim.subject["mother_name"], claim.subject["birth_date"]) == ("Kenanga Misal", "1999")


def test_another_post_sees_no_queue():
    code = opened()
    received(code, row())
    with behind_the_wall(OTHER_POST):
        assert selectors.list_receptions(scope=OTHER_POST) == []
    for act in (
        lambda: card(code, OTHER_POST),
        lambda: received(code, row("Lain Orang"), OTHER_POST),
    ):
        with pytest.raises(NotVisible):
            act()
    assert queue(code, OTHER_POST) == []


def test_a_village_receives_nobody():
    village = officer("village", agency="desa-5304052001", keys=("v:5304052001",))
    with pytest.raises(NotAllowed):
        opened(village)


def test_nobody_opens_a_reception_at_somebody_elses_post():
    with pytest.raises(NotVisible):
        opened(OTHER_POST)


def test_after_closing_nobody_is_added_and_what_was_written_stays():
    code = opened()
    received(code, row())
    for _twice in range(2):
        with behind_the_wall(POST):
            services.close_reception(scope=POST, code=code, now=NOW)
    with pytest.raises(ReceptionClosed):
        received(code, row("Lain Orang"))
    assert (card(code).came, card(code).is_open) == (1, False)


def test_a_photo_is_a_small_jpeg_and_the_last_one_stays():
    code = opened()
    received(code, row())
    for fill in (b"a" * 200, b"b" * 200):
        taken = a_jpeg(fill, segment(0xE1, b"Exif" + SAID)) + SAID
        with behind_the_wall(POST):
            services.keep_photo(scope=POST, code=code, number=1, picture=taken)
    with behind_the_wall(POST):
        assert selectors.get_photo(scope=POST, code=code, number=1) == a_jpeg(b"b" * 200)
        assert selectors.get_arrival(scope=POST, code=code, number=1).has_photo
        with pytest.raises(ValueError, match="JPEG"):
            services.keep_photo(scope=POST, code=code, number=1, picture=b"GIF89a" * 50)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_twenty_counters_at_once_give_every_number_once():
    code = opened()

    def at_a_counter(place):
        try:
            return received(code, row(f"Orang Ke {place}", act=UUID(int=place))).number
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        numbers = list(pool.map(at_a_counter, range(1, 41)))
    assert sorted(numbers) == list(range(1, 41))


@given(st.lists(st.sampled_from([*NEEDS, "unknown"])))
def test_needs_are_known_ordered_and_said_once(needs):
    made = in_order(needs)
    assert list(made) == [need for need in NEEDS if need in needs]
    assert urgency(needs) == (NEEDS.index(made[0]) if made else len(NEEDS))


@pytest.mark.parametrize(
    ("text", "age", "needs"),
    [
        ("HAMIL 7 BLN", 29, ("pregnant",)),
        ("membawa anak 2 orang", 31, ("mother",)),
        ("anak dari no. 12", None, ("child",)),
        ("hipertensi", 54, ("ill",)),
        ("diancam majikan, sakit", 30, ("threatened", "ill")),
        ("", 4, ("child",)),
        ("lengkap", 30, ()),
        ("janda", 40, ()),
    ],
)
def test_a_remark_on_a_list_says_who_may_not_wait(text, age, needs):
    assert needs_of(text, age=age) == needs
