"""The size of a chunk follows the line."""

import pytest

from app.core.delivery.chunk_sizes import LARGEST, SECONDS, SMALLEST, ChunkSizes


@pytest.mark.parametrize("rate", [100_000, 3 << 20, 12 << 20, 1 << 30])
def test_a_chunk_comes_to_take_the_time_that_it_should(rate: int) -> None:
    sizes = ChunkSizes()
    for _ in range(6):
        sizes.sent(sizes.current, sizes.current / rate)
    assert sizes.current == pytest.approx(min(max(SECONDS * rate, SMALLEST), LARGEST), rel=0.01)


def test_a_failure_halves_it_down_to_the_smallest() -> None:
    sizes = ChunkSizes()
    for _ in range(4):
        sizes.sent(sizes.current, 0.0)
    assert sizes.current == LARGEST
    sizes.failed()
    assert sizes.current == LARGEST // 2
    for _ in range(9):
        sizes.failed()
    assert sizes.current == SMALLEST
