"""Columns that are judged side by side are told what they would be told alone."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.profiling import side_by_side
from app.core.intake.profiling.column_types import profile, profile_column
from app.core.intake.profiling.side_by_side import Asked, Judging, judged

DIGITS, LETTERS = r"\d+", r"[a-z]+"


def matching(values: list[str], *patterns: str) -> Judging[list[list[str]]]:
    """The values that match each pattern, asked one after the other."""
    found = []
    for pattern in patterns:
        (mask,) = yield Asked(pa.array(values, pa.string()), (pattern,))
        found.append([value for value, hit in zip(values, mask, strict=True) if hit])
    return found


@pytest.mark.parametrize("few", [0, 1000])  # by RE2, and by Python
def test_each_judge_is_answered_for_its_own_values(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_by_side, "_FEW", few)
    judges = [
        matching(["1", "x"], DIGITS, LETTERS),
        matching([]),
        matching(["2", "3", "年"], DIGITS),
        matching(["y", "4", "z"], LETTERS, DIGITS),
    ]
    assert judged(judges) == [[["1"], ["x"]], [], [["2", "3"]], [["y", "z"], ["4"]]]


def test_several_patterns_are_answered_in_their_order() -> None:
    def judge() -> Judging[list[list[bool]]]:
        masks = yield Asked(pa.array(["1", "x"]), (DIGITS, LETTERS))
        return [mask.tolist() for mask in masks]

    assert judged([judge(), judge()]) == [[[True, False], [False, True]]] * 2


@pytest.mark.parametrize("together", [0, 16 << 20])
def test_wide_tables_are_told_column_by_column(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.intake.profiling.column_types._TOGETHER", together)
    kinds = (
        [f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(40)],
        [f"{n % 24}:{n:02d}" for n in range(40)],
        [str(n) for n in range(39)] + ["约十"],
        [f"0{n}" for n in range(40)],
        [f"{n}.5%" for n in range(40)],
        ["是", "否"] * 20,
        [None] * 40,
        ["长" * 300, "1"] * 20,
    )
    data = pa.table({f"列{n}": pa.array(kinds[n % len(kinds)]) for n in range(80)})
    alone = tuple(profile_column(name, data[name]) for name in data.column_names)
    assert profile(data) == alone


@given(st.lists(st.lists(st.sampled_from(["1", "01", "1.5", "2024-01-02", "是", "否", "A1", None]),
                         min_size=3, max_size=3), max_size=6))  # fmt: skip
def test_any_columns_are_told_as_they_are_alone(columns: list[list[str | None]]) -> None:
    data = pa.table({str(n): pa.array(texts, pa.string()) for n, texts in enumerate(columns)})
    assert profile(data) == tuple(profile_column(name, data[name]) for name in data.column_names)
