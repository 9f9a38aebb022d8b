"""What values have become is looked up again, and the look is given up where it never pays."""

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize import memo
from app.core.desensitize.memo import Memo
from tests.core.tables import TEXTS


class Counting:
    """Treats values, and counts how many."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, values: pa.StringArray) -> pa.StringArray:
        self.count += len(values)
        texts = values.to_pylist()
        # a text of one character cannot be treated: it becomes a blank
        return pa.array([t and (t[::-1] if len(t) > 1 else None) for t in texts], pa.string())


@given(st.lists(st.lists(st.none() | TEXTS, max_size=8), max_size=6))
def test_same_as_without(batches: list[list[str | None]]) -> None:
    remembering, plain = Memo(Counting()), Counting()
    for batch in batches:
        values = pa.array(batch, pa.string())
        assert remembering(values).equals(plain(values))


def test_each_value_is_treated_once() -> None:
    treat = Counting()
    remembering = Memo(treat)
    for _ in range(5):
        remembering(pa.array(["ab", "cd", "ab", None]))
    assert treat.count == 2


def test_each_batch_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    look = pc.index_in

    def looked(values: pa.StringArray, **kwargs: object) -> pa.Array:
        looks.append(len(values))
        return look(values, **kwargs)

    monkeypatch.setattr(memo.pc, "index_in", looked)
    remembering = Memo(Counting())
    for batch in (["ab", "cd", "ab"], ["cd", None, "ef", "ab", "ef"]):
        treated = remembering(pa.array(batch))
        assert treated is not None
        assert treated.to_pylist() == [text and text[::-1] for text in batch]
    assert looks == [3, 5]


def test_values_that_hardly_come_again_are_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "ENOUGH", 100)
    remembering = Memo(Counting())
    for start in range(0, 200, 50):
        remembering(pa.array([f"n{n}" for n in range(start, start + 50)]))
    assert remembering._known is None
    assert remembering(pa.array(["ab", None])).to_pylist() == ["ba", None]


@pytest.mark.parametrize(("slow", "kept"), [(1.0, True), (0.0, False)])
def test_looks_go_on_while_they_spare_time(
    monkeypatch: pytest.MonkeyPatch, slow: float, kept: bool
) -> None:
    """A clock that stands still but for what a look, and the treatment of a value, take."""
    clock = [0.0]
    monkeypatch.setattr(memo, "ENOUGH", 100)
    monkeypatch.setattr(memo, "perf_counter", lambda: clock[0])
    look = pc.index_in

    def looked(*args: object, **kwargs: object) -> pa.Array:
        clock[0] += 10.0
        return look(*args, **kwargs)

    def treat(values: pa.StringArray) -> pa.StringArray:
        clock[0] += slow * len(values)
        return values

    monkeypatch.setattr(memo.pc, "index_in", looked)
    remembering = Memo(treat)
    for _ in range(4):
        remembering(pa.array([f"n{n}" for n in range(50)]))
    assert (remembering._known is not None) is kept


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST", 10)
    remembering = Memo(Counting())
    for start in range(0, 60, 6):
        remembering(pa.array([f"n{n}" for n in range(start, start + 6)]))
    assert remembering._known is not None
    assert len(remembering._known.values) <= 10


def test_dropped_column() -> None:
    assert Memo(lambda values: None)(pa.array(["a"])) is None


def test_threads_share_it() -> None:
    remembering, plain = Memo(Counting()), Counting()
    batches = [pa.array([f"v{(n * 7 + k) % 50}" for k in range(40)]) for n in range(60)]
    with ThreadPoolExecutor(4) as pool:
        for batch, treated in zip(batches, pool.map(remembering, batches), strict=True):
            assert treated.equals(plain(batch))
