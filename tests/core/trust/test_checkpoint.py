"""Whether a log goes on from what was seen of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import ChainBroken
from app.core.model import Card
from app.core.trust.checkpoint import Checkpoint, Position, goes_on

CLERK = Card("张敏", "001", "clerk", "清溪县民政局", "")


def head(size: int, branch: str = "a") -> str:
    return f"{branch}{size}"


def checkpoint(size: int, *earlier: int, branch: str = "a") -> Checkpoint:
    before = tuple(Position(each, head(each, branch)) for each in earlier)
    return Checkpoint("origin", size, head(size, branch), before, CLERK, "")


def known(*sizes: int) -> dict[int, str]:
    return {size: head(size) for size in sizes}


def test_the_first_one_is_believed() -> None:
    assert goes_on(checkpoint(9, 4), {}) == known(4, 9)


def test_a_later_one_has_to_name_the_last_that_was_seen() -> None:
    assert goes_on(checkpoint(12, 9), known(4, 9)) == known(4, 9, 12)
    with pytest.raises(ChainBroken, match="reach back"):
        goes_on(checkpoint(12, 4), known(4, 9))


def test_packages_may_overtake_each_other() -> None:
    seen = goes_on(checkpoint(12, 4, 9), known(4))
    assert goes_on(checkpoint(9, 4), seen) == seen


def test_an_older_log_is_refused() -> None:
    with pytest.raises(ChainBroken, match="older"):
        goes_on(checkpoint(7, 4), known(4, 9))


@pytest.mark.parametrize("forged", [checkpoint(9, branch="b"), checkpoint(12, 9, branch="b")])
def test_a_fork_is_refused(forged: Checkpoint) -> None:
    with pytest.raises(ChainBroken, match="not the one"):
        goes_on(forged, known(4, 9))


@given(st.sets(st.integers(1, 30), min_size=2, max_size=10), st.data())
def test_no_order_of_delivery_lets_a_fork_in(sizes: set[int], data: st.DataObject) -> None:
    """Packages of one log come in any order; then none of a log that was rebuilt does."""
    ordered = sorted(sizes)
    seen: dict[int, str] = {}
    for size in data.draw(st.permutations(ordered)):
        seen = goes_on(checkpoint(size, *(each for each in ordered if each < size)), seen)
    assert seen == known(*ordered)
    size = data.draw(st.integers(1, 40))
    before = (each for each in ordered if each < size)
    with pytest.raises(ChainBroken):
        goes_on(checkpoint(size, *before, branch="b"), seen)
