"""The token bucket: what passes in a time, on a clock of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery.bandwidth import BURST, SLOWEST, Bandwidth
from app.core.errors import ParameterInvalid


class Clock:
    def __init__(self) -> None:
        self.now = 0.0
        self.longest = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.longest = max(self.longest, seconds)
        self.now += seconds


@given(st.integers(SLOWEST, 1 << 30), st.integers(1, 500))
def test_never_more_than_the_rate_and_hardly_less(rate: int, blocks: int) -> None:
    clock = Clock()
    bandwidth = Bandwidth(rate, clock, clock.sleep)
    for _ in range(blocks):
        bandwidth.take(bandwidth.block)
    assert clock.now == pytest.approx(blocks * bandwidth.block / rate, rel=1e-6)
    assert clock.longest <= 0.1 + 1e-9


def test_a_pause_earns_no_more_than_a_short_burst() -> None:
    clock = Clock()
    bandwidth = Bandwidth(SLOWEST, clock, clock.sleep)
    clock.now = 3600.0
    bandwidth.take(SLOWEST)
    assert clock.now == pytest.approx(3600.0 + 1 - BURST)


def test_without_a_limit_nobody_waits() -> None:
    clock = Clock()
    Bandwidth(0, clock, clock.sleep).take(1 << 40)
    assert clock.now == 0


def test_a_limit_that_would_look_like_a_stalled_line_is_refused() -> None:
    with pytest.raises(ParameterInvalid):
        Bandwidth(SLOWEST - 1)
