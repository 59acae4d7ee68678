"""Who does what in a ring: a line for each role and name, and as many people as its identifiers tie."""

from datetime import date

from kawal.situation.networks.laws import LAWS
from kawal.situation.rings.roles import ORDER, Tie, role_of, roles_of


def tie(kind, *people, shown="x", names=(), said=(), first=1, last=9):
    return Tie(
        kind, shown, frozenset(names), said, frozenset(people), date(2026, 1, first), date(2026, 1, last)
    )


def test_every_kind_of_identifier_has_a_role():
    assert {role_of(tie(kind, 1, 2)) for kind in LAWS} <= set(ORDER)


def test_a_recruiter_is_one_line_however_many_numbers_and_spellings():
    [role] = roles_of(
        [
            tie("phone", 1, 2, 3, shown="+62••01", names=["kontoh rahmat"], said=("Rahmat Contoh",), first=3),
            tie("phone", 3, 4, shown="+62••02", names=["konto rahmat"], said=("Rachmat Conto",), last=12),
            tie("address", 1, 4, shown="Jalan Umpama 4", names=["kontoh rahmat"], said=("Rahmat Contoh",)),
        ]
    )
    assert (role.code, role.people, role.names) == ("recruits", 4, ("Rahmat Contoh", "Rachmat Conto"))
    assert [shown for _kind, shown in role.identifiers] == ["+62••01", "+62••02", "Jalan Umpama 4"]
    assert (role.first_on, role.last_on) == (date(2026, 1, 1), date(2026, 1, 12))


def test_two_recruiters_are_two_lines_the_one_of_more_people_first():
    ties = [
        tie("phone", 1, 2, names=["budi umpama"], said=("Budi Umpama",)),
        tie("phone", 2, 3, 4, names=["kontoh rahmat"], said=("Rahmat Contoh",)),
    ]
    assert [it.names for it in roles_of(ties)] == [("Rahmat Contoh",), ("Budi Umpama",)]


def test_two_lenders_are_two_lines_each_called_by_the_name_it_shows():
    ties = [
        tie("purse", 1, 2, shown="Rini Misal"),
        tie("purse", 3, 4, shown="Koperasi Umpama", names=["koperasi umpama"], said=("Koperasi Umpama",)),
    ]
    assert [(it.names, it.identifiers) for it in roles_of(ties)] == [
        (("Rini Misal",), ()),
        (("Koperasi Umpama",), ()),
    ]


def test_an_address_that_no_name_came_with_houses_and_what_nobody_named_stands_together():
    ties = [tie("booking", 1, 2, shown="B-1"), tie("address", 1, 2), tie("voyage", 2, 3, shown="XF-77")]
    assert [(it.code, it.people) for it in roles_of(ties)] == [("houses", 2), ("transports", 3)]
