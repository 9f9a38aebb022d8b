"""Drawings of counts."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from app.sandbox.portal.charts import BARS, bars, column_counts


@given(st.lists(st.one_of(st.text(max_size=5), st.integers(-50, 50).map(str)), max_size=60))
def test_every_row_is_counted_once(values: list[str]) -> None:
    counts = column_counts(values, "others")
    blank_of_numbers = sum(n for _, n in counts) + values.count("")
    assert len(values) in (sum(n for _, n in counts), blank_of_numbers)
    assert len(counts) <= BARS


def test_many_numbers_become_ten_parts() -> None:
    counts = column_counts([str(n) for n in range(100)], "others")
    assert [n for _, n in counts] == [10] * 10


def test_many_words_leave_the_rest_together() -> None:
    counts = column_counts([f"w{n}" for n in range(30)] + ["w0"], "others")
    assert counts[0] == ("w0", 2)
    assert counts[-1] == ("others", 30 - BARS + 1)


def test_a_hostile_label_is_text() -> None:
    label = '"><script>alert(1)</script>'
    drawn = ET.fromstring(str(bars([(label, 3), ("b", 0)], label)))  # noqa: S314 — our own
    assert drawn.get("aria-label") == label
    assert [each.tag for each in drawn].count("rect") == 2
    assert not drawn.findall(".//script")
