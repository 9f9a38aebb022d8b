"""The guard: which cells get an apostrophe, and that it can be taken back."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.formula_guard import guard, unguard

SIGNS = st.text("'=+-@|\t\r\n＝＋－＠1.,%eE甲 ", max_size=8) | st.text(max_size=8)


def cells(texts: list[str]) -> pa.Array:
    return pa.array(texts, pa.large_string())


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "＝1+1", "@SUM(A1)", "＠x", "+cmd|' /C calc'!A0", "＋A1", "-A1", "－A1", "|x",
        "\t=1", "\r=1", "\n=1", "-1+1", "-1-1", "+1(2)", "=", "+", "@", "-1\n", "'=1", "''=1",
        '=HYPERLINK("http://x")',
    ],
)  # fmt: skip
def test_guarded(text: str) -> None:
    assert guard(cells([text])).values.to_pylist() == [f"'{text}"]


@pytest.mark.parametrize(
    "text",
    [
        "-12.5", "+86 13800000000", "+86-571-87012345", "+8613800000000", "-1,200.00", "+3%",
        "-1e-5", "－3", "-", "--", "－－", "'-12.5", "'", "'001", "''", "甲=乙", "1+1", "", " =1",
        "（注）",
    ],
)  # fmt: skip
def test_left_alone(text: str) -> None:
    assert guard(cells([text])).values.to_pylist() == [text]


@given(st.lists(SIGNS))
def test_undone(texts: list[str]) -> None:
    guarded = guard(cells(texts))
    assert unguard(guarded.values).to_pylist() == texts
    changed = [
        place for place, text in enumerate(guarded.values.to_pylist()) if text != texts[place]
    ]
    assert guarded.marked is not None
    assert guarded.marked.tolist() == changed
