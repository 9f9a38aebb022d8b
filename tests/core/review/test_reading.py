"""Running text for a person's eyes: every text once, in order, with what is in it marked."""

import pytest

from app.core.errors import Cancelled
from app.core.jobs import Job
from app.core.review.reading import SUSPECTED, Reading, read_again
from app.core.review.scan import read_through
from tests.core.tables import table

TEXTS: list[str | None] = [
    None,
    "道路已修好。",
    "昨日李秀英来窗口咨询，电话１３８００１３８０００。",
    "道路已修好。",
    "申请人：王建国，已办结。",
]


def read(texts: list[str | None]) -> Reading:
    return read_through(table({"备注": texts}), "备注", Job())


def test_each_text_once_at_its_first_row() -> None:
    reading = read(TEXTS)
    assert len(reading) == 3
    pages = reading.page(range(3))
    assert [(text.row, text.cells) for text in pages] == [(2, 2), (3, 1), (5, 1)]
    assert [text.text for text in pages] == [TEXTS[1], TEXTS[2], TEXTS[4]]


def test_findings_and_suspected_names_are_marked_in_the_text_as_it_was_imported() -> None:
    reading = read(TEXTS)
    assert marked(reading) == [
        ("李秀英", SUSPECTED, False),
        ("１３８００１３８０００", "mobile", False),
        ("王建国", "person-name", False),
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


def marked(reading: Reading) -> list[tuple[str, str, bool]]:
    return [
        (text.text[marking.start : marking.end], marking.type, marking.agreed)
        for text in reading.page(reading.marked.tolist())
        for marking in text.markings
    ]


def test_a_second_look_finds_more_and_tells_what_it_agrees_on() -> None:
    first = read([*TEXTS, "马里奥·罗西来电投诉，已转办。"])
    again = read_again(first, Job())
    assert ("李秀英", SUSPECTED, False) in marked(first)
    assert ("李秀英", SUSPECTED, True) in marked(again)
    assert ("王建国", "person-name", False) in marked(again)
    assert ("马里奥·罗西", SUSPECTED, False) in set(marked(again)) - set(marked(first))
    assert ("马里奥", SUSPECTED, False) in set(marked(first)) - set(marked(again))
    assert all(
        any(marking.holds(other) for marking in again.markings[place])
        for place, others in first.markings.items()
        for other in others
    )  # of what was marked nothing goes


def test_a_second_look_at_nothing() -> None:
    assert read_again(read([None, None]), Job()).markings == {}


def test_a_second_look_can_be_stopped() -> None:
    first, job = read(TEXTS), Job()
    job.cancel()
    with pytest.raises(Cancelled):
        read_again(first, job)
