"""Pieces end at row ends, never within quotes."""

import csv
import io
from collections.abc import Iterable, Iterator
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.intake.delimited import pieces as cutting
from app.core.intake.delimited.pieces import Piece, structural_quotes

TEXT = st.lists(
    st.sampled_from(["a", ",", ",", '"', '"', '""', "\n", "\r\n", "\r", "，"]), max_size=50
).map("".join)


def rows(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def pieces(
    blocks: Iterable[bytes], delimiter: bytes = b",", least: int = 1
) -> Iterator[tuple[bytes, bool]]:
    """The bytes of each piece, and whether it is cut; ``least``: the size of all but the first."""
    with patch.multiple(cutting, SMALL=least, LARGE=least):
        for piece in cutting.pieces(blocks, delimiter):
            yield piece.data, piece.cut


@settings(max_examples=200, deadline=None)
@given(TEXT, st.integers(1, 9), st.integers(1, 30), st.sampled_from([",", "，"]))
def test_pieces_hold_the_rows_of_the_whole(
    text: str, size: int, least: int, delimiter: str
) -> None:
    data = text.encode()
    blocks = [data[n : n + size] for n in range(0, len(data), size)]
    found = list(pieces(blocks, delimiter.encode(), least))
    assert b"".join(piece for piece, _ in found) == data
    assert not any(cut for _, cut in found[:-1])
    expected = rows(text, delimiter)
    assert [row for piece, _ in found for row in rows(piece.decode(), delimiter)] == expected


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_cut_is_an_open_quote(text: str) -> None:
    found = list(pieces([text.encode()]))
    # A letter more joins the last row's last cell only where that is open.
    is_open = bool(text) and rows(text + "\na", ",")[-1] != ["a"]
    assert (bool(found) and found[-1][1]) == is_open


def test_quotes_within_a_cell_are_characters() -> None:
    def found(data: bytes) -> list[int]:
        return structural_quotes(Piece(data + b'"', len(data)), b",")

    assert found(b'a"b,="001"\n') == []
    assert found(b'="1","x"\n') == [5, 7]
    assert found(b'"a""b",c\n') == [0, 2, 3, 5]


def test_a_line_end_of_two_bytes_is_not_halved() -> None:
    found = pieces([b"a\r\nb\r", b"\nc"])
    assert [piece for piece, _ in found] == [b"a\r\n", b"b\r\n", b"c"]


def test_work_on_a_row_without_end_stays_linear() -> None:
    found = list(pieces([b'"', *[b"a,b\n" * 1000] * 300]))
    assert [cut for _, cut in found] == [True]


def test_long_rows_come_many_at_a_time() -> None:
    row = b"1," * 50_000 + b"\n"
    blocks = [row * 5] * 30
    found = [piece.data for piece in cutting.pieces(blocks, b",")]
    assert b"".join(found) == b"".join(blocks)
    assert found[0] == row * 5  # at once
    assert len(found) < 4


def test_short_rows_come_in_few_large_pieces() -> None:
    block = b"1,2\n" * (1 << 16)
    found = [piece.size for piece in cutting.pieces([block] * 80, b",")]
    assert found[:5] == [len(block)] + [cutting.SMALL] * 4
    assert found[5:-1] == [cutting.LARGE]
    assert sum(found) == 80 * len(block)


def test_the_memory_of_a_piece_serves_the_next_one() -> None:
    coming = cutting.pieces([b"1,2\n" * (1 << 16)] * 200, b",")
    assert len({id(piece.within) for piece in coming if piece.size == cutting.LARGE}) == 1
