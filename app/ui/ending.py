"""Being told to end by the system: at a logout, at a shutdown, by Ctrl+C where it was started.

Python runs a signal's handler only when it gets its turn, and while the window rests it has none: so the
signal's number goes down a pair of sockets, and Qt wakes up for it.
"""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

NAMES = "SIGINT", "SIGTERM", "SIGHUP"
SIGNALS = frozenset(getattr(signal, name) for name in NAMES if hasattr(signal, name))


class Ending(QObject):
    """``asked``: the system wants the program gone. One a program, as long as it lives."""

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        for number in SIGNALS:
            signal.signal(number, _nothing)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def _hear(self) -> None:
        if SIGNALS.intersection(self._ear.recv(64)):
            self.asked.emit()


def _nothing(*_: object) -> None:
    """What would end the program on the spot is only heard of."""
