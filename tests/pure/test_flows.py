"""The drawing of streams: every band is drawn to scale, named for readers, and nothing leaves the frame."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kawal.doors.web.kit.flows import BODY, TOP, WIDTH, FlowBand, FlowFigure, flow_drawing

WIDEST_SIGN = 6.6  # mean width of a sign at the size of the labels, seen on words of many m and w
HEADS = ("Negara", "Pos masuk", "Provinsi asal")
NAMES = st.sampled_from(["Malaysia", "Taiwan", "Arab Saudi", "PLBN <Entikong> & lain"])
BANDS = st.lists(
    st.builds(FlowBand, st.tuples(NAMES, NAMES.map(lambda it: f"{it} 2"), NAMES.map(lambda it: f"{it} 3")), st.integers(0, 50_000)),
    max_size=8,
)  # fmt: skip


def drawn(*bands):
    return str(flow_drawing(FlowFigure("arus", "Alur", HEADS, bands)))


def test_nobody_is_no_drawing():
    assert drawn() == "" and drawn(FlowBand(("a", "b", "c"), 0)) == ""


def test_a_stream_is_two_ribbons_and_is_said_in_words():
    svg = drawn(
        FlowBand(("Malaysia", "Entikong", "Kalbar"), 40), FlowBand(("lainnya",) * 3, 1200, is_rest=True)
    )
    assert svg.count("fill-opacity") == 4
    assert "Malaysia → Entikong → Kalbar: 40 orang; lainnya: 1.200 orang." in svg


def test_the_rest_stands_last_in_each_column():
    svg = drawn(
        FlowBand(("lainnya",) * 3, 900, is_rest=True), FlowBand(("Malaysia", "Entikong", "Kalbar"), 40)
    )
    assert svg.index(">Malaysia ") < svg.index(">lainnya ")


def test_the_rest_goes_over_the_post_that_all_go_over():
    svg = drawn(
        FlowBand(("Malaysia", "Entikong", "Kalbar"), 40),
        FlowBand(("lainnya", "Entikong", "lainnya"), 900, is_rest=True),
    )
    assert svg.count(">Entikong ") == 1 and svg.count(">lainnya ") == 2
    assert "lainnya: 900 orang." in svg


def test_the_longest_name_with_its_number_fits_beside_the_outer_nodes():
    svg = drawn(FlowBand(("Negara belum diketahui", "x", "Wilayah rekaan ini ada"), 12_345))
    found = re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="(end|start)">([^<]+<tspan>[^<]+)', svg)
    assert len(found) == 2
    for x, anchor, said in found:
        length = len(said.replace("<tspan>", "")) * WIDEST_SIGN
        assert (float(x) if anchor == "end" else WIDTH - float(x)) >= length


@given(BANDS)
def test_nothing_leaves_the_frame_and_names_are_escaped(bands):
    svg = drawn(*bands)
    assert "<Entikong>" not in svg
    for x, y, width, height in re.findall(r"M(\d+) ([\d.]+)h(\d+)v([\d.]+)h-", svg):
        assert 0 <= float(x) <= WIDTH - float(width)
        assert float(y) >= TOP - 1 and float(y) + float(height) <= TOP + BODY + 3
    for name in re.findall(r">([^<]+) <tspan>", svg):
        assert len(name.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) <= 22
