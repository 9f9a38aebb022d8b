"""Lines by pyarrow are those of the rule, or there are none: the slower way writes them then."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.csv_lines import Lines
from app.core.rfc4180 import quoted
from tests.core.test_rfc4180 import cell

ODD = st.sampled_from(
    [None, "", " ", "a b", " x", "x ", "a,b", ', "', "行\r\n行", "\x1b", "甲\x1f,"]
)


def by_rule(rows: list[tuple[str | None, ...]]) -> bytes:
    lines = (",".join(cell(text, alone=False) for text in row) for row in rows)
    return "".join(f"{line}\r\n" for line in lines).encode()


def batch(rows: list[tuple[str | None, ...]], width: int) -> pa.RecordBatch:
    columns = [pa.array([row[n] for row in rows], pa.string()) for n in range(width)]
    return pa.record_batch(columns, names=[str(n) for n in range(width)])


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(ODD, ODD, ODD), min_size=1, max_size=6), max_size=4))
def test_what_is_written_is_written_by_the_rule(
    batches: list[list[tuple[str | None, ...]]],
) -> None:
    lines = Lines(quoted)
    for rows in batches:
        text = lines(batch(rows, 3))
        assert text is None or bytes(text) == by_rule(rows)


def test_columns_that_are_quoted_are_written_too() -> None:
    rows = [(str(n), f"[{n % 9}000, {n % 9 + 1}000)", f'甲"{n}\n') for n in range(100)]
    mixed = batch(rows, 3)
    coded = mixed.set_column(1, "1", mixed.column(1).dictionary_encode())
    lines = Lines(quoted)
    for held in (mixed, coded, mixed):
        assert bytes(lines(held) or b"") == by_rule(rows)


def test_a_text_that_looks_like_a_disguise_is_left_alone() -> None:
    lines = Lines(quoted)
    assert lines(batch([("a,b", "x"), ("c", "y")], 2)) is not None
    assert lines(batch([("a, b", "\x1b")], 2)) is None
    assert lines(batch([("a,b", "\x1c")], 2)) is None
    assert lines(batch([("a,b", "x"), ("\x1c", "y")], 2)) is None
    assert bytes(lines(batch([("a,b", "x")], 2)) or b"") == b'"a,b",x\r\n'
