"""A platform's front door with a fault: another certificate, an old TLS, a wrong clock, a bad answer."""

import datetime
import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from app.core.model import Profile
from app.sandbox import authority
from app.sandbox.authority import Pair


@dataclass
class Fault:
    """What is wrong with it. ``valid``: how long its certificate holds; ``skew``: of its clock."""

    valid: datetime.timedelta = datetime.timedelta(days=90)
    host: str = "127.0.0.1"
    maximum: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
    rogue: bool = False
    status: int = 204
    skew: datetime.timedelta = datetime.timedelta()
    headers: dict[str, str] = field(default_factory=lambda: {"Tus-Version": "1.0.0"})


class TlsServer:
    """Serves on loopback until closed; ``profile`` is for reaching it."""

    def __init__(
        self, folder: Path, platform: Profile, fault: Fault, client_valid: datetime.timedelta
    ) -> None:
        self.ca = authority.new_authority()
        self.ca.write(folder / "ca.pem", folder / "ca.key")
        issuer = authority.new_authority() if fault.rogue else self.ca
        authority.server_certificate(issuer, fault.valid).write(
            folder / "server.pem", folder / "server.key"
        )
        client = authority.client_certificate(self.ca, "x", client_valid)
        self.accept(client, folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.maximum_version = fault.maximum
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
        context.load_verify_locations(folder / "ca.pem")
        context.verify_mode = ssl.CERT_OPTIONAL
        self._server = _Server((fault.host, 0), _handler(fault), context)
        self.folder = folder
        self.profile = Profile(
            name="x",
            connector="gateway",
            address=f"https://{fault.host}:{self._server.server_port}",
            ca="ca.pem",
            client_certificate="client.pem",
            client_key="client.key",
            sealing_key=platform.sealing_key,
            platform=platform.platform,
        )
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def accept(self, client: Pair, folder: Path) -> None:
        client.write(folder / "client.pem", folder / "client.key")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        handler: type[BaseHTTPRequestHandler],
        context: ssl.SSLContext,
    ) -> None:
        super().__init__(address, handler)
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what these tests are about."""


def _handler(fault: Fault) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is written down."""

        def date_time_string(self, timestamp: float | None = None) -> str:
            now = datetime.datetime.now(datetime.UTC) + fault.skew
            return super().date_time_string(now.timestamp())

        def do_OPTIONS(self) -> None:
            self.send_response(fault.status)
            for name, value in fault.headers.items():
                self.send_header(name, value)
            if fault.status != 204:
                self.send_header("Content-Length", "0")
            self.end_headers()

        def do_HEAD(self) -> None:
            self.do_OPTIONS()

    return Handler
