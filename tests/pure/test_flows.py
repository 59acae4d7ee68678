"""The drawing of streams: every band is drawn to scale, named for readers, and nothing leaves the frame."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kawal.doors.web.kit.flows import BODY, TOP, WIDTH, FlowBand, FlowFigure, flow_drawing

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


@given(BANDS)
def test_nothing_leaves_the_frame_and_names_are_escaped(bands):
    svg = drawn(*bands)
    assert "<Entikong>" not in svg
    for x, y, width, height in re.findall(r"M(\d+) ([\d.]+)h(\d+)v([\d.]+)h-", svg):
        assert 0 <= float(x) <= WIDTH - float(width)
        assert float(y) >= TOP - 1 and float(y) + float(height) <= TOP + BODY + 3
    for name in re.findall(r">([^<]+) <tspan>", svg):
        assert len(name.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) <= 22
