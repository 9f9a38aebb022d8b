"""Work on a pool of threads."""

import time
from threading import Event

import pytest

from app.core.errors import Cancelled
from app.core.jobs import attended, heaviest_first, in_order


def test_answers_come_in_the_order_of_the_items_whoever_is_first() -> None:
    def work(item: int) -> int:
        time.sleep(0.002 * (3 - item % 4))
        return item

    assert list(in_order(work, range(12), 3)) == list(range(12))


@pytest.mark.parametrize("ahead", [0, 1, 3])
def test_few_items_are_taken_ahead(ahead: int) -> None:
    taken: list[int] = []
    answers = in_order(str, (taken.append(item) or item for item in range(100)), 2, ahead)
    assert (next(answers), len(taken)) == ("0", 2 + ahead)
    answers.close()
    assert len(taken) == 2 + ahead


def test_an_error_of_the_work_is_raised_and_what_waits_is_given_up() -> None:
    done: list[int] = []
    failed = Event()

    def work(item: int) -> None:
        if item == 0:
            failed.set()
            raise ValueError(item)
        failed.wait()
        done.append(item)

    with pytest.raises(ValueError, match="0"):
        list(in_order(work, range(100), 1))
    assert len(done) <= 1


def test_the_heaviest_are_begun_first_and_answers_come_in_order() -> None:
    begun: list[int] = []
    told = heaviest_first(
        lambda item: begun.append(item) or item, range(5), [1, 5, 2, 5, 3], 1, int
    )
    assert list(told) == [0, 1, 2, 3, 4]
    assert begun == [1, 3, 4, 2, 0]


def test_what_a_report_raises_gives_up_what_has_not_begun() -> None:
    done: list[int] = []
    going = Event()

    def report() -> None:
        if going.is_set():
            raise Cancelled

    def work(item: int) -> None:
        going.set()
        time.sleep(0.1)
        done.append(item)

    with pytest.raises(Cancelled):
        list(heaviest_first(work, range(100), [1] * 100, 1, report))
    assert len(done) <= 2


def test_work_that_stands_still_is_left_as_soon_as_nobody_waits_for_it() -> None:
    looks: list[int] = []
    ends = Event()

    def report() -> None:
        looks.append(0)
        if len(looks) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        attended(ends.wait, report)
    ends.set()
    assert attended(lambda: "done", lambda: None) == "done"
    with pytest.raises(ZeroDivisionError):
        attended(lambda: 1 / 0, lambda: None)
