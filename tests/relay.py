"""A TCP relay on loopback between a client and a server: slow, cut, or silent, as a test asks."""

import contextlib
import socket
import threading
import time
from dataclasses import dataclass, field

BLOCK = 32 * 1024


@dataclass
class _Way:
    """One direction of one connection: ends after ``limit`` bytes."""

    limit: int | None
    pause: float = 0.0
    passed: int = 0


@dataclass
class Relay:
    """``cuts``: after so many bytes from the client, one connection each, the line goes dead;
    ``cuts_back``: the same for bytes from the server. 0 leaves a connection alone. ``silent``: instead
    of going dead the line stays open and carries nothing more. ``pause``: seconds between two blocks
    from the client. ``cut`` counts how often a line ended; ``passed``: the bytes of the first
    connection from the client and from the server.
    """

    target: int
    cuts: tuple[int, ...] = ()
    pause: float = 0.0
    cuts_back: tuple[int, ...] = ()
    silent: bool = False
    cut: int = 0
    _ways: list[tuple[_Way, _Way]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_next(self, *cuts: int) -> None:
        """Where the connections to come go dead, one each."""
        known = len(self._ways)
        self.cuts = (*self.cuts[:known], *(0,) * (known - len(self.cuts)), *cuts)

    @property
    def passed(self) -> tuple[int, int]:
        there, back = self._ways[0]
        return there.passed, back.passed

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # which ends accept()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return  # closed
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:  # it is down
                client.close()
                continue
            for side in (client, server):
                side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            number = len(self._ways)
            there = _Way(_nth(self.cuts, number), self.pause)
            back = _Way(_nth(self.cuts_back, number))
            self._ways.append((there, back))
            for arguments in ((client, server, there), (server, client, back)):
                threading.Thread(target=self._pump, args=arguments, daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, way: _Way) -> None:
        with source, sink:
            try:
                while data := source.recv(BLOCK):
                    time.sleep(way.pause)
                    if way.limit is not None and way.passed + len(data) >= way.limit:
                        sink.sendall(data[: way.limit - way.passed])
                        self.cut += 1
                        if self.silent:
                            while source.recv(BLOCK):
                                """What comes now goes nowhere."""
                        break
                    sink.sendall(data)
                    way.passed += len(data)
            except OSError:
                pass  # the other pump was quicker
            for side in (source, sink):
                with contextlib.suppress(OSError):  # each by itself: one may be gone already
                    side.shutdown(socket.SHUT_RDWR)


def _nth(limits: tuple[int, ...], number: int) -> int | None:
    return (limits[number] or None) if number < len(limits) else None
