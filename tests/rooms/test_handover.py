"""Hand-overs: signed by everybody who must, then unchangeable, and told on the timeline of each person."""

import pytest
from django.db import DatabaseError, connection, transaction

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.trail.models import Trace
from kawal.facts.people.models import Person as PersonRow
from kawal.homecoming import handing
from kawal.response.handover import selectors, services
from kawal.response.handover.following import follow_claims
from kawal.response.handover.plans import BadPlan, Party, Thing
from kawal.situation.people.selectors import list_facts
from kawal.situation.pictures.models import Picture
from tests.rooms.handing_over import (
    DESA,
    ELSEWHERE,
    FAMILY,
    ORIGIN,
    OWN,
    POST,
    VILLAGE,
    complete,
    plan,
    prepare,
    sign,
)
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, SERUNI, fact, person_of

pytestmark = pytest.mark.django_db
OTHER = {**SERUNI, "name": "Melati Misal", "nik": "9904056502980003", "birth_date": "1998-02-25"}


def seruni():
    return person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}))


def melati():
    return person_of(fact("returned", "2026-11-18", subject=OTHER, place={"post": "plbn-entikong"}))


def told(kawal_id):
    """Kinds on the timeline with their state, oldest first."""
    with behind_the_wall(ENGINE):
        page = list_facts(scope=ENGINE, kawal_id=kawal_id)
    return [(it.kind, it.state) for it in reversed(page.results)]


def stay(kawal_id):
    with behind_the_wall(ENGINE):
        return Picture.objects.visible_to(ENGINE).get(person__kawal_id=kawal_id).stay


def keys(kawal_id):
    with behind_the_wall(ENGINE):
        return set(PersonRow.objects.visible_to(ENGINE).get(kawal_id=kawal_id).keys)


def view(code, scope=ORIGIN):
    with behind_the_wall(scope):
        return selectors.get_handover(scope=scope, code=code)


def refused(statement, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role kawal_nation")
        cursor.execute(statement, values)


@pytest.mark.slow
def test_a_hand_over_to_the_family_before_the_village_brings_her_home():
    kawal_id = seruni()
    code = prepare(plan(kawal_id))
    assert stay(kawal_id) == "in_return"
    assert sign(code, "giver", "taker") == ("witness",)
    assert sign(code, "witness", scope=VILLAGE) == ()
    done = complete(code, VILLAGE)
    assert done.handed == (kawal_id,)
    assert stay(kawal_id) == "home"
    assert {kind for kind, _state in told(kawal_id)} == {"returned", "handed_over", "reached_home"}
    card = view(code).card
    assert (card.state, card.missing, card.people) == ("complete", (), 1)
    assert len(card.check_code) == 29 and len(card.fingerprint) == 39


def test_without_one_signature_it_is_not_complete():
    kawal_id = seruni()
    code = prepare(plan(kawal_id))
    sign(code, "giver", "taker")
    with pytest.raises(services.Unsigned) as lacking:
        complete(code)
    assert lacking.value.roles == ("witness",)
    assert told(kawal_id) == [("returned", "active")]


def test_the_database_itself_refuses_to_seal_what_is_not_signed():
    code = prepare(plan(seruni()))
    sign(code, "giver", "taker")
    refused(
        "update handover set state = 'complete', ended_at = made_at, ended_by = 'x', digest = '\\x00',"
        " reference = 'ABCDEFGHJKMNPQRS' where code = %s",
        code,
    )


@pytest.mark.parametrize(
    "statement",
    [
        "update handover set place = 'x' where code = %s",
        "update handover set state = 'open', ended_at = null, ended_by = '' where code = %s",
        "delete from handover where code = %s",
        "update handover_person l set condition = 'ill' from handover h where h.handover_id = l.handover_id and h.code = %s",
        "delete from handover_person l using handover h where h.handover_id = l.handover_id and h.code = %s",
        "delete from handover_sign l using handover h where h.handover_id = l.handover_id and h.code = %s",
        "update handover_sign l set name = 'x' from handover h where h.handover_id = l.handover_id and h.code = %s",
        "insert into handover_thing select handover_id, 1, '', 'sabun', 1 from handover where code = %s",
        "truncate handover_sign",
    ],
)
def test_a_complete_hand_over_is_never_altered(statement):
    code = prepare(plan(seruni()))
    sign(code, "giver", "taker", "witness")
    complete(code)
    refused(statement, *([code] if "%s" in statement else []))


def test_signing_or_marking_after_it_is_complete_comes_too_late():
    code = prepare(plan(seruni()))
    sign(code, "giver", "taker", "witness")
    complete(code)
    with pytest.raises(services.Sealed):
        sign(code, "giver")
    with behind_the_wall(ORIGIN), pytest.raises(services.Sealed):
        services.set_line(scope=ORIGIN, code=code, line=1, state="absent", now=NOW)
    with pytest.raises(services.Sealed):
        complete(code)


def test_the_same_press_twice_opens_one_and_signs_once():
    made = plan(seruni())
    assert prepare(made) == prepare(made)
    code = prepare(made)
    sign(code, "giver", act_id="one")
    sign(code, "giver", act_id="one")
    sign(code, "giver", act_id="two", name="Damar Misalkan")
    [only] = view(code).signs
    assert only.name == "Damar Misalkan"


def test_who_is_absent_or_refuses_is_not_handed_over_and_a_refusal_is_signed():
    here, gone = seruni(), melati()
    code = prepare(plan(here, gone))
    sign(code, "giver", "taker", "witness")
    with behind_the_wall(ORIGIN):
        with pytest.raises(BadPlan):
            services.set_line(scope=ORIGIN, code=code, line=2, state="refused", now=NOW)
        services.set_line(
            scope=ORIGIN,
            code=code,
            line=2,
            state="refused",
            now=NOW,
            said={"statement": "Saya pulang sendiri besok."},
        )
    with pytest.raises(services.Unsigned) as lacking:
        complete(code)
    assert lacking.value.lines == (2,)
    sign(code, "person", line=2, name="Melati Misal")
    done = complete(code)
    assert (done.handed, done.refused) == ((here,), (gone,))
    assert told(gone) == [("returned", "active")]


def test_who_changes_her_mind_takes_her_signed_refusal_back():
    kawal_id = seruni()
    code = prepare(plan(kawal_id))
    sign(code, "giver", "taker", "witness")
    with behind_the_wall(ORIGIN):
        services.set_line(
            scope=ORIGIN, code=code, line=1, state="refused", now=NOW, said={"statement": "Nanti."}
        )
    sign(code, "person", line=1)
    with behind_the_wall(ORIGIN):
        services.set_line(scope=ORIGIN, code=code, line=1, state="here", now=NOW)
    assert [it.role for it in view(code).signs] == ["giver", "taker", "witness"]
    assert complete(code).handed == (kawal_id,)


def test_a_hand_over_of_nobody_is_none():
    code = prepare(plan(seruni()))
    sign(code, "giver", "taker", "witness")
    with behind_the_wall(ORIGIN):
        services.set_line(scope=ORIGIN, code=code, line=1, state="absent", now=NOW)
    with pytest.raises(BadPlan):
        complete(code)


@pytest.mark.slow
def test_a_wrong_one_is_corrected_by_another_that_replaces_what_it_said():
    one, other = seruni(), melati()
    first = prepare(plan(one, other))
    sign(first, "giver", "taker", "witness")
    complete(first)
    second = prepare(plan(one, corrects=first, taker=Party("proxy", name="Paman Contoh", relation="paman")))
    with behind_the_wall(ORIGIN), pytest.raises(services.NotCorrectable):
        handing.prepare(scope=ORIGIN, plan=plan(one, corrects=first), now=NOW)
    sign(second, "giver", "taker", "witness")
    complete(second)
    assert sorted(told(one)) == [
        ("handed_over", "active"),
        ("handed_over", "replaced"),
        ("reached_home", "active"),
        ("reached_home", "replaced"),
        ("returned", "active"),
    ]
    assert [state for kind, state in told(other) if kind == "handed_over"] == ["withdrawn"]
    assert stay(other) == "in_return"
    assert view(first).card.corrected_by == second


def test_another_agencys_document_is_neither_corrected_nor_cancelled():
    code = prepare(plan(seruni()))
    with behind_the_wall(VILLAGE), pytest.raises(NotAllowed):
        handing.cancel(scope=VILLAGE, code=code, reason="x", now=NOW)
    sign(code, "giver", "taker", "witness")
    complete(code)
    with behind_the_wall(VILLAGE), pytest.raises(services.NotCorrectable):
        handing.prepare(scope=VILLAGE, plan=plan(seruni(), corrects=code), now=NOW)


# ---------------------------------------------------------------- who sees it, and for how long


def test_the_village_is_told_ahead_and_sees_no_more_than_it_needs():
    kawal_id = seruni()
    code = prepare(plan(kawal_id, transport="Satu mobil sampai Atambua"))
    with behind_the_wall(VILLAGE):
        [row] = selectors.list_expected(scope=VILLAGE)
        assert PersonRow.objects.visible_to(VILLAGE).count() == 1
    assert (row.code, row.name, row.sex, row.birth_year) == (code, "Seruni Umpama", "female", 1999)
    assert row.transport == "Satu mobil sampai Atambua"
    assert not hasattr(row, "condition") and not hasattr(row, "remarks")


def test_an_office_that_takes_no_part_sees_nothing_of_it():
    code = prepare(plan(seruni()))
    with behind_the_wall(ELSEWHERE), connection.cursor() as cursor:
        assert selectors.list_expected(scope=ELSEWHERE) == []
        assert selectors.list_open(scope=ELSEWHERE).results == []
        with pytest.raises(NotVisible):
            selectors.get_handover(scope=ELSEWHERE, code=code)
        for table in ("handover", "handover_person", "handover_thing", "handover_sign"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)
    with pytest.raises(NotVisible):
        sign(code, "giver", scope=ELSEWHERE)


def test_who_is_not_visible_to_the_giver_cannot_be_handed_over():
    kawal_id = seruni()
    with behind_the_wall(ELSEWHERE), pytest.raises(NotVisible):
        handing.prepare(scope=ELSEWHERE, plan=plan(kawal_id), now=NOW)
    with behind_the_wall(ORIGIN), connection.cursor() as cursor:
        cursor.execute("select count(*) from handover")
        assert cursor.fetchone() == (0,)


def test_the_receivers_key_comes_with_the_hand_over_and_goes_when_it_is_called_off():
    kawal_id = seruni()
    taker = Party("agency", "bp3mi-jatim", office="BP3MI Jawa Timur")
    code = prepare(plan(kawal_id, step="kp2mi.onward", taker=taker, witness=None, at_home=False))
    assert "a:bp3mi-jatim" in keys(kawal_id)
    with behind_the_wall(ORIGIN):
        handing.cancel(scope=ORIGIN, code=code, reason="Kapal batal berangkat.", now=NOW)
    assert "a:bp3mi-jatim" not in keys(kawal_id)


def test_with_the_next_hand_over_the_one_before_sees_her_no_longer():
    kawal_id = seruni()
    taker = Party("agency", "bp3mi-jatim", office="BP3MI Jawa Timur")
    first = prepare(plan(kawal_id, step="kp2mi.onward", taker=taker, witness=None, at_home=False))
    sign(first, "giver", "taker")
    complete(first)
    assert "a:bp3mi-jatim" in keys(kawal_id)
    giver = Party("agency", "bp3mi-jatim", office="BP3MI Jawa Timur")
    second = prepare(plan(kawal_id, giver=giver), ELSEWHERE)
    sign(second, "giver", "taker", "witness", scope=ELSEWHERE)
    complete(second, ELSEWHERE)
    assert "a:bp3mi-jatim" not in keys(kawal_id)


def test_the_receiver_may_refuse_with_a_signed_reason_and_nothing_is_told():
    kawal_id = seruni()
    code = prepare(plan(kawal_id))
    with behind_the_wall(VILLAGE), pytest.raises(services.Unsigned):
        handing.refuse(scope=VILLAGE, code=code, reason="Bukan keluarga kami.", now=NOW)
    sign(code, "taker", scope=VILLAGE)
    with behind_the_wall(VILLAGE):
        handing.refuse(scope=VILLAGE, code=code, reason="Bukan keluarga kami.", now=NOW)
    assert view(code).card.state == "refused" and view(code).card.check_code
    assert told(kawal_id) == [("returned", "active")]


def test_goods_are_handed_over_with_the_same_object():
    giver = Party("agency", "yayasan-contoh", office="Yayasan Contoh")
    things = (Thing("Paket kebersihan perempuan", 2500, "paket", item="kit-w", lot="L-7"),)
    made = plan(step="goods.receipt", giver=giver, taker=OWN, witness=None, things=things, at_home=False)
    code = prepare(made)
    sign(code, "giver", "taker")
    assert complete(code).handed == ()
    assert (view(code).things[0].quantity, view(code).card.state) == (2500, "complete")


def test_lines_follow_their_claim_when_two_turn_out_to_be_one():
    one = seruni()
    other = person_of(
        fact(
            "registered",
            "2026-01-03",
            subject={**SERUNI, "name": "Bulan Contohnya", "nik": "9904054101990009"},
        )
    )
    taker = Party("agency", "bp3mi-jatim", office="BP3MI Jawa Timur")
    code = prepare(plan(one, step="kp2mi.onward", taker=taker, witness=None, at_home=False))
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute("select array_agg(claim_id) from standing where person_id = person_of(%s)", [one])
        [(claims,)] = cursor.fetchall()
        cursor.execute(
            "select person_of(%s), move_claims(%s, person_of(%s), 'decision', 'a', %s)",
            [other, claims, other, NOW],
        )
        target, _touched = cursor.fetchone()
        follow_claims(moved={target: claims})
        flow.redraw(affected=[target], now=NOW)
        cursor.execute("select person_id from handover_person")
        assert cursor.fetchall() == [(target,)]
    assert "a:bp3mi-jatim" in keys(other)
    sign(code, "giver", "taker")
    complete(code)


def test_the_access_log_tells_who_did_what_about_whom():
    kawal_id = seruni()
    code = prepare(plan(kawal_id))
    sign(code, "giver", "taker", "witness")
    complete(code)
    logged = Trace.objects.filter(subject__startswith=code).order_by("id").values_list("action", "person")
    assert list(logged)[:1] + list(logged)[-1:] == [
        ("handover.opened", kawal_id),
        ("handover.sealed", kawal_id),
    ]


@pytest.mark.slow
def test_lists_go_on_where_the_last_page_ended():
    codes = [prepare(plan(seruni())) for _ in range(3)]
    with behind_the_wall(ORIGIN):
        first = selectors.list_open(scope=ORIGIN, limit=2)
        second = selectors.list_open(scope=ORIGIN, limit=2, cursor=first.next)
        assert [it.code for it in (*first.results, *second.results)] == codes and second.next is None
        assert selectors.count_open(scope=ORIGIN) == 3
    for code in codes:
        sign(code, "giver", "taker", "witness")
        complete(code)
    with behind_the_wall(ORIGIN):
        first = selectors.list_ended(scope=ORIGIN, limit=2)
        second = selectors.list_ended(scope=ORIGIN, limit=2, cursor=first.next)
        assert [it.code for it in (*first.results, *second.results)] == codes[::-1] and second.next is None


def test_a_post_hands_over_whom_it_has():
    kawal_id = seruni()
    giver = Party("agency", "bp3mi-kalbar", office="BP3MI Kalbar")
    taker = Party("agency", "bp3mi-ntt", office="BP3MI NTT")
    made = plan(kawal_id, step="kp2mi.onward", giver=giver, taker=taker, witness=None, at_home=False)
    code = prepare(made, POST)
    sign(code, "giver", scope=POST)
    sign(code, "taker", scope=ORIGIN)
    assert complete(code, ORIGIN).handed == (kawal_id,)
    assert (DESA.key, FAMILY.key) == ("v:5304052001", "")
