"""The API as an agency's machine meets it: one fact, thousands, reading back, and every kind of bad input."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client

from kawal.access.keys.services import issue_key
from kawal.access.scope import ENGINE
from kawal.doors.api import facts as facts_door
from tests.world import SERUNI, fact, person_of

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def call(client):
    """`call(agency, path, body, **key)` as a machine of the agency; the answer and its object."""
    made = {}

    def ask(path, body=None, *, agency="kjri-kuching", method="", text=None, **key):
        made.setdefault((agency, *sorted(key.items())), None)
        if made[agency, *sorted(key.items())] is None:
            made[agency, *sorted(key.items())] = issue_key(scope=ENGINE, agency=agency, now=LONG_AGO, **key)
        headers = {"Authorization": f"Bearer {made[agency, *sorted(key.items())]}"}
        if body is None and text is None and method != "post":
            answer = client.get(f"/api/v1{path}", headers=headers)
        else:
            sent = text if text is not None else json.dumps(body)
            answer = client.post(f"/api/v1{path}", sent, content_type="application/json", headers=headers)
        return answer.status_code, json.loads(answer.content)

    return ask


def test_a_fact_is_accepted_once_and_repeated_after(call):
    deported = fact("deported", id="A-1")
    status, first = call("/facts", deported)
    again_status, again = call("/facts", deported)
    assert (status, first["status"], again_status, again["status"]) == (201, "accepted", 200, "repeated")
    assert first["kawal_id"] == again["kawal_id"] and first["recorded_at"] == again["recorded_at"]


def test_other_content_under_a_known_id_is_a_conflict_and_the_first_is_kept(call):
    call("/facts", fact("deported", id="A-1", data={"reason": "overstay"}))
    status, problem = call("/facts", fact("deported", id="A-1", data={"reason": "illegal_entry"}))
    assert (status, problem["code"]) == (409, "fact_conflict")
    _, kept = call("/facts/kjri-kuching/A-1")
    assert (kept["data"], kept["state"]) == ({"reason": "overstay"}, "active")


def test_a_fact_is_read_back_as_it_was_sent(call):
    sent = fact(
        "deported",
        "2026-03-02T07:10:00+08:00",
        id="A/1 x",
        place={"country": "MYS", "post": "plbn-entikong"},
        extra="kept",
    )
    call("/facts", sent)
    status, got = call("/facts/kjri-kuching/A/1 x")
    assert status == 200
    assert {key: got[key] for key in sent} == sent


def test_every_fact_of_a_batch_stands_for_itself(call):
    good, bad = fact("departed", id="B-1"), fact("flown_away", "yesterday", id="B-2", subject={})
    status, body = call("/facts", {"facts": [good, bad, good, {**good, "data": {"mode": "sea"}}, 7]})
    assert status == 200
    assert [it["status"] for it in body["results"]] == [
        "accepted",
        "refused",
        "repeated",
        "conflict",
        "refused",
    ]
    assert (body["accepted"], body["repeated"], body["refused"]) == (1, 1, 3)
    assert {error["field"] for error in body["results"][1]["errors"]} == {"kind", "occurred_at", "subject"}
    assert all(error["index"] == 1 and error["id"] == "B-2" for error in body["results"][1]["errors"])


def test_a_refused_fact_is_told_field_by_field_in_indonesian_and_without_what_was_written(call):
    status, problem = call(
        "/facts", fact("departed", "2026-02-30", subject={"name": "Seruni", "sex": "wanita 123"})
    )
    assert (status, problem["code"]) == (422, "fact_refused")
    assert {error["field"]: error["code"] for error in problem["errors"]} == {
        "occurred_at": "time_malformed", "subject.sex": "not_listed",
    }  # fmt: skip
    assert "wanita 123" not in json.dumps(problem)


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("{", 400, "json_malformed"),
        ("", 400, "json_malformed"),
        ("[]", 422, "fact_refused"),
        ("null", 422, "fact_refused"),
        ('{"facts": {}}', 422, "fact_refused"),
        ('{"id": "x", "id": "y"}', 422, "fact_refused"),
        ('{"id": "\\u0000"}', 422, "fact_refused"),
        ("\xff\xfe", 400, "json_malformed"),
        ('{"a": ' * 40 + "1" + "}" * 40, 422, "fact_refused"),
        ('{"id": "' + "x" * 70_000 + '"}', 413, "too_large"),
    ],
)
def test_what_cannot_be_read_is_said_and_never_fails(call, text, status, code):
    assert call("/facts", text=text) == (status, {**call("/facts", text=text)[1], "code": code})


def test_too_many_facts_at_once_are_refused_whole(call):
    status, problem = call("/facts", {"facts": [{}] * (facts_door.MOST + 1)})
    assert (status, problem["code"]) == (413, "too_many_facts")


def test_without_a_key_or_with_a_wrong_one_nothing_is_told(client):
    for headers in ({}, {"Authorization": "Bearer kw0123456789.nothing"}, {"Authorization": "Basic x"}):
        answer = client.get("/api/v1/people?q=x", headers=headers)
        assert answer.status_code == 401 and json.loads(answer.content)["code"] == "key_missing"
        assert answer["Content-Type"] == "application/problem+json"


def test_a_body_that_names_another_source_is_refused(call):
    status, problem = call("/facts", fact("departed", source="kbri-kuala-lumpur"))
    assert status == 422 and problem["errors"][0]["code"] == "source_other"


def test_a_key_sees_people_only_through_its_own_facts(call):
    kawal_id = person_of(fact("complained", data={"problems": ["violence"]}))
    assert call(f"/people/{kawal_id}", agency="imigrasi")[0] == 404
    assert call("/facts/kjri-kuching/nothing", agency="imigrasi")[0] == 404
    status, own = call("/facts", fact("departed", source="imigrasi"), agency="imigrasi")
    assert status == 201 and own["kawal_id"] == kawal_id
    _, person = call(f"/people/{kawal_id}", agency="imigrasi")
    assert [claim["source"] for claim in person["claims"]] == ["imigrasi"]
    assert person["facets"]["stay"]["value"] == "abroad_in_contact"
    _, timeline = call(f"/people/{kawal_id}/facts", agency="imigrasi")
    assert [it["kind"] for it in timeline["results"]] == ["departed"]


def test_a_key_with_an_area_reads_the_people_of_that_area(call):
    kawal_id = person_of(fact("departed"), fact("complained", "2026-04-01", data={"problems": ["violence"]}))
    status, person = call(f"/people/{kawal_id}", agency="bp3mi-ntt", area="53")
    assert status == 200 and person["facets"]["stay"]["value"] == "in_trouble"
    assert person["facets"]["stay"]["because"] and {it["kind"] for it in person["clocks"]} >= {
        "report_in_due"
    }
    assert person["elapsed"]["alert_at"] is None  # of alerts only a key for alerts is told
    _, more = call(f"/people/{kawal_id}", agency="bp3mi-ntt", area="53", powers=("read", "alerts"))
    assert more["elapsed"]["alert_at"] is not None
    assert call(f"/people/{kawal_id}", agency="bp3mi-jatim", area="35")[0] == 404


def test_search_says_why_and_pages_on(call):
    for n in range(3):
        person_of(
            fact("departed", subject={"name": f"Seruni Umpama {'ABC'[n]}", "nik": f"990405410199000{n + 1}"})
        )
    _, first = call("/people?q=seruni umpama&limit=2", agency="kp2mi", area="all")
    _, rest = call(f"/people?q=seruni umpama&limit=2&cursor={first['next']}", agency="kp2mi", area="all")
    found = [it["kawal_id"] for it in first["results"] + rest["results"]]
    assert len(set(found)) == 3 and rest["next"] is None
    assert {it["why"] for it in first["results"]} == {"name"}


@pytest.mark.parametrize(
    "path", ["/people?q=x&cursor=nonsense", "/people?q=x&limit=many", "/alerts?cursor=!!"]
)
def test_a_bad_parameter_is_a_bad_request(call, path):
    assert call(path, powers=("read", "alerts"))[0] == 400


def test_a_match_names_candidates_with_reasons_and_writes_nothing(call):
    kawal_id = person_of(fact("departed"))
    status, body = call(
        "/match",
        {"subject": {**SERUNI, "name": "Sruni Umpama"}},
        agency="kp2mi",
        area="all",
        powers=("match",),
    )
    [candidate] = body["candidates"]
    assert status == 200 and (candidate["kawal_id"], candidate["band"]) == (kawal_id, "same")
    assert "nik" in candidate["reasons"]
    assert call("/match", {"subject": "x"}, powers=("match",))[0] == 422


def test_a_match_that_cannot_be_read_whole_is_refused_by_its_fields(call):
    status, problem = call(
        "/match",
        {"subject": {"name": "Seruni Umpama", "nik": 9904054101990001, "phones": "x"}},
        powers=("match",),
    )
    assert (status, problem["code"]) == (422, "fact_refused")
    assert {it["field"]: it["code"] for it in problem["errors"]} == {
        "subject.nik": "not_text", "subject.phones": "not_list",
    }  # fmt: skip


def test_a_number_alone_that_is_somebodys_is_not_called_somebody_else(call):
    person_of(fact("departed"))
    reads = {"agency": "kp2mi", "area": "all", "powers": ("match",)}
    _, body = call("/match", {"subject": {"nik": SERUNI["nik"]}}, **reads)
    assert [(it["band"], it["reasons"]) for it in body["candidates"]] == [("unsure", ["nik"])]


def test_who_asks_too_fast_is_told_to_wait(call, monkeypatch):
    monkeypatch.setattr("kawal.doors.api.people.MOST_MATCHES", 2)
    asked = [call("/match", {"subject": SERUNI}, powers=("match",))[0] for _ in range(3)]
    assert asked == [200, 200, 429]


def test_a_key_without_the_power_is_told_so(call):
    assert call("/alerts")[0] == 403
    assert call("/match", {"subject": SERUNI}, powers=("report",))[0] == 403


def test_alerts_are_given_to_keys_that_may_see_them(call):
    person_of(fact("complained", data={"problems": ["violence"]}))
    status, body = call("/alerts", agency="kp2mi", area="all", powers=("alerts",))
    assert status == 200 and [it["level"] for it in body["results"]] == ["emergency"]


@pytest.mark.parametrize("query", ["state=opened", "level=urgent"])
def test_alerts_in_a_state_or_on_a_level_that_is_none_are_no_empty_list(call, query):
    status, problem = call(f"/alerts?{query}", powers=("alerts",))
    assert (status, problem["code"]) == (400, "bad_request")
    assert [(it["field"], it["code"]) for it in problem["errors"]] == [
        (query.partition("=")[0], "not_listed")
    ]


def test_alerts_of_no_state_are_the_open_ones(call):
    person_of(fact("complained", data={"problems": ["violence"]}))
    _, body = call("/alerts?state=", agency="kp2mi", area="all", powers=("alerts",))
    assert len(body["results"]) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/facts/kjri-kuching/a%00b", 404),
        ("/people/k%00", 404),
        ("/parties/p%00", 404),
        ("/parties?q=%00", 400),
        ("/alerts?level=%00", 400),
    ],
)
def test_what_no_table_can_hold_is_nowhere(call, path, status):
    assert call(path, powers=("read", "alerts"))[0] == status


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/nothing", "/api/v1/facts/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_addresses_that_are_no_route_are_not_found_as_json(path, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert answer.status_code == 404 and json.loads(answer.content)["code"] == "not_found"


@pytest.mark.parametrize(("more", "status"), [(b"", 201), (b" " * 2**21, 413)])
def test_a_body_whose_length_is_not_said_beforehand_is_read(client, settings, more, status):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
    key = issue_key(scope=ENGINE, agency="kjri-kuching", now=LONG_AGO)
    chunked = {
        "HTTP_TRANSFER_ENCODING": "chunked",
        "CONTENT_LENGTH": "",
        "wsgi.input": BytesIO(json.dumps(fact("departed", id="C-1")).encode() + more),
    }
    answer = client.generic("POST", "/api/v1/facts", headers={"Authorization": f"Bearer {key}"}, **chunked)
    assert answer.status_code == status


def test_a_method_that_an_address_does_not_know_is_refused_in_the_same_shape(client):
    answer = client.delete("/api/v1/facts")
    assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (
        405,
        "POST",
        "application/problem+json",
    )
    assert json.loads(answer.content)["code"] == "method_not_allowed"
