"""What is known of recruiters and companies on somebody's record: in counts, as far as the reader sees, never of herself."""

import pytest

from kawal.access.scope import ENGINE, Category, NotAllowed, NotVisible
from kawal.access.wall import enter
from kawal.facts.people.models import Person
from kawal.situation.parties import complaints, selectors
from tests.rooms.parties_world import PHONE, finding, recruited, registered, worker
from tests.world import fact, officer, report

pytestmark = pytest.mark.django_db
NATION = officer("national")
KUPANG, LEMBATA = officer("district", keys=("k:5304",)), officer("district", keys=("k:5313",))


def complaint(n, **more):
    return fact("complained", subject=worker(n), data={"problems": ["unpaid_wages"]}, **more)


def warnings(n, scope=NATION):
    enter(ENGINE)
    asked = Person.unscoped.order_by("pk")[n - 1]  # unscoped: fixtures
    enter(scope)
    return complaints.list_warnings(scope=scope, kawal_id=asked.kawal_id)


def known(n, scope=NATION):
    return [(it.row.name, it.roles, it.known.complained, it.known.decided) for it in warnings(n, scope)]


def test_who_is_named_on_a_record_warns_by_the_complaints_of_others_and_by_cases():
    report(
        *(recruited(n, "Surya Misalkan", phone=PHONE) for n in (1, 2, 3)),
        complaint(2),
        complaint(3),
        complaint(3),
        finding("Surya Misalkan", phone=PHONE),
    )
    assert known(1) == [("Surya Misalkan", ("recruiter",), 2, 1)]
    assert known(2) == [("Surya Misalkan", ("recruiter",), 1, 1)], "her own complaint is not another's"


def test_a_case_that_was_not_confirmed_and_a_name_nobody_complained_of_warn_of_nothing():
    case = finding("Surya Misalkan", phone=PHONE)
    case["data"] = {**case["data"], "outcome": "not_confirmed"}
    report(recruited(1, "Surya Misalkan", phone=PHONE), case)
    assert known(1) == []


def test_a_licence_that_does_not_hold_warns_without_a_complaint():
    report(registered(1, "p3mi-rekaan-001"), registered(2, "p3mi-rekaan-002"))
    enter(NATION)
    states = {it.company.status for it in selectors.list_parties(scope=NATION).results if it.company}
    found = {it.row.company.status for n in (1, 2) for it in warnings(n) if it.row.company}
    assert found == states - {"active"}


def test_only_what_the_reader_sees_is_counted():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE),
        recruited(2, "Surya Misalkan", phone=PHONE),
        complaint(2),
        finding("Surya Misalkan", phone=PHONE),
    )
    assert known(1, KUPANG) == [("Surya Misalkan", ("recruiter",), 1, 0)]
    assert known(1, LEMBATA) == []
    blind = officer("district", keys=("k:5304",), categories=frozenset({Category.JOURNEY}))
    assert known(1, blind) == []


def test_an_analyst_is_warned_of_nobody():
    report(recruited(1, "Surya Misalkan", phone=PHONE), recruited(2, "Surya Misalkan", phone=PHONE))
    with pytest.raises(NotAllowed):
        warnings(1, officer("analyst"))
    with pytest.raises(NotVisible):
        complaints.get_known(scope=KUPANG, codes=["unobody"])
