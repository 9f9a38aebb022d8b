"""An HTTP proxy on loopback that lets CONNECT through, with a password if a test asks for one."""

import base64
import contextlib
import socket
import threading


class ConnectProxy:
    """``asked``: how many tunnels were granted."""

    def __init__(self, password: str = "") -> None:
        self._login = f"Basic {base64.b64encode(password.encode()).decode()}" if password else ""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.asked = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "ConnectProxy":
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (block := client.recv(4096)):
            head += block
        lines = head.decode("latin-1").split("\r\n")
        method, _, target = lines[0].partition(" ")
        if method != "CONNECT":
            client.sendall(b"HTTP/1.1 405 Method Not Allowed\r\n\r\n")
        elif (
            self._login
            and f"proxy-authorization: {self._login}".lower() not in head.decode("latin-1").lower()
        ):
            client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
        else:
            self.asked += 1
            host, _, port = target.partition(" ")[0].rpartition(":")
            server = socket.create_connection((host, int(port)))
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            threading.Thread(target=_pump, args=(server, client), daemon=True).start()
            _pump(client, server)
            return
        client.close()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with source, sink, contextlib.suppress(OSError):  # the other pump was quicker
        while data := source.recv(32 * 1024):
            sink.sendall(data)
        for side in (source, sink):
            side.shutdown(socket.SHUT_RDWR)
