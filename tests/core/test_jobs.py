"""Work on a pool of threads."""

import time
from threading import Event

import pytest

from app.core.jobs import in_order


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
