"""TLS before a plain server on loopback: certificates made for the test, bytes passed on as they come."""

import contextlib
import socket
import ssl
import threading
from pathlib import Path

from app.sandbox import authority


class TlsFront:
    """Listens with TLS 1.3 and passes on to ``target``; ``folder/ca.pem`` is what to trust."""

    def __init__(self, target: int, folder: Path, port: int = 0) -> None:
        ca = authority.new_authority()
        ca.write(folder / "ca.pem", folder / "ca.key")
        authority.server_certificate(ca).write(folder / "server.pem", folder / "server.key")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
        self._context, self._target = context, target
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, raw: socket.socket) -> None:
        with contextlib.suppress(OSError), raw:
            client = self._context.wrap_socket(raw, server_side=True)
            with client, socket.create_connection(("127.0.0.1", self._target)) as server:
                back = threading.Thread(target=_pump, args=(server, client), daemon=True)
                back.start()
                _pump(client, server)
                back.join()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            sink.sendall(data)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
