"""Where a house stands does not slip out through free text: of a leaving, a hand-over, a fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.response.handover.plans import Party, Person
from kawal.response.shelter import secrecy
from kawal.response.shelter.refusals import TellsAddress
from kawal.response.shelter.secrecy import address_line, tells
from tests.rooms.handing_over import ORIGIN, plan, prepare
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import HOUSE, SECRET, a_house, come, go, sent, worker

HANDS = Party("agency", HOUSE, "Melati Andaikan", "Rumah rekaan")
SHAPES = st.sampled_from([str.upper, str.lower, str.title, lambda it: it.replace(" ", ",  "), lambda it: it])
WORDS = st.lists(st.sampled_from(["tiba", "Ibu", "RT 3", "jalan", "umpama", "17", "di"]), max_size=6)


@given(
    SHAPES,
    st.sampled_from(["Jalan", "Jl.", "jln", "JL"]),
    st.sampled_from(["", "No. ", "nomor 0"]),
    WORDS,
    WORDS,
)
def test_an_address_is_known_however_it_is_written_and_wherever_it_stands(
    shape, street, number, before, after
):
    text = " ".join([*before, shape(f"{street} Rahasia Umpama {number}17"), *after])
    assert tells(text, address_line(f"{SECRET}, Kelurahan Misal, RT 3 RW 2"))


@given(WORDS)
def test_pieces_of_an_address_tell_nothing(words):
    assert not tells(" ".join(words), address_line(SECRET))


@pytest.mark.parametrize("vague", ["", "Desa Umpama", "17"])
def test_an_address_that_leads_nowhere_refuses_nothing(vague):
    assert not tells("Ia tinggal di Desa Umpama 17", address_line(vague))


def test_an_address_without_a_number_is_known_by_all_its_words():
    assert tells("ke komplek melati indah saja", address_line("Komplek Melati Indah"))
    assert not tells("ke komplek melati saja", address_line("Komplek Melati Indah"))


@pytest.mark.django_db
def test_a_note_of_a_leaving_that_tells_the_address_is_refused_and_she_stays():
    a_house()
    stay = come(sent())
    with pytest.raises(TellsAddress):
        go(stay, note="Dijemput di jl rahasia umpama no 17.")
    go(stay, note="Dijemput keluarga.")


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["note", "place", "transport", "remarks", "belongings"])
def test_a_hand_over_that_tells_the_address_is_refused(field):
    a_house()
    kawal_id = sent()
    come(kawal_id)
    more = {"giver": HANDS, "taker": Party("social_ministry", "kemensos"), "witness": None}
    said = f"Ambil di {SECRET.upper()}"
    if field in ("remarks", "belongings"):
        made = plan(step="kp2mi.social_ministry", people=(Person(kawal_id, **{field: said}),), **more)
    else:
        made = plan(kawal_id, step="kp2mi.social_ministry", **more, **{field: said})
    with pytest.raises(TellsAddress):
        prepare(made, worker())


@pytest.mark.django_db
def test_who_does_not_know_the_address_is_told_nothing_by_a_refusal():
    a_house()
    with behind_the_wall(ORIGIN):
        secrecy.check_texts(scope=ORIGIN, texts=[SECRET])
    with behind_the_wall(worker("sentra-misal")) as scope:
        secrecy.check_texts(scope=scope, texts=[SECRET])
