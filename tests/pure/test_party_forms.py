"""Names, licences and addresses of recruiters and companies in normal form; and points for two being the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.situation.parties.rules.forms import core_of, read_address, read_licence, read_name
from kawal.situation.parties.rules.grouping import Linked, groups
from kawal.situation.parties.rules.mentions import FIELDS, mentions_of
from kawal.situation.parties.rules.points import (
    LIKELY,
    MAYBE,
    Common,
    Name,
    Profile,
    likeness,
    rarity,
    weigh,
)


@pytest.mark.parametrize(
    "text",
    ["PT. Umpama Djaja", "P.T. UMPAMA JAYA", "umpama jaya, pt", "PT Umpamajaya", "PT Umpama Jaya Tbk", "PT Umpama  Jaya (Persero)"],
)  # fmt: skip
def test_a_firm_is_written_in_many_ways(text):
    assert read_name(text).key == "pt:umpamajaya"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PT Umpama Jaya", "CV Umpama Jaya"),
        ("PT Umpama Jaya", "PT Jaya Umpama"),
        ("PT Umpama 001", "PT Umpama 002"),
        ("Yayasan Umpama", "Koperasi Umpama"),
    ],
)
def test_these_are_two_firms(one, other):
    assert read_name(one).key != read_name(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PT Umpama Intl Manpower", "PT Umpama International Manpower"),
        ("Umpama Agency Sdn. Bhd.", "UMPAMA AGENSI SDN BHD"),
        ("Pak Haji Budi Contohnya", "Budi Tjontohnya"),
        ("Contohnya Budi", "budi contohnya"),
        ("Budi Contohnya alias Si Kumis", "Budi Contohnya (Kumis)"),
        ("an. Budi Contohnya", "BRI 0000 a.n. Budi Contohnya"),
    ],
)
def test_these_are_one_name(one, other):
    assert read_name(one).key == read_name(other).key != ""


def test_a_nickname_and_a_bank_are_found_yet_are_not_the_name():
    name = read_name("Bank Umpama a.n. Budi Contohnya alias Kumis")
    assert name.key == read_name("Budi Contohnya").key and "KUMIS" in name.sounds and not name.is_company


@pytest.mark.parametrize(
    "text", ["", " ", "-", "perekrut", "Ibu", "orang tua", "tidak tahu", "12345", "a", "n/a", "Bang", "PT"]
)
def test_these_name_nobody(text):
    assert read_name(text) is None


def test_a_placement_company_is_a_pt_by_law():
    assert read_name("Umpama Jaya", company=True).key == read_name("PT Umpama Jaya").key


@pytest.mark.parametrize(
    "text",
    [
        "SIP3MI-0001/REKAAN",
        "No. SIP3MI 0001 Rekaan",
        "sippmi.0001.rekaan",
        "0001 / REKAAN",
        "Izin No 0001-REKAAN",
    ],
)
def test_a_licence_is_its_letters_and_digits(text):
    assert read_licence(text) == "0001REKAAN"


@pytest.mark.parametrize("text", ["", "izin", "0000", "---", "12", "x" * 10])
def test_these_are_no_licences(text):
    assert read_licence(text) is None


def test_an_address_needs_a_number_and_three_words():
    assert read_address("Gg. Misal No. 012 RT 03, Belu") == read_address("gang misal 12 RT.3 Belu")
    assert read_address("Belu") is None and read_address("Gang Misal Indah") is None


@given(st.text(max_size=400))
def test_any_text_is_read_and_reading_its_form_changes_nothing(text):
    name = read_name(text)
    read_licence(text), read_address(text)
    if name is not None:
        assert name.key and len(name.said) <= 300 and len(name.sounds) <= 12
        again = read_name(" ".join(text.split()).swapcase())
        assert again is None or isinstance(again.key, str)


PARTS = st.dictionaries(
    st.sampled_from(["name", "phone", "licence", "owner"]), st.one_of(st.text(max_size=9), st.integers())
)
ODD = st.one_of(st.text(max_size=20), st.integers(), st.none(), st.lists(st.text(max_size=3)), PARTS)
NAMING = sorted({field for fields in FIELDS.values() for field, _role in fields} | {"address"})


@given(st.sampled_from([*FIELDS]), st.dictionaries(st.sampled_from(NAMING), ODD))
def test_odd_values_name_nobody_and_break_nothing(kind, data):
    assert all(it.name or it.phone or it.licence for it in mentions_of(kind, data))


def test_a_host_in_one_word_is_a_code_and_a_host_with_a_name_a_party():
    assert mentions_of("accommodated", {"by": "recruiter", "address": "Gang Misal 1"}) == []
    [found] = mentions_of("accommodated", {"by": {"name": "Surya"}, "address": "Gang Misal 1"})
    assert (found.role, found.address) == ("housing", "Gang Misal 1")


def test_groups_are_what_keys_link_and_nothing_else():
    linked = [Linked((1, "a"), (10, 20)), Linked((2, "a"), (20,)), Linked((3, "a"), (30,))]
    assert [group.mentions for group in groups(linked)] == [[(1, "a"), (2, "a")], [(3, "a")]]


def test_keys_that_were_called_different_never_meet_not_even_through_others():
    linked = [
        Linked((1, "a"), (10,)),
        Linked((2, "a"), (30,)),
        Linked((3, "a"), (10, 20)),
        Linked((4, "a"), (20, 30)),
    ]
    found = groups(linked, apart=[(10, 30)])
    whose = {mention: n for n, group in enumerate(found) for mention in group.mentions}
    assert whose[1, "a"] != whose[2, "a"]


LINKS = st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True), min_size=1, max_size=8)


@pytest.mark.parametrize("apart", [(10, 30), (10, 40), (20, 30), (20, 40)], ids=str)
def test_what_was_called_different_stays_apart_however_weak_the_key_it_hangs_on(apart):
    mine, other, later = Linked((1, "a"), (10, 20)), Linked((2, "a"), (30, 40)), Linked((3, "a"), (30, 10))
    found = groups([mine, other, later], apart=[apart])
    assert [group.mentions for group in found] in (
        [[(1, "a")], [(2, "a"), (3, "a")]],
        [[(1, "a"), (3, "a")], [(2, "a")]],
    )


@given(
    LINKS,
    st.randoms(use_true_random=False),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=2),
)
def test_the_order_of_mentions_makes_no_difference_to_groups(links, dice, apart):
    linked = [Linked((n, "a"), tuple(keys)) for n, keys in enumerate(links)]
    banned = [(one, other) for one, other in apart if one != other]
    mixed = list(linked)
    dice.shuffle(mixed)
    as_sets = [{frozenset(group.mentions) for group in groups(it, apart=banned)} for it in (linked, mixed)]
    assert as_sets[0] == as_sets[1]


def name(text):
    read = read_name(text)
    return Name(core_of(read.key), frozenset(read.sounds), read.is_company)


TEXTS = st.sampled_from(
    ["PT Umpama Jaya", "CV Umpama Jaya", "Umpama Jaya", "Surya Misalkan", "Suria Misalkane", "Kenanga"]
)
SMALL = st.frozensets(st.integers(1, 3), max_size=2)
AREAS = st.frozensets(st.sampled_from(["53.04", "32.01"]))
PROFILES = st.builds(
    Profile, st.frozensets(TEXTS.map(name), max_size=2), SMALL, SMALL, SMALL, SMALL, AREAS, SMALL
)
COMMON = Common({"UMFAMA": 3, "IAIA": 400}, {1: 2, 2: 9})


@given(PROFILES, PROFILES)
def test_points_are_the_same_both_ways(a, b):
    assert weigh(a, b, COMMON) == weigh(b, a, COMMON)


@given(PROFILES)
def test_what_is_missing_counts_nothing(a):
    assert weigh(a, Profile(), COMMON).points == 0 and weigh(Profile(), Profile(), COMMON).reasons == ()


def points(a, b, common=None):
    return weigh(a, b, common or Common())


def test_a_common_name_alone_says_little_and_a_rare_one_more():
    one, other = Profile(frozenset({name("Budi Jaya")})), Profile(frozenset({name("Jaya Budi")}))
    assert points(one, other).points >= MAYBE
    assert points(one, other, Common({"BUDI": 400, "IAIA": 480})).points < MAYBE


def test_another_licence_speaks_against():
    same = frozenset({name("PT Umpama Jaya")})
    assert points(Profile(same, frozenset({1})), Profile(same, frozenset({2}))).points < MAYBE


def test_a_phone_that_many_give_is_left_out():
    one, other = Profile(phones=frozenset({2})), Profile(phones=frozenset({2}))
    assert points(one, other).band == "maybe" and points(one, other, COMMON).points == 0


def test_a_licence_with_a_similar_name_is_probably_one():
    one = Profile(frozenset({name("PT Umpama Jaya")}), frozenset({1}))
    other = Profile(frozenset({name("PT Umpama Jaya Abadi")}), frozenset({1}))
    found = points(one, other)
    assert found.points >= LIKELY and found.reasons[0][0] == "same_licence"


def test_bounds_of_likeness_and_rarity():
    assert likeness("", "ab") == 0 and likeness("a", "a") == likeness("abc", "abc") == 1
    assert rarity(["A"], {}) == 1 and rarity([], {}) == 0 and rarity(["A"], {"A": 10_000}) == 0
