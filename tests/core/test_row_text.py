"""The kernel: pieces in the order of the rows, whatever holds the cells."""

from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import row_pieces, row_text
from app.core.errors import CharactersLost
from app.core.escaping import edged, replaced, with_bytes
from app.core.row_form import Escaped, Frame, RowForm, Unfit
from app.core.row_text import RowText
from tests.core.tables import data, tables

FORM = RowForm(
    "X",
    [Frame(("<", ":"), ">", "-"), Frame(("{",), "}")],
    opening=("", "="),
    closing=";",
    bare=("", ""),
    wrap=("(", ")"),
    number=5,
)


def escape(values: pa.Array) -> Escaped:
    """Upper case; what begins with a or b is wrapped, what holds a b is marked; no "!"."""
    bad = with_bytes(values, b"!")
    if len(bad):
        raise Unfit(int(bad[0]), "!")
    wrapped = np.flatnonzero(pc.match_substring_regex(values, "^[ab]").to_numpy(False))
    return Escaped(pc.utf8_upper(values), wrapped, with_bytes(values, b"b"))


def text(table: pa.Table) -> tuple[str, dict[str, int]]:
    writing = RowText(FORM, escape)
    return b"".join(block for _, block in writing.blocks(table)).decode(), writing.marked


def by_hand(rows: list[list[str | None]]) -> str:
    def inner(cell: str) -> str:
        return f"({cell.upper()})" if cell[:1] in ("a", "b") else cell.upper()

    lines = []
    for number, (first, second) in enumerate(rows, 5):
        left = "-" if first is None else f"<{number}:{inner(first)}>"
        right = "" if second is None else f"{{{inner(second)}}}"
        lines.append(f"{number}={left}{right};")
    return "".join(lines)


CELLS = st.lists(st.none() | st.sampled_from(["a", "b", "xb", "字", ""]), min_size=40, max_size=40)


@given(CELLS, CELLS, st.sampled_from([7, 64]), st.sampled_from([20, 1 << 20]))
@settings(max_examples=15, deadline=None)
def test_text_is_that_of_the_rows(
    first: list[str | None], second: list[str | None], batch: int, block: int
) -> None:
    rows = [list(pair) for pair in zip(first, second, strict=True)]
    plain = pa.table({"p": pa.array(first, pa.string()), "q": pa.array(second, pa.string())})
    mixed = pa.concat_tables([data({"p": first[:9], "q": second[:9]})] * 2).slice(9)
    mixed = pa.concat_tables([mixed, data({"p": first[9:], "q": second[9:]})])
    marked = {
        name: count
        for name, cells in (("p", first), ("q", second))
        if (count := sum("b" in (cell or "") for cell in cells))
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_text, "BATCH", batch)
        patch.setattr(row_text, "BLOCK", block)
        for table in (plain, data({"p": first, "q": second}), mixed):
            assert text(table) == (by_hand(rows), marked)


CHAIN = RowForm(
    "Y",
    [Frame(("",), ","), Frame(("",), ",", ","), Frame(("[",), "]", "-]"), Frame(("",), "\n", "\n")],
    wrap=("(", ")"),
)


@given(*[CELLS] * 4, st.lists(st.booleans(), min_size=4, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None)
def test_fixed_texts_that_meet_are_one_piece(
    first: list[str | None],
    second: list[str | None],
    third: list[str | None],
    fourth: list[str | None],
    plain: list[bool],
    is_bare: bool,
) -> None:
    rows = [*zip(first, second, third, fourth, strict=True)]
    cells = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    columns = [
        column if is_plain else column.dictionary_encode()
        for column, is_plain in zip(cells, plain, strict=True)
    ]
    table = pa.table(columns, names=["p", "q", "r", "s"])
    writing = RowText(CHAIN, Escaped if is_bare else escape)
    written = b"".join(block for _, block in writing.blocks(table)).decode()

    def inner(cell: str) -> str:
        text = cell if is_bare else cell.upper()
        return f"({text})" if cell[:1] in ("a", "b") and not is_bare else text

    expected = ""
    for row in rows:
        for cell, frame in zip(row, CHAIN.frames, strict=True):
            framed = frame.blank if cell is None else frame.before[0] + inner(cell) + frame.after
            expected += framed
    assert written == expected


def test_a_row_has_no_more_pieces_than_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[int] = []

    def take(values: pa.Array, order: pa.Array, *, boundscheck: bool) -> pa.Array:
        laid.append(len(order))
        return pc.take(values, order, boundscheck=boundscheck)

    monkeypatch.setattr(row_pieces, "pc", SimpleNamespace(**vars(pc) | {"take": take}))
    rows = 100
    numbers, words = pa.array([str(n) for n in range(rows)]), pa.array(["是", None] * (rows // 2))
    columns = [numbers, words.dictionary_encode()] * 2
    form = RowForm("Y", [Frame(("",), end, end) for end in ",,,\n"])
    writing = RowText(form, Escaped)
    blocks = [bytes(b) for _, b in writing.blocks(pa.table(columns, names=[*"pqrs"]))]
    assert blocks[0].startswith("0,是,0,是\n1,,1,\n".encode())
    assert laid == [4 * rows]


def test_unfit_cell_is_refused_at_its_row() -> None:
    for cells in (["a", "!"], ["a"] * 50 + ["!"]):
        with pytest.raises(CharactersLost) as caught:
            text(data({"p": cells, "q": ["x"] * len(cells)}))
        assert (caught.value.where.row, caught.value.where.column) == (len(cells), "p")


@given(tables(), st.integers(0, 6))
def test_bytes_are_found(table: pa.Table, start: int) -> None:
    cells = table.column(0).combine_chunks().cast(pa.large_string()).drop_null().slice(start)
    texts = cells.to_pylist()
    wanted = [place for place, text in enumerate(texts) if set(text) & set(',"') or min(text) < " "]
    assert with_bytes(cells, b',"', below=0x20).tolist() == wanted
    ends = [place for place, text in enumerate(texts) if text[0] <= " " or text[-1] <= " "]
    assert edged(cells, below=0x21).tolist() == ends


def test_replaced() -> None:
    cells = pa.array(["a", "b", "c"], pa.large_string())
    new = pa.array(["X", "Y"], pa.large_string())
    assert replaced(cells, np.array([2, 0]), new).to_pylist() == ["Y", "b", "X"]
