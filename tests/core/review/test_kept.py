"""What is found out once."""

from threading import Barrier, Thread

from app.core.review.kept import kept


class Reader:
    def __init__(self, beside: Barrier | None = None) -> None:
        self.beside, self.asked = beside, 0

    @kept
    def answer(self) -> int:
        """The answer."""
        self.asked += 1
        if self.beside is not None:
            self.beside.wait(5)
        return 42


def test_it_is_found_out_once_and_can_be_forgotten() -> None:
    reader = Reader()
    assert (reader.answer, reader.answer, reader.asked) == (42, 42, 1)
    del reader.__dict__["answer"]
    assert (reader.answer, reader.asked) == (42, 2)


def test_two_threads_find_out_about_two_objects_at_once() -> None:
    readers = [Reader(Barrier(2)) for _ in range(2)]
    readers[1].beside = readers[0].beside
    threads = [Thread(target=lambda each=each: each.answer) for each in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reader.__dict__.get("answer") for reader in readers] == [42, 42]
