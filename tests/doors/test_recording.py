"""Recording what happened: forms from the contract, refusals that keep everything, doubles, corrections, withdrawals."""

import re

import pytest

from kawal.access.scope import Power
from kawal.doors.web.facts.recordable import RECORDABLE, may_record
from kawal.facts.contract.kinds import KINDS, WITHDRAWN
from kawal.facts.ledger.models import Fact
from kawal.facts.people.models import Claim
from tests.doors.people_pages import client_of, every, said, seruni
from tests.doors.test_person_page import text_of
from tests.quick import slow_but
from tests.world import officer as scope_of

pytestmark = pytest.mark.django_db


def facts(**only):
    return every(Fact).filter(**only)


def hidden_id(response) -> str:
    return re.search(r'name="id" value="(web-[0-9a-f]{32})"', response.content.decode())[1]


def filled(client, kawal_id, kind, **fields):
    """The form as a browser would send it: opened, then filled."""
    address = f"/orang/{kawal_id}/catat/{kind}/"
    sent = {"id": hidden_id(client.get(address)), "day": "2 Mar 2026", "basis": "self", **fields}
    return client.post(address, sent), sent, address


def test_every_kind_of_the_contract_is_recorded_by_somebody_and_no_other():
    recorded = frozenset().union(*RECORDABLE.values())
    assert recorded == KINDS.keys() - {WITHDRAWN}


def test_a_kind_that_needs_a_power_is_not_recorded_without_it():
    scope = scope_of("protection")
    assert may_record(scope, "screened")
    assert not may_record(scope_of("protection", powers=scope.powers - {Power.SCREEN}), "screened")
    assert not may_record(scope_of("village"), "screened")
    assert not may_record(scope_of("analyst"), "departed")


def test_the_kinds_are_offered_in_words_by_stage_and_only_those_of_the_role():
    kawal_id = seruni()
    shown = text_of(client_of("mission", agency="kjri-kuching").get(f"/orang/{kawal_id}/catat/"))
    assert "Di luar negeri" in shown and "Mengadu" in shown and "Ditapis" not in shown
    assert client_of("district").get(f"/orang/{kawal_id}/catat/screened/").status_code == 404


@pytest.mark.parametrize("kind", slow_but("complained", sorted(KINDS.keys() - {WITHDRAWN})))
def test_every_kind_has_a_form_that_opens_and_an_empty_one_is_refused_in_words(kind):
    kawal_id = seruni()
    client = client_of("national")
    response = client.get(f"/orang/{kawal_id}/catat/{kind}/")
    assert response.status_code == 200
    refused = client.post(f"/orang/{kawal_id}/catat/{kind}/", {"id": hidden_id(response), "day": ""})
    assert (
        "Tulis tanggalnya" in text_of(refused) and facts(kind=kind, fact_id__startswith="web-").count() == 0
    )


def test_a_fact_is_saved_shown_and_can_be_undone():
    kawal_id = seruni()
    client = client_of()
    answer, sent, _address = filled(
        client, kawal_id, "complained", d_problems=["unpaid_wages", "debt"], d_channel="hotline", d_text="Belum dibayar.",
        country="Malaysia", hour="09.18", zone="Asia/Kuala_Lumpur",
    )  # fmt: skip
    assert answer.status_code == 302 and answer["Location"] == f"/orang/{kawal_id}/"
    [fact] = facts(fact_id=sent["id"])
    assert fact.data == {"problems": ["unpaid_wages", "debt"], "channel": "hotline", "text": "Belum dibayar."}
    assert (
        fact.occurred_text == "2026-03-02T09:18:00+08:00"
        and fact.place == {"country": "MYS"}
        and fact.basis == "self"
    )
    page = client.get(answer["Location"])
    assert "Tersimpan: Mengadu." in text_of(page) and "“Belum dibayar.”" in text_of(page)
    [undo] = re.findall(r'action="([^"]*/urungkan/)"', page.content.decode())
    for _press in range(2):
        client.post(undo)
    assert facts(kind="withdrawn", corrects=sent["id"]).count() == 1
    assert "Catatan diurungkan." in text_of(client.get(f"/orang/{kawal_id}/"))


@pytest.mark.slow
def test_pressing_twice_is_one_fact():
    kawal_id = seruni()
    client = client_of()
    first, sent, address = filled(client, kawal_id, "remitted", d_amount="1.200.000", d_currency="IDR")
    again = client.post(address, sent)
    assert (first.status_code, again.status_code) == (302, 302)
    assert facts(kind="remitted").count() == 1


@pytest.mark.slow
def test_another_content_under_the_same_id_asks_once_and_then_is_another_fact():
    kawal_id = seruni()
    client = client_of()
    _first, sent, address = filled(client, kawal_id, "remitted", d_amount="1.200.000")
    clash = client.post(address, {**sent, "d_amount": "2.000.000"})
    assert "sudah tersimpan, dengan isi lain" in text_of(clash) and facts(kind="remitted").count() == 1
    assert client.post(address, {**sent, "id": hidden_id(clash), "d_amount": "2.000.000"}).status_code == 302
    assert facts(kind="remitted").count() == 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("day", "31 Feb 2026", "Tanggal itu tidak ada dalam kalender."),
        ("day", "minggu lalu", "Tulis tanggal seperti 19 Nov 2026."),
        ("day", "2 Mar 2027", "Waktunya lebih dari 24 jam di masa depan."),
        ("hour", "25.00", "Tulis jam seperti 09.18."),
        ("d_amount", "banyak", "Tulis angka, misalnya 1.200.000."),
        ("d_amount", "9" * 20, "Angka itu terlalu besar."),
        ("country", "Atlantis", "Negara itu tidak dikenal."),
        ("d_to", "x" * 301, "300"),
        ("d_to", "a\x00b", ""),
        ("d_currency", "Rp", ""),
        ("basis", "kata", ""),
    ],
)
def test_bad_input_is_named_at_its_field_and_nothing_typed_is_lost(field, value, words):
    kawal_id = seruni()
    client = client_of()
    answer, _sent, _address = filled(
        client, kawal_id, "remitted", **{"d_to": "ibu di kampung", "d_amount": "5", field: value}
    )
    assert answer.status_code == 200
    assert "perlu diperbaiki. Tidak ada yang hilang." in text_of(answer)
    assert words in text_of(answer)
    assert 'aria-invalid="true"' in answer.content.decode() or field == "basis"
    if field not in ("d_to",):
        assert "ibu di kampung" in answer.content.decode()
    assert facts(kind="remitted").count() == 0


@pytest.mark.slow
def test_a_wrong_fact_of_the_own_agency_is_corrected_in_two_presses():
    kawal_id = seruni(
        said(
            "remitted",
            "2026-04-09",
            id="D-1",
            source="dinsos-9904",
            data={"amount": 1200000.5, "currency": "XYZ", "lama": 1},
            basis="self",
        )
    )
    client = client_of()
    page = client.get(f"/orang/{kawal_id}/").content.decode()
    assert page.count("/perbaiki/") == 1  # only its own
    address = f"/orang/{kawal_id}/fakta/dinsos-9904/D-1/perbaiki/"
    form = client.get(address)
    assert 'value="9 Apr 2026"' in form.content.decode() and 'value="1.200.000,50"' in form.content.decode()
    initial = form.context["form"].initial
    sent = {**{name: value for name, value in initial.items() if value}, "d_to": "ibu"}
    assert client.post(address, sent).status_code == 302
    [new] = facts(corrects="D-1")
    assert new.data == {"amount": 1200000.5, "currency": "XYZ", "lama": 1, "to": "ibu"}
    assert new.occurred_text == "2026-04-09" and new.claim_id == facts(fact_id="D-1").get().claim_id
    shown = text_of(client.get(f"/orang/{kawal_id}/"))
    assert "Perbaikan tersimpan" in shown and "diganti" in shown


@pytest.mark.slow
def test_a_correction_keeps_the_numbers_that_no_page_shows():
    kawal_id = seruni(
        said("complained", "2026-02-01", id="D-1", source="dinsos-9904", data={"problems": ["debt"]})
    )
    client = client_of()
    address = f"/orang/{kawal_id}/fakta/dinsos-9904/D-1/perbaiki/"
    form = client.get(address)
    assert "9904054101990001" not in form.content.decode()
    client.post(
        address, {**{k: v for k, v in form.context["form"].initial.items() if v}, "d_problems": ["threats"]}
    )
    assert "NIK 99•• •••• •••• 0001" in text_of(client.get(f"/orang/{kawal_id}/"))
    assert facts(corrects="D-1").get().claim_id == facts(fact_id="D-1").get().claim_id


@pytest.mark.slow
def test_the_facts_of_other_agencies_are_neither_corrected_nor_withdrawn():
    kawal_id = seruni(said("complained", "2026-02-01", id="K-1", data={"problems": ["debt"]}))
    client = client_of()
    for act in ("perbaiki", "tarik", "urungkan"):
        assert (
            client.post(f"/orang/{kawal_id}/fakta/kjri-kuching/K-1/{act}/", {"reason": "x"}).status_code
            == 403
        )
    assert facts(corrects="K-1").count() == 0
    stranger = client_of("district", area="99.01", agency="dinsos-9901")
    assert stranger.get(f"/orang/{kawal_id}/fakta/kjri-kuching/K-1/perbaiki/").status_code == 404


@pytest.mark.slow
def test_withdrawing_asks_why_and_strikes_the_line_through():
    kawal_id = seruni(said("registered", "2025-12-01", id="a/b c", source="dinsos-9904"))
    client = client_of()
    address = f"/orang/{kawal_id}/fakta/dinsos-9904/a%2Fb%20c/tarik/"
    assert "Tulis alasannya" in text_of(client.post(address, {"reason": ""}))
    assert client.post(address, {"reason": "salah orang"}).status_code == 302
    shown = text_of(client.get(f"/orang/{kawal_id}/"))
    assert "salah orang" in shown and "Catatan ditarik." in shown
    assert client.get(address).status_code == 404  # it no longer stands


def test_a_party_and_an_object_are_asked_part_by_part():
    kawal_id = seruni()
    client = client_of()
    _answer, sent, _address = filled(
        client, kawal_id, "recruited", d_recruiter__name="Jaka Misal", d_recruiter__phone="+62 800-0000-777",
        d_promised__wage="6.000.000", d_promised__currency="IDR", d_promised__country="Malaysia", d_channel="messaging",
    )  # fmt: skip
    [fact] = facts(fact_id=sent["id"])
    assert fact.data == {
        "recruiter": {"name": "Jaka Misal", "phone": "+62 800-0000-777"},
        "promised": {"wage": 6000000, "currency": "IDR", "country": "MYS"},
        "channel": "messaging",
    }


def test_somebody_out_of_scope_cannot_be_written_about_from_her_page():
    kawal_id = seruni()
    stranger = client_of("district", area="99.01", agency="dinsos-9901")
    assert stranger.get(f"/orang/{kawal_id}/catat/").status_code == 404
    assert stranger.post(f"/orang/{kawal_id}/catat/remitted/", {"day": "2 Mar 2026"}).status_code == 404


@pytest.mark.slow
def test_a_wrong_name_is_corrected_with_its_fact_and_the_numbers_stay():
    kawal_id = seruni(
        said("complained", "2026-02-01", id="D-1", source="dinsos-9904", data={"problems": ["debt"]})
    )
    client = client_of()
    address = f"/orang/{kawal_id}/fakta/dinsos-9904/D-1/perbaiki/"
    initial = client.get(address).context["form"].initial
    sent = {
        **{name: value for name, value in initial.items() if value},
        "s_name": "Seruni Umpamawati",
        "s_born": "4 Jun 1999",
    }
    assert client.post(address, sent).status_code == 302
    new = every(Claim).get(claim_id=facts(corrects="D-1").get().claim_id)
    assert new.subject["name"] == "Seruni Umpamawati" and new.subject["birth_date"] == "1999-06-04"
    assert new.subject["nik"] == "9904054101990001"
    assert "Seruni Umpamawati" in text_of(client.get(f"/orang/{kawal_id}/"))


@pytest.mark.parametrize(
    ("field", "value"), [("s_born", "31 Feb 1999"), ("s_born", "entah"), ("s_name", "x" * 201)]
)
@pytest.mark.slow
def test_a_bad_mending_of_who_it_is_is_named_at_its_field(field, value):
    kawal_id = seruni(
        said("complained", "2026-02-01", id="D-1", source="dinsos-9904", data={"problems": ["debt"]})
    )
    client = client_of()
    address = f"/orang/{kawal_id}/fakta/dinsos-9904/D-1/perbaiki/"
    initial = client.get(address).context["form"].initial
    answer = client.post(address, {**{name: it for name, it in initial.items() if it}, field: value})
    assert (
        "perlu diperbaiki. Tidak ada yang hilang." in text_of(answer) and not facts(corrects="D-1").exists()
    )


@pytest.mark.parametrize(
    ("kind", "field", "typed", "code"),
    [
        ("sheltered", "shelter", "rptc bambu apus", "rptc-bambu-apus"),
        ("left_shelter", "destination", "Sentra Tanjungpinang", "sentra-tanjungpinang"),
        ("reported_in", "mission", "KJRI Kuching", "kjri-kuching"),
        ("departed", "destination", "Malaysia", "MYS"),
        ("departed", "destination", "Negeri Andai", "Negeri Andai"),
    ],
)
@pytest.mark.slow
def test_a_place_is_written_as_people_call_it_and_kept_by_its_code(kind, field, typed, code):
    kawal_id = seruni()
    client = client_of("national")
    _answer, sent, _address = filled(client, kawal_id, kind, **{f"d_{field}": typed})
    [fact] = facts(fact_id=sent["id"])
    assert fact.data[field] == code
    again = client.get(f"/orang/{kawal_id}/fakta/kp2mi/{sent['id']}/perbaiki/").content.decode()
    assert code == typed or typed.casefold() in again.casefold(), "a correction shows it in words"
