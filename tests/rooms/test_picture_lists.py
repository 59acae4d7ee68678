"""Lists of pictures are walked place by place and stay by stay; together they are one list, whole and in order."""

from datetime import timedelta

import pytest

from kawal.access.scope import Power
from kawal.situation.pictures import selectors
from kawal.situation.pictures.selectors import Within
from tests.rooms.alerting import NATION, NOON, a_person, by, officer, write

pytestmark = pytest.mark.django_db
READS = frozenset({Power.READ_PERSON})


def drawn(name: str, keys: tuple[str, ...], stay: str, days: int | None) -> str:
    """A person with a picture, in a stay since so many days, or since nobody knows when."""
    person, _claim, _kawal_id = a_person(name, keys)
    areas = {key[0]: key[2:] for key in keys}
    province = areas.get("p")
    regency = areas["k"][:2] + "." + areas["k"][2:] if "k" in areas else None
    since = None if days is None else NOON - timedelta(days=days)
    write(
        "insert into picture (person_id, facts, stay, stay_since, procedure, province, regency, drawn_at)"
        " values (%s, 1, %s, %s, 'unknown', %s, %s, %s)",
        person, stay, since, province, regency, NOON,
    )  # fmt: skip
    return name


@pytest.fixture
def people():
    drawn("Kupang, home", ("p:53", "k:5304"), "home", 5)
    drawn("Kupang, silent", ("p:53", "k:5304", "m:kjri-kuching"), "abroad_silent", 3)
    drawn("Flores, home", ("p:53", "k:5306"), "home", 4)
    drawn("Flores, unknown since when", ("p:53", "k:5306"), "home", None)
    drawn("Java, home", ("p:33", "k:3301", "a:bp3mi-ntt"), "home", 1)
    drawn("Java, silent", ("p:33", "k:3301"), "abroad_silent", 2)


def names(*keys: str, within: Within = selectors.ALL, limit: int = 25) -> list[str]:
    """Every page of the list, one after the other."""
    scope = by(officer(*keys, powers=READS) if keys else NATION)
    found, cursor = [], None
    while True:
        page = selectors.list_pictures(scope=scope, within=within, limit=limit, cursor=cursor)
        found += [it.name for it in page.results]
        cursor = page.next
        if cursor is None:
            return found


ALL_SIX = [
    "Java, home", "Java, silent", "Kupang, silent", "Flores, home", "Kupang, home", "Flores, unknown since when",
]  # fmt: skip


@pytest.mark.parametrize("limit", [1, 2, 25])
@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        ((), ALL_SIX),
        (("p:53", "p:33"), ALL_SIX),
        (("p:53",), ALL_SIX[2:]),
        (("k:5304",), ["Kupang, silent", "Kupang, home"]),
        (("k:5306", "m:kjri-kuching"), ["Kupang, silent", "Flores, home", "Flores, unknown since when"]),
        (("m:kjri-kuching",), ["Kupang, silent"]),
        (("k:5304", "a:bp3mi-ntt"), ["Java, home", "Kupang, silent", "Kupang, home"]),
        (("k:9999",), []),
    ],
)
def test_a_list_is_whole_and_in_order_whoever_asks_and_however_it_is_paged(people, keys, seen, limit):
    assert names(*keys, limit=limit) == seen


def test_it_is_narrowed_by_stay_and_place(people):
    assert names("p:53", within=Within(stays=("home",))) == ALL_SIX[3:]
    assert names("p:53", within=Within(stays=("home",), regency="53.06")) == ALL_SIX[3:4] + ALL_SIX[5:]
    assert names(within=Within(province="33")) == ALL_SIX[:2]


def test_it_is_one_question_however_long(people, django_assert_num_queries):
    for keys in ((), ("p:53", "k:5304", "m:kjri-kuching")):
        scope = by(officer(*keys, powers=READS) if keys else NATION)
        with django_assert_num_queries(1):
            selectors.list_pictures(scope=scope)
