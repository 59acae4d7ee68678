"""Streams of people: at most eight bands and a rest, and no small number given away."""

from hypothesis import given
from hypothesis import strategies as st

from kawal.publication.statistics.bands import Bands, bands_of, route_of, told_bands
from kawal.publication.statistics.suppression import FEW, hidden_cells

STREAMS = st.dictionaries(
    st.tuples(st.sampled_from(["MYS", "TWN", "-"]), st.sampled_from(["entikong", "nunukan"]), st.sampled_from(["53", "61", "52", "-"])),
    st.integers(1, 60),
)  # fmt: skip


def totals(streams, code_of):
    found = {}
    for stream, people in streams.items():
        found[code_of(stream)] = found.get(code_of(stream), 0) + people
    return found


def told(row):
    at = hidden_cells({"": row})
    return {code: None if ("", code) in at else n for code, n in row.items()}


def origin(stream):
    return stream[2]


def route(stream):
    return route_of(*stream[:2])


def test_eight_streams_are_eight_bands_and_nine_are_seven_and_a_rest():
    eight = {("MYS", "entikong", f"{n}"): n for n in range(11, 19)}
    assert len(bands_of(eight).bands) == 8 and bands_of(eight).rest == 0
    nine = {**eight, ("MYS", "entikong", "99"): 1}
    found = bands_of(nine)
    assert len(found.bands) == 7 and found.rest == 11 + 1 and found.bands[0].people == 18


def test_nobody_is_no_band():
    assert bands_of({}) == Bands((), 0) == told_bands({}, {}, {})


def test_a_stream_that_leaves_three_of_a_province_is_part_of_the_rest():
    streams = {("MYS", "entikong", "61"): 20, ("MYS", "nunukan", "61"): 3, ("MYS", "nunukan", "53"): 30}
    found = told_bands(streams, {"61": 23, "53": 30}, {"MYS>entikong": 20, "MYS>nunukan": 33})
    assert [it.people for it in found.bands] == [] and found.rest == 53


def test_a_stream_of_a_hidden_province_is_part_of_the_rest():
    streams = {("MYS", "entikong", "61"): 20, ("MYS", "entikong", "53"): 30}
    found = told_bands(streams, {"61": None, "53": 30}, {"MYS>entikong": 50})
    assert [(it.province, it.people) for it in found.bands] == [("53", 30)] and found.rest == 20


@given(STREAMS)
def test_bands_and_rest_are_everybody(streams):
    assert bands_of(streams).whole == sum(streams.values())
    assert told_bands(streams, told(totals(streams, origin)), told(totals(streams, route))).whole == sum(
        streams.values()
    )


@given(STREAMS)
def test_told_bands_and_told_totals_leave_nowhere_fewer_than_ten(streams):
    origins, routes = told(totals(streams, origin)), told(totals(streams, route))
    found = told_bands(streams, origins, routes)
    assert len(found.bands) + (found.rest > 0) <= 8
    assert all(it.people >= FEW for it in found.bands)
    assert found.rest == 0 or found.rest >= FEW or not found.bands
    for totals_told, code_of in ((origins, lambda it: it.province), (routes, lambda it: it.route)):
        for code, people in totals_told.items():
            inside = [it.people for it in found.bands if code_of(it) == code]
            assert not (inside and people is None)
            assert not inside or people - sum(inside) == 0 or people - sum(inside) >= FEW
