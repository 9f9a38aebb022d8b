"""How far a job is, on its bar: how much is done, and how long it will still take."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QObject
from PySide6.QtWidgets import QProgressBar

STEPS = 1000  # of the bar; a count of bytes does not fit into its 32-bit range
SETTLED = 2.0  # seconds before which nothing is foretold
MEMORY = 10.0  # seconds that the speed is taken over
DOUBT = 0.25  # of what is left: by how much a new estimate must differ to be told

translate = QCoreApplication.translate


class Estimate:
    """When a count will reach its end. It runs down like a clock and is set anew only where it is wrong by
    a good part: one that jumps with every report tells nothing.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: list[tuple[float, int]] = []
        self._total = 0
        self._end: float | None = None

    def left(self, done: int, total: int) -> float | None:
        """Seconds that are left, None while nothing can be told. Another count begins anew."""
        now = self._clock()
        if total != self._total or (self._seen and done < self._seen[-1][1]):
            self._seen, self._total, self._end = [], total, None
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] > MEMORY:
            self._seen.pop(0)
        since, before = self._seen[0]
        if now - since < SETTLED or done <= before:
            return None if self._end is None else max(self._end - now, 0.0)
        left = (total - done) * (now - since) / (done - before)
        if self._end is None or abs(now + left - self._end) > max(DOUBT * left, SETTLED):
            self._end = now + left
        return max(self._end - now, 0.0)


class Gauge(QObject):
    """Drives one bar, and lives as long as it does."""

    def __init__(
        self, bar: QProgressBar, size: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(bar)
        self._bar, self._clock = bar, clock
        self.begin(size)

    def begin(self, size: int = 0) -> None:
        """Another job. ``size``: of the file that is read; a job that counts up to it counts bytes."""
        self._size, self._estimate = size, Estimate(self._clock)
        self._bar.setRange(0, 0)

    def show(self, done: int, total: int | None) -> None:
        """Rows are counted on the way too, with no end in sight: they do not show."""
        bar = self._bar
        if total:
            told = f"{100 * done // total}%"
            if total == self._size:
                told = f"{_amount(done)} / {_amount(total)}"
            left = self._estimate.left(done, total)
            if left is not None and done < total:
                told = f"{told} · {rest_in_words(left)}"
            bar.setFormat(told)
            bar.setRange(0, STEPS)
            bar.setValue(min(STEPS, done * STEPS // total))
        elif bar.value() == bar.maximum():
            bar.setRange(0, 0)


def rest_in_words(seconds: float) -> str:
    """The time that is left, as roughly as it is known."""
    if seconds < 60:
        return translate("Gauge", "本步还需约 {n} 秒").format(n=5 * max(1, round(seconds / 5)))
    if seconds < 3600:
        return translate("Gauge", "本步还需约 {n} 分钟").format(n=round(seconds / 60))
    hours, rest = divmod(round(seconds / 60), 60)
    return translate("Gauge", "本步还需约 {h} 小时 {m} 分").format(h=hours, m=rest)


def _amount(size: int) -> str:
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
