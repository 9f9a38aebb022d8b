"""What both doors of the platform have in common: TLS in the connection's own thread, and short answers."""

import re
import shutil
import ssl
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any

from app.sandbox.portal.answer import GUARDS, Answer

IDLE = 60  # seconds that a silent connection is kept


class Answering(BaseHTTPRequestHandler):
    """A handler that says what it has to say and writes nothing down."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE
    disable_nagle_algorithm = True  # an answer's body would wait 40 ms for its header's ACK
    connection: ssl.SSLSocket

    def setup(self) -> None:
        self.request.settimeout(self.timeout)
        self.request.do_handshake()
        super().setup()

    def parse_request(self) -> bool:
        """A request that brings a body is the last of its connection until that is read: what follows would
        be taken for a request, which whoever wrote the body could have put there.
        """
        if not super().parse_request():
            return False
        self._goes_on = not self.close_connection and "Transfer-Encoding" not in self.headers
        if not self._goes_on or self.headers.get("Content-Length", "0") != "0":
            self.close_connection = True
        return True

    def was_read(self) -> None:
        """The body has been read to its end."""
        self.close_connection = not self._goes_on

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing of a request is written down."""

    def body(self, most: int) -> bytes | None:
        """What was sent with the request; None, and the end of the connection, if it is too much."""
        size = number(self.headers.get("Content-Length"))
        if size is None or size > most:
            self.close_connection = True
            return None
        content = self.rfile.read(size)
        self.was_read()
        return content

    def json(self, status: int, body: bytes) -> None:
        """A JSON document."""
        self.answer(status, {"Content-Type": "application/json"}, body)

    def answer(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if body and self.command != "HEAD":
            self.wfile.write(body)

    def send(self, answer: Answer) -> None:
        """A page, or a file that is closed once it is sent; with what keeps a browser safe."""
        headers = {"Content-Type": answer.type, **GUARDS, **answer.headers}
        if answer.file is None:
            self.answer(answer.status, headers, answer.body)
            return
        with answer.file as file:
            self.send_response(answer.status)
            for name, value in {**headers, "Content-Length": str(answer.size)}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                shutil.copyfileobj(file, self.wfile)


def number(header: str | None) -> int | None:
    """A count of bytes as HTTP writes it, within what a file can have."""
    return int(header) if header and re.fullmatch("[0-9]{1,18}", header) else None
