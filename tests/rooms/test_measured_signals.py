"""What many people together tell reaches each one's signals, with the facts behind it."""

import pytest
from django.db import transaction

from kawal import flow, rejudging
from kawal.access.scope import ENGINE
from kawal.access.wall import as_engine, enter
from kawal.facts.ledger import bulk
from tests.world import NOW, fact, report

pytestmark = pytest.mark.django_db
MEDICAL = {"document": "medical", "number": "MED-REKA-1", "status": "valid", "issued_on": "2026-02-01"}


def who(n: int) -> dict[str, object]:
    name = ("Melati Contoh", "Kenanga Misal", "Cempaka Umpama")[n - 1]
    return {
        "name": name,
        "birth_date": f"199{n}-01-02",
        "nik": f"990405410199000{n}",
        "address": {"area": "53.04.05.2001"},
    }


def test_one_certificate_of_three_people_is_told_of_each_with_everybody_s_paper():
    outcomes = report(
        *(fact("document_seen", "2026-02-03", id=f"M{n}", subject=who(n), data=MEDICAL) for n in (1, 2, 3))
    )
    flow.draw_rings(now=NOW)
    with transaction.atomic(), as_engine():
        assert bulk.run("select distinct shared_document from signal") == [(3,)]
    with transaction.atomic():
        enter(ENGINE)
        told = rejudging.explain(kawal_id=outcomes[0].kawal_id or "", now=NOW)
    [known] = [it for it in told.known if it.column == "shared_document"]
    assert {it["id"] for it in known.because} == {"M1", "M2", "M3"}
    assert "D06" in {it.rule for it in told.rules if it.is_told}
