"""Cyclic garbage is collected on the window's thread alone.

Python collects on whichever thread happens to allocate. On a worker's, the end of what a signal was connected
to takes Qt's locks and then asks for the interpreter; the window's thread may hold the interpreter while it
waits for one of those locks, and both stand still for good. Seen with ``QObject::disconnect`` on a worker
against ``QObject::connect``, once in some dozens of hours of tests.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 100  # ms: a worker cannot make more in that time than is looked through in a few


class Collector(QObject):
    """Collects by Python's own thresholds, between two events of the thread that made it, until it stops."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start(PAUSE)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()


def collect_what_is_due() -> None:
    """Collect the oldest generation whose count is over its threshold, and so all younger ones."""
    due = [
        generation
        for generation, (count, threshold) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if count > threshold
    ]
    if due:
        gc.collect(max(due))
