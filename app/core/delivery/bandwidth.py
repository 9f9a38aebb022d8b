"""No more bytes a second than a person allows: a token bucket."""

import time
from collections.abc import Callable

from app.core.errors import ParameterInvalid
from app.core.text import Text

SLOWEST = 32 * 1024  # bytes a second; a line below it counts as stalled
BLOCK = 256 * 1024  # bytes sent at once: they stay in the processor's cache between read and send
BURST = 0.2  # seconds of the rate that may go out at once


class Bandwidth:
    """Lets ``bytes_per_second`` through, 0 for all there is. Raises :class:`ParameterInvalid`."""

    def __init__(
        self,
        bytes_per_second: int = 0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if bytes_per_second and bytes_per_second < SLOWEST:
            reason = Text(f"不得低于每秒 {SLOWEST} 字节", f"at least {SLOWEST} bytes a second")
            raise ParameterInvalid(name=Text("上传限速", "bandwidth"), reason=reason)
        self._rate = bytes_per_second
        self._clock = clock
        self._sleep = sleep
        self._tokens = 0.0
        self._counted = clock()

    @property
    def block(self) -> int:
        """How much to send at once, so that a wait stays below a tenth of a second."""
        return min(BLOCK, self._rate // 10) if self._rate else BLOCK

    def take(self, count: int) -> None:
        """Wait until ``count`` bytes may be sent."""
        if not self._rate:
            return
        self._refill()
        if self._tokens < count:
            self._sleep((count - self._tokens) / self._rate)
            self._refill()
        self._tokens -= count

    def _refill(self) -> None:
        now = self._clock()
        grown = self._tokens + (now - self._counted) * self._rate
        self._tokens = min(grown, BURST * self._rate)
        self._counted = now
