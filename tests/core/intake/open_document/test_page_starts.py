"""Where the sheets of a document begin, told from its bytes as they go by."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.markup.open_document_rows import NEEDS, RUN
from app.core.intake.markup.plain_rows import PlainRows
from app.core.intake.open_document.page_starts import PageStarts

ROOT = f'<?xml version="1.0"?><a {b" ".join(NEEDS).decode()}>'.encode()
SHEETS = [b"<table:table>1</table:table>", b"<table:table x='2'/>", b"<table:table-row/>"]


def seen(*parts: bytes, cuts: tuple[int, ...] = ()) -> tuple[PageStarts, list[bytes]]:
    whole = b"".join(parts)
    at = sorted({0, len(whole), *(len(ROOT) + cut for cut in cuts if len(ROOT) + cut < len(whole))})
    blocks = [whole[begin:end] for begin, end in pairwise(at)]
    starts = PageStarts(PlainRows(RUN, NEEDS))
    assert list(starts.watched(blocks)) == blocks
    return starts, blocks


@given(st.lists(st.sampled_from(SHEETS), max_size=5), st.lists(st.integers(0, 200)))
def test_each_sheet_is_read_from_its_tag(sheets: list[bytes], cuts: list[int]) -> None:
    head, whole = ROOT + b"<styles/>", b"".join(sheets)
    starts, blocks = seen(head, whole, b"</a>", cuts=tuple(cuts))
    begins = [sum(map(len, sheets[:place])) for place, s in enumerate(sheets) if s in SHEETS[:2]]
    assert starts.are_of(len(begins))
    for place, begin in enumerate(begins):
        before = head + whole[: begins[0]]
        assert b"".join(starts.from_page(blocks, place)) == before + whole[begin:] + b"</a>"


@pytest.mark.parametrize(
    "strange",
    [
        b"<!-- <table:table> -->",
        b"<![CDATA[<table:table>]]>",
        b"<?t <table:table>?>",
        b"<b xmlns:c=''/>",
    ],
)
def test_where_a_tag_may_be_none_nothing_is_sure(strange: bytes) -> None:
    starts, _ = seen(ROOT, SHEETS[0], strange, b"</a>")
    assert not starts.are_of(1)
    assert not starts.are_of(2)


def test_a_root_without_the_names_is_not_trusted() -> None:
    starts = PageStarts(PlainRows(RUN, NEEDS))
    list(starts.watched([b"<a>", SHEETS[0], b"</a>"]))
    assert not starts.are_of(1)
