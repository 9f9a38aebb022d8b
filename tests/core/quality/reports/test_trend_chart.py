"""The drawing of a trend: sound whatever the scores, and no line told by its colour alone."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.quality.check import dimensions
from app.core.quality.reports.content import Point
from app.core.quality.reports.trend_chart import described, drawing, places

SVG = "{http://www.w3.org/2000/svg}"
SIZE = 700, 300


def point(label: str, score: float, each: float = 1.0) -> Point:
    return Point(label, score, dict.fromkeys(dimensions(), each), 0)


def read(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)  # noqa: S314 — our own


def words(drawn: str) -> list[str]:
    return [node.text or "" for node in read(drawn).iter(f"{SVG}text")]


@given(
    st.lists(
        st.tuples(st.text("<&\"'年2", max_size=9), st.floats(0, 1), st.floats(0, 1)), min_size=1
    )
)
def test_every_line_passes_every_release_inside_the_drawing(
    told: list[tuple[str, float, float]],
) -> None:
    trend = [point(*one) for one in told]
    drawn = read(drawing(trend, "zh", *SIZE))
    lines = drawn.findall(f"{SVG}polyline")
    assert len(lines) == 1 + len(dimensions())
    for line in lines:
        spots = [tuple(map(float, spot.split(","))) for spot in line.attrib["points"].split()]
        assert [x for x, _ in spots] == pytest.approx(places(len(trend), SIZE[0]), abs=0.1)
        assert all(0 <= y <= SIZE[1] for _, y in spots)


def test_no_line_is_told_by_its_colour_alone() -> None:
    drawn = read(drawing([point("1", 0.9), point("2", 0.8)], "en", *SIZE))
    lines = drawn.findall(f"{SVG}polyline")
    assert len({line.get("stroke-dasharray") for line in lines}) == len(lines)
    marks = {path.attrib["d"] for path in drawn.findall(f"{SVG}path") if path.get("transform")}
    assert len(marks) == len(lines)


def test_a_fall_is_told_by_a_sign_and_a_figure() -> None:
    fell = words(drawing([point("1", 0.9), point("2", 0.85), point("3", 0.95)], "zh", *SIZE))
    assert [told for told in fell if "▼" in told] == ["▼ 5.0"]
    assert "95.0%" in fell


def test_the_whole_score_alone_needs_no_legend() -> None:
    trend = [point("一月", 0.9, 0.2), point("二月", 0.8, 0.1)]
    drawn = drawing(trend, "zh", 260, 150, by_dimension=False)
    assert drawn.count("<polyline") == 1
    assert "总分" not in words(drawn)
    assert "80%" in words(drawn)  # the scale is that of the line, not of those left out
    assert "10%" not in words(drawn)


def test_of_many_releases_those_are_named_that_have_room_and_the_last() -> None:
    trend = [point(f"R{n}", 0.9) for n in range(60)]
    named = [told for told in words(drawing(trend, "en", *SIZE)) if told.startswith("R")]
    assert named[0] == "R59"
    assert 5 <= len(named) <= 10
    assert (
        described(trend[:2], "en") == "quality of 2 releases; the whole score: R0 90.0%, R1 90.0%"
    )
