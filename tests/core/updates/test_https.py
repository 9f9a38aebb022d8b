"""A source over HTTPS: the named authority and nobody else, TLS 1.3, no way to another address."""

import functools
import http.server
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import DocumentInvalid, PlatformUntrusted
from app.core.updates.channel import Channel
from app.core.updates.errors import UpdateUnreachable
from app.core.updates.source import Source
from app.sandbox import authority
from installer.repository import Repository


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Elsewhere(Quiet):
    """Sends everyone to another place."""

    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", "https://elsewhere.invalid/")
        self.end_headers()


@pytest.fixture
def ca(tmp_path: Path) -> authority.Pair:
    made = authority.new_authority()
    made.write(tmp_path / "ca.pem", tmp_path / "ca.key")
    return made


def serve(
    folder: Path, ca: authority.Pair, handler: type[Quiet]
) -> http.server.ThreadingHTTPServer:
    authority.server_certificate(ca).write(folder / "server.pem", folder / "server.key")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder / "share"))
    )
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def address(tmp_path: Path, ca: authority.Pair, repository: Repository) -> Iterator[str]:
    server = serve(tmp_path, ca, Quiet)
    yield f"https://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def root(repository: Repository) -> bytes:
    return (repository.metadata / "1.root.json").read_bytes()


def test_it_is_read_like_a_folder(address: str, repository: Repository, tmp_path: Path) -> None:
    source = Source(address, root(repository), tmp_path / "ca.pem")
    offer = Channel(source, tmp_path / "m").offer("deb")
    assert offer is not None and offer.version == "0.1.0"


def test_another_authority_is_not_believed(
    address: str, repository: Repository, tmp_path: Path
) -> None:
    authority.new_authority().write(tmp_path / "other.pem", tmp_path / "other.key")
    with pytest.raises(PlatformUntrusted):
        Channel(Source(address, root(repository), tmp_path / "other.pem"), tmp_path / "m")
    with pytest.raises(DocumentInvalid):
        Channel(Source(address, root(repository), tmp_path / "none.pem"), tmp_path / "m")


def test_it_is_not_followed_elsewhere(
    ca: authority.Pair, repository: Repository, tmp_path: Path
) -> None:
    server = serve(tmp_path, ca, Elsewhere)
    place = f"https://127.0.0.1:{server.server_port}/"
    with pytest.raises(UpdateUnreachable):
        Channel(Source(place, root(repository), tmp_path / "ca.pem"), tmp_path / "m")
    server.shutdown()
    server.server_close()
