"""Who is one person in a replay: by numbers whose holders are not clearly different people, and by what is plain."""

from typing import Any

from kawal_batch.watch.identity import People
from tests.batch.watch.world import NIK, OTHER_NIK

SERUNI = {"name": "Seruni Umpama", "birth_date": "1999-01-01", "sex": "female", "nik": NIK}


def placed(*subjects: dict[str, Any], sources: str = "abcdefgh") -> People:
    people = People()
    for n, subject in enumerate(subjects):
        people.hold(people.claim_of(sources[n], str(n), subject))
    return people


def groups(people: People) -> list[list[str]]:
    return sorted(sorted(it.first for it in claims) for claims in people.of_person.values())


def test_an_equal_nik_brings_facts_together_though_a_name_is_misspelt() -> None:
    assert groups(placed(SERUNI, {"name": "SERUNI UMPAMO", "nik": "9904 0541 0199 0001"})) == [["a:0", "b:1"]]


def test_a_nik_that_cannot_be_one_brings_nobody_together() -> None:
    assert len(groups(placed({"name": "Seruni", "nik": "1" * 16}, {"name": "Kenanga", "nik": "1" * 16}))) == 2


def test_a_borrowed_nik_joins_neither_its_owner_nor_its_borrowers() -> None:
    others = [
        {"name": f"{name} Ibarat", "birth_date": f"198{n}-0{n}-11", "nik": NIK}
        for n, name in enumerate(("Tono", "Wati"), 1)
    ]
    assert len(groups(placed(SERUNI, *others))) == 3


def test_a_new_name_on_the_same_nik_and_birthday_is_the_same_person() -> None:
    assert (
        len(groups(placed(SERUNI, {"name": "Bu Kenanga Misal", "birth_date": "1999-01-01", "nik": NIK}))) == 1
    )


def test_a_claim_that_learns_both_numbers_joins_two_people_and_the_older_stays() -> None:
    people = placed(SERUNI, {"name": "Seruni", "passport": "X0012345"})
    moved = people.hold(people.claim_of("c", "3", {"name": "Seruni", "nik": NIK, "passport": "X0012345"}))
    assert (moved.person, moved.absorbed) == (0, [1])
    assert groups(people) == [["a:0", "b:1", "c:3"]]


def test_a_kawal_id_joins_whatever_else_is_said_and_two_of_them_part() -> None:
    assert (
        len(groups(placed({"kawal_id": "K1", "name": "Seruni"}, {"kawal_id": "K1", "name": "Tono Ibarat"})))
        == 1
    )
    assert (
        len(
            groups(
                placed(
                    {"kawal_id": "K1", "name": "Seruni", "nik": NIK},
                    {"kawal_id": "K2", "name": "Seruni", "nik": NIK},
                )
            )
        )
        == 2
    )


def test_identical_subjects_of_one_source_are_one_claim_and_of_two_sources_two() -> None:
    people = placed(SERUNI, SERUNI, SERUNI, sources="aab")
    assert len(people.claims) == 2
    assert people.claims[0].held == 2


def test_the_key_is_kawal_id_else_nik_else_passport_else_the_first_fact() -> None:
    full = {"name": "Seruni", "nik": NIK, "passport": "X0012345", "kawal_id": "K1"}
    for left_out, key in (("", "K1"), ("kawal_id", NIK), ("nik", "X0012345"), ("passport", "a:0")):
        full.pop(left_out, None)
        assert placed(full).subject_key(0) == key


def test_of_two_niks_the_one_most_claims_say_names_the_person() -> None:
    people = placed(
        SERUNI | {"nik": OTHER_NIK, "passport": "X0012345"}, SERUNI | {"passport": "X0012345"}, SERUNI
    )
    assert len(people.of_person) == 1
    assert people.subject_key(0) == NIK


def test_without_numbers_the_village_mother_and_birthday_tell_and_a_twin_does_not() -> None:
    plain = {"name": "Seruni Umpama", "birth_date": "1999-04-01", "mother_name": "Kenanga Misal",
             "address": {"area": "53.04.05.2001"}}  # fmt: skip
    assert len(groups(placed(plain, plain | {"nik": "9904054104990001"}))) == 1
    assert len(groups(placed(plain, plain | {"name": "Seruno Umpamu"}))) == 2


def test_figures_in_a_name_are_no_letters_to_slip_on() -> None:
    village = {"birth_date": "1999-04-01", "address": {"area": "53.04.05.2001"}}
    assert (
        len(groups(placed(*(village | {"name": f"Pekerja {number}"} for number in (1001, 1101, 1011))))) == 3
    )


def test_a_claim_that_fits_two_people_alike_joins_neither() -> None:
    one = {"name": "Seruni Umpama", "birth_date": "1999-04-01"}
    two = [one | {"nik": "9904054104990001"}, one | {"nik": "9911114104990777"}]
    assert len(groups(placed(*two, one))) == 3


CALLER = {"name": "Seruni Umpama", "phones": ["0800-0000-123"]}


def test_a_caller_without_birthday_is_told_by_name_and_telephone() -> None:
    known = CALLER | {"nik": NIK, "birth_date": "1999-01-01", "phones": ["+62 800 0000 123"]}
    assert len(groups(placed(known, CALLER))) == len(groups(placed(CALLER, known))) == 1
    assert len(groups(placed(known, CALLER | {"birth_date": "1999"}))) == 1
    assert len(groups(placed(known, CALLER | {"birth_date": "1984"}))) == 2
    assert len(groups(placed(known, CALLER | {"name": "Kenanga Umpama"}))) == 2
    assert len(groups(placed(known | {"name": "Seruni"}, CALLER | {"name": "Seruni"}))) == 2


def test_a_caller_without_birthday_is_told_by_name_mother_and_district() -> None:
    known = SERUNI | {"mother_name": "Kenanga Misal", "address": {"area": "53.04.05"}}
    caller = {it: known[it] for it in ("name", "mother_name", "address")}
    assert len(groups(placed(known, caller))) == 1
    assert len(groups(placed(known, caller | {"address": {"area": "53.04.06"}}))) == 2
    assert len(groups(placed(known, {"name": "Seruni Umpama", "mother_name": "Kenanga Misal"}))) == 2


def test_who_was_told_by_likeness_stays_when_another_claim_is_withdrawn() -> None:
    known = CALLER | {"nik": NIK, "birth_date": "1999-01-01"}
    people = placed(known, CALLER, known | {"name": "Seruni Umpana"})
    assert len(people.of_person) == 1
    assert len(people.release(people.claims[2])) == 1


def test_what_only_a_withdrawn_claim_held_together_parts_again() -> None:
    people = placed(
        SERUNI,
        {"name": "Seruni", "passport": "X0012345"},
        {"name": "Seruni", "nik": NIK, "passport": "X0012345"},
    )
    assert len(people.of_person) == 1
    kept, parted = people.release(people.claims[2])
    made = people.part(parted)
    assert [it.first for it in kept] == ["a:0"]
    assert [it.first for it in people.of_person[made]] == ["b:1"]
