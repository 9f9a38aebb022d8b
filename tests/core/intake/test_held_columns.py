"""Columns are the same, whether they lie in memory or in a file."""

from collections.abc import Iterator

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake import held_columns
from app.core.intake.held_columns import HeldColumns
from app.core.mapped_file import let_go
from app.core.text_column import TextColumn, coded

CELLS = st.sampled_from(["甲", "乙", "一段比较长的文字" * 4, None])
BLOCKS = st.lists(
    st.tuples(st.lists(st.tuples(CELLS, CELLS), max_size=9), st.booleans()), max_size=8
)


@pytest.fixture(scope="module", params=[0, 100, 1 << 20], autouse=True)
def loose(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(held_columns, "LOOSE", request.param)
        yield


@given(BLOCKS)
def test_columns_are_what_came_in(blocks: list[tuple[list[tuple[str, str]], bool]]) -> None:
    held = HeldColumns(2)
    for rows, is_coded in blocks:
        columns: list[TextColumn] = [
            pa.array([row[n] for row in rows], pa.string()) for n in (0, 1)
        ]
        held.add([coded(columns[0]) if is_coded else columns[0], columns[1]])
    let_go()
    for n in (0, 1):
        assert held.column(n).to_pylist() == [row[n] for rows, _ in blocks for row in rows]


def test_columns_outlive_what_held_them() -> None:
    held = HeldColumns(1)
    for n in range(50):
        held.add([pa.array([str(n)] * 1000)])
    column = held.column(0)
    del held
    let_go()
    assert column[49_999].as_py() == "49"


@given(BLOCKS)
def test_drained_columns_are_what_came_in(
    blocks: list[tuple[list[tuple[str, str]], bool]],
) -> None:
    held = HeldColumns(1)
    drained: list[str] = []
    for rows, is_coded in blocks:
        texts = pa.array([row[0] for row in rows], pa.string())
        held.add([coded(texts) if is_coded else texts])
        for column in held.drained(0):
            drained += column.to_pylist()
    assert drained == [row[0] for rows, _ in blocks for row in rows]
    assert held.drained(0) == []
