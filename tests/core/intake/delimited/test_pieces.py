"""Pieces end at row ends, never within quotes."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.intake.delimited.pieces import pieces, structural_quotes

TEXT = st.lists(
    st.sampled_from(["a", ",", ",", '"', '"', '""', "\n", "\r\n", "\r", "，"]), max_size=50
).map("".join)


def rows(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@settings(max_examples=200, deadline=None)
@given(TEXT, st.integers(1, 9), st.sampled_from([",", "，"]))
def test_pieces_hold_the_rows_of_the_whole(text: str, size: int, delimiter: str) -> None:
    data = text.encode()
    blocks = [data[n : n + size] for n in range(0, len(data), size)]
    found = list(pieces(blocks, delimiter.encode()))
    assert b"".join(piece.data for piece in found) == data
    assert not any(piece.cut for piece in found[:-1])
    expected = rows(text, delimiter)
    assert [row for piece in found for row in rows(piece.data.decode(), delimiter)] == expected


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_cut_is_an_open_quote(text: str) -> None:
    found = list(pieces([text.encode()], b","))
    # A letter more joins the last row's last cell only where that is open.
    is_open = bool(text) and rows(text + "\na", ",")[-1] != ["a"]
    assert (bool(found) and found[-1].cut) == is_open


def test_quotes_within_a_cell_are_characters() -> None:
    assert structural_quotes(b'a"b,="001"\n', b",") == []
    assert structural_quotes(b'="1","x"\n', b",") == [5, 7]
    assert structural_quotes(b'"a""b",c\n', b",") == [0, 2, 3, 5]


def test_a_line_end_of_two_bytes_is_not_halved() -> None:
    found = pieces([b"a\r\nb\r", b"\nc"], b",")
    assert [piece.data for piece in found] == [b"a\r\n", b"b\r\n", b"c"]


def test_work_on_a_row_without_end_stays_linear() -> None:
    found = list(pieces([b'"', *[b"a,b\n" * 1000] * 300], b","))
    assert [piece.cut for piece in found] == [True]


def test_long_rows_come_many_at_a_time() -> None:
    row = b"1," * 50_000 + b"\n"
    blocks = [row * 5] * 30
    found = [piece.data for piece in pieces(blocks, b",")]
    assert b"".join(found) == b"".join(blocks)
    assert found[0] == row * 5  # at once
    assert len(found) < 10


def test_short_rows_come_block_by_block() -> None:
    blocks = [b"1,2\n" * 5000] * 10
    assert [piece.data for piece in pieces(blocks, b",")] == blocks
