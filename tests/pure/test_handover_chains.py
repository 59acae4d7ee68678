"""The lawful chains of hand-over, as a document and as functions."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.response.handover import chains, plans, sealing, signatures
from kawal.response.handover.chains import PARTY_KINDS, ROLES
from kawal.response.handover.plans import BadPlan, Party, Person, Plan, Thing
from tests.pictures import SAID, a_jpeg, a_png, chunk, segment

STEPS = [step for chain in chains.chains() for step in chain.steps]
AT = datetime(2026, 11, 20, 5, tzinfo=UTC)
OFFICE = {
    "village": "53.04.05.2001",
    "district": "53.04",
    "province": "53",
    "agency": "bp3mi-ntt",
    "social_ministry": "kemensos",
}


def party(kind: str, name: str = "") -> Party:
    return Party(kind, OFFICE.get(kind, ""), name, kind)  # type: ignore[arg-type]  # drawn from the kinds


def plan(step: str, giver: str, taker: str, witness: str = "") -> Plan:
    people = (Person("kaaaaaaaaaaaa"),)
    other = replace(party(taker), code="bp3mi-jatim") if giver == taker == "agency" else party(taker)
    return Plan("act", step, party(giver), other, AT, party(witness) if witness else None, people)


def test_the_ministry_of_migrant_workers_hands_over_to_the_family_before_a_witness_of_the_village():
    step = chains.step_of("kp2mi.family")
    assert chains.who_signs(step) == ("giver", "taker", "witness")
    assert "village" in step.witness and set(step.taker) == {"family", "proxy"}
    assert "Pasal 13" in chains.chain_of("kp2mi").basis


def test_where_there_is_no_family_she_goes_to_the_social_ministry_and_down_its_chain_to_the_village():
    way = ["kp2mi.social_ministry"]
    while following := chains.may_come_next(way):
        [step] = following
        way.append(step.name)
    assert way == ["kp2mi.social_ministry", "kemensos.province", "kemensos.district", "kemensos.village"]
    assert chains.step_of(way[-1]).home


def test_the_step_for_who_has_no_family_is_offered_only_then():
    begin = {it.name for it in chains.may_come_next([])}
    assert "kp2mi.social_ministry" not in begin and "kp2mi.family" in begin
    assert "kp2mi.social_ministry" in {it.name for it in chains.may_come_next([], has_family=False)}


@given(st.lists(st.integers(0, 9), max_size=12), st.booleans())
def test_however_one_goes_on_every_hand_over_follows_the_one_before(choices, has_family):
    done: list[str] = []
    for choice in choices:
        offered = chains.may_come_next(done, has_family=has_family)
        if not offered:
            assert chains.step_of(done[-1]).home, "only who is home waits for nothing"
            break
        step = offered[choice % len(offered)]
        assert not done or chains.may_follow(done[-1], step.name)
        if done:
            assert set(step.giver) & (set(chains.step_of(done[-1]).taker) | {"agency"})
        done.append(step.name)
    assert sum(chains.step_of(name).home for name in done) <= 1, "nobody comes home twice in one chain"


@given(st.sampled_from(STEPS), st.lists(st.sampled_from([*ROLES, "person"]), max_size=6))
def test_a_step_is_complete_exactly_when_everybody_who_must_has_signed(step, signed):
    wanted = set(chains.who_signs(step))
    assert chains.is_complete(step, signed) is (wanted <= set(signed))
    assert set(chains.missing(step, signed)) == wanted - set(signed)


@given(
    st.sampled_from(STEPS),
    st.sampled_from(PARTY_KINDS),
    st.sampled_from(PARTY_KINDS),
    st.sampled_from(["", *PARTY_KINDS]),
)
def test_a_plan_is_taken_exactly_when_its_parties_may_take_part(step, giver, taker, witness):
    lawful = (
        giver in step.giver
        and taker in step.taker
        and (witness in step.witness if step.witness else not witness)
    )
    try:
        plans.check(plan(step.name, giver, taker, witness))
    except BadPlan as wrong:
        assert not lawful, wrong
    else:
        assert lawful


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"people": ()}, "people"),
        ({"people": (Person("a"), Person("a"))}, "people"),
        ({"people": (Person("a", condition="trafficked"),)}, "condition"),
        ({"step": "kp2mi.nowhere"}, "step"),
        ({"act_id": ""}, "act_id"),
        ({"place": "x" * 201}, "place"),
        ({"witness": None}, "witness"),
        ({"witness": Party("village", "53.04")}, "witness"),
        ({"people": (), "things": (Thing("", 1),)}, "things"),
    ],
)
def test_a_plan_that_cannot_be_says_where_it_is_wrong(change, where):
    with pytest.raises(BadPlan) as wrong:
        plans.check(replace(plan("kp2mi.family", "agency", "family", "village"), **change))
    assert wrong.value.field == where


def test_the_parties_and_nobody_else_see_the_document():
    made = plan("kp2mi.family", "agency", "family", "village")
    assert made.keys("bp3mi-kalbar") == ("a:bp3mi-kalbar", "a:bp3mi-ntt", "v:5304052001")


# ---------------------------------------------------------------- signatures and digests


@pytest.mark.parametrize("drawing", ["M1 1", "M1 1L", "M1 1L2 2<script>", "M1.5 1L2 2", "M1000 1L2 2", "x"])
def test_what_is_no_drawing_is_no_signature(drawing):
    with pytest.raises(signatures.BadSignature):
        signatures.check(signatures.Signature("a", "giver", "Bayu Andai", drawing=drawing))


@pytest.mark.parametrize(
    ("taken", "plain"),
    [
        (a_jpeg(b"x", segment(0xE1, SAID)), a_jpeg(b"x")),
        (a_png(chunk(b"tEXt", SAID), chunk(b"eXIf", SAID)), a_png()),
    ],
)
def test_a_photo_is_kept_without_what_the_camera_wrote_into_it(taken, plain):
    kept, media = signatures.check(signatures.Signature("a", "giver", "Bayu Andai", image=taken))
    assert kept.image == plain and media in ("image/jpeg", "image/png")


@pytest.mark.parametrize(
    ("image", "code"),
    [(b"", "empty"), (b"GIF89a", "not_image"), (b"\xff\xd8\xff" + b"0" * 4_000_001, "too_large")],
)
def test_a_file_that_is_no_photo_is_refused(image, code):
    with pytest.raises(signatures.BadSignature) as refused:
        signatures.check(signatures.Signature("a", "giver", "Bayu Andai", image=image))
    assert refused.value.code == code


HEAD = dict.fromkeys(sealing.HEAD, "x") | {"happens_at": AT}
LINE = dict.fromkeys(sealing.PERSON, "x") | {"line": 1, "name": "Seruni Umpama"}


@given(st.sampled_from(sealing.PERSON), st.text(min_size=2))
def test_altering_anything_in_a_line_alters_the_digest(field, text):
    def digest(line, people=()):
        return sealing.digest_of(b"k", HEAD, people=[line, *people], things=[], signs=[])

    changed = LINE | {field: 7 if field == "line" else text}
    assert digest(changed) != digest(LINE)
    other = LINE | {"line": 2}
    assert digest(LINE, [other]) == sealing.digest_of(b"k", HEAD, people=[other, LINE], things=[], signs=[])
