"""A TCP relay on loopback between a client and a server: slow, or cut, as a test asks."""

import socket
import threading
import time


class Relay:
    """``cuts``: after so many bytes from the client, one connection each, the line goes dead;
    ``cut`` counts how often it did. ``pause``: seconds between two blocks of 32 KiB from the client.
    """

    def __init__(self, target: int, cuts: tuple[int, ...] = (), pause: float = 0.0) -> None:
        self._target = target
        self._cuts = list(cuts)
        self._pause = pause
        self.cut = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_next(self, *cuts: int) -> None:
        """Where the connections to come go dead, one each."""
        self._cuts += cuts

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return  # closed
            server = socket.create_connection(("127.0.0.1", self._target))
            limit = self._cuts.pop(0) if self._cuts else None
            for arguments in ((client, server, limit, self._pause), (server, client, None, 0.0)):
                threading.Thread(target=self._pump, args=arguments, daemon=True).start()

    def _pump(
        self, source: socket.socket, sink: socket.socket, limit: int | None, pause: float
    ) -> None:
        passed = 0
        with source, sink:
            try:
                while data := source.recv(32 * 1024):
                    time.sleep(pause)
                    sink.sendall(data)
                    passed += len(data)
                    if limit is not None and passed >= limit:
                        self.cut += 1
                        break
                for side in (source, sink):
                    side.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # the other pump was quicker
