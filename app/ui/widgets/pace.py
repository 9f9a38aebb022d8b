"""How fast something is sent, and how long it will still take, for a person to read."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale

AVERAGE = 5.0  # seconds that the speed is taken over


class Pace:
    """Fed with what is done, which may come in steps; starts anew where the count falls back. Of what has
    stood still for long no speed is told.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: list[tuple[float, int]] = []

    def told(self, done: int, total: int) -> str:
        """Share, speed and the time that is left; the last two once there is something to tell."""
        now = self._clock()
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        if not self._seen or done > self._seen[-1][1]:  # the same again tells nothing new
            self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[0][0] > AVERAGE:
            self._seen.pop(0)
        (since, before), (latest, reached) = self._seen[0], self._seen[-1]
        share = f"{100 * done // total} %"
        if latest - since < 0.5 or now - latest > AVERAGE + (latest - since):
            return share
        rate = (reached - before) / (latest - since)
        left = round((total - done) / rate)
        speed = QLocale().formattedDataSize(int(rate))
        rest = QCoreApplication.translate("Pace", "还需 {time}").format(
            time=f"{left // 3600:d}:{left % 3600 // 60:02d}:{left % 60:02d}"
        )
        return f"{share}  {speed}/s  {rest}"
