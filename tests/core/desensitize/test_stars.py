"""Stars laid by bytes are those that counting characters gives."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize import stars
from app.core.desensitize.operation import Context, read_params
from app.core.desensitize.operators.mask import MaskOperator

MIXED = st.text("aZ9- 王䀀一鿿㐀·・é\u0301𠮷", max_size=6)
CELLS = st.lists(st.none() | MIXED, max_size=12)


def is_han(text: str) -> bool:
    return all("\u4000" <= sign <= "\u9fff" for sign in text)


@given(CELLS, st.integers(0, 3))
def test_rows_are_told_apart(cells: list[str | None], cut: int) -> None:
    texts = pa.array(cells, pa.string()).slice(cut)
    told = [text or "" for text in cells[cut:]]
    assert stars.ascii_rows(texts).tolist() == [text.isascii() for text in told]
    assert stars.han_rows(texts).tolist() == [is_han(text) for text in told]


@given(CELLS)
def test_each_goes_its_way_in_order(cells: list[str | None]) -> None:
    texts = pa.array(cells, pa.string())
    upper = stars.apart(
        texts, stars.ascii_rows(texts), pc.utf8_upper, lambda some: pc.utf8_slice_codeunits(some, 0)
    )
    assert upper.to_pylist() == [
        text and (text.upper() if text.isascii() else text) for text in cells
    ]


def test_parts_stay_and_nulls_stay_null() -> None:
    names = pa.array(["欧阳修文", None, "王安石", "", "李"])
    long, short = np.array([1, 0, 0, 0, 0], bool), np.array([0, 0, 1, 0, 0], bool)
    shown = stars.shown(names, stars.HAN, "*", [(long, 2, 1), (short, 1, 0)])
    assert shown.to_pylist() == ["欧阳*文", None, "王**", "", "*"]


@given(CELLS, st.integers(0, 3), st.integers(0, 3))
def test_ends_are_those_of_the_characters(cells: list[str | None], start: int, end: int) -> None:
    operator = MaskOperator()
    params = read_params(operator, {"keep_start": start, "keep_end": end})
    masked = operator.apply(pa.array(cells, pa.string()), params, Context(bytes(32))).to_pylist()
    for before, after in zip(cells, masked, strict=True):
        if before is None or not (before.isascii() or is_han(before)):
            continue  # a mark is part of the character before it
        hidden = len(before) - start - end
        shown = before[:start] + "*" * hidden + before[len(before) - end :]
        assert after == (shown if hidden > 0 else "*" * len(before))


@given(st.lists(st.text("王李欧阳司马", max_size=5), max_size=12))
def test_names_in_chinese_alone_as_among_others(names: list[str]) -> None:
    operator = MaskOperator()
    params = read_params(operator, {"shape": "name"})
    alone = operator.apply(pa.array(names, pa.string()), params, Context(bytes(32)))
    by_characters = operator.apply(
        pa.array(names, pa.string()),
        read_params(operator, {"shape": "name", "character": "×"}),
        Context(bytes(32)),
    )
    assert alone.to_pylist() == [text.replace("×", "*") for text in by_characters.to_pylist()]
