"""The platform's two doors over HTTPS: TLS 1.3, for departments with client certificates, and for everybody.

What may be asked at them: department_door.py, public_door.py.
"""

import ssl
import sys
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.core.files import write_atomically
from app.core.model import Profile
from app.core.trust import canonical
from app.sandbox import authority
from app.sandbox.department_door import DepartmentDoor
from app.sandbox.open_platform import Platform, sealing_key_text
from app.sandbox.portal.portal import Portal
from app.sandbox.public_door import PublicDoor
from app.sandbox.uploads import Upload, UploadStore

_POLL = 0.05  # seconds until a door notices that it is to close; whoever closes the window waits for both


class Sandbox:
    """A running platform. ``profile`` is the file that a client uploads with."""

    def __init__(self, folder: Path, port: int = 0, suite: str = "ed25519") -> None:
        self.platform = Platform(folder, suite)
        self.uploads = UploadStore(folder / "uploads")
        certificates = _certificates(folder)
        self._server = self._listen(port or _earlier_port(folder), _context(certificates))
        self.address = f"https://127.0.0.1:{self._server.server_port}"
        self._public = _Server(
            ("127.0.0.1", 0), PublicDoor, self, _context(certificates, known=False)
        )
        self.public_address = f"https://127.0.0.1:{self._public.server_port}"
        self.portal = Portal(self.platform, self.public_address)
        self.profile = self._write_profile(folder / "client")
        self._thread, self._public_thread = (
            threading.Thread(target=door.serve_forever, args=(_POLL,), daemon=True)
            for door in (self._server, self._public)
        )

    def _listen(self, port: int, context: ssl.SSLContext) -> "_Server":
        """A known folder keeps its port, so that interrupted uploads find it again."""
        try:
            return _Server(("127.0.0.1", port), DepartmentDoor, self, context)
        except OSError:
            if port == 0 or port != _earlier_port(self.platform.folder):
                raise
            return _Server(("127.0.0.1", 0), DepartmentDoor, self, context)

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._catch_up()
        self._public_thread.start()
        self._thread.start()

    def stop(self) -> None:
        """Stop serving; the folder keeps everything."""
        for server, thread in (
            (self._server, self._thread),
            (self._public, self._public_thread),
        ):
            if thread.is_alive():
                server.shutdown()
                thread.join()
            server.server_close()
        self.portal.close()

    def wait(self) -> None:
        """Serve until interrupted."""
        self._catch_up()
        self._public_thread.start()
        self._server.serve_forever()

    def completed(self, upload: Upload) -> None:
        """An upload is whole: verify and publish it beside the connection."""
        threading.Thread(target=self._receive, args=(upload,), daemon=True).start()

    def _receive(self, upload: Upload) -> None:
        claimed = upload.metadata["sha256"]
        self.platform.receive(self.uploads.file(upload.id), claimed, upload.uploader)
        self.uploads.remove(upload.id)

    def _catch_up(self) -> None:
        """Uploads that were whole when an earlier server died."""
        for upload in self.uploads.all():
            if upload.offset == upload.length:
                self._receive(upload)

    def _write_profile(self, folder: Path) -> Path:
        profile = Profile(
            name="演练平台",
            connector="gateway",
            address=self.address,
            ca="ca.pem",
            client_certificate="client.pem",
            client_key="client.key",
            sealing_key=sealing_key_text(self.platform),
            platform=self.platform.identity.card,
            sealing_suite=self.platform.sealing_key.suite,
        )
        path = folder / "profile.json"
        write_atomically(path, [canonical.pretty(profile)])
        return path


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], handler: Any, sandbox: Sandbox, context: ssl.SSLContext
    ) -> None:
        self.sandbox = sandbox
        super().__init__(address, handler)
        # The handshake happens in the connection's own thread: a silent client blocks nobody.
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A failed handshake or a cut connection is the client's affair; the rest is a bug."""
        if not isinstance(sys.exception(), (ssl.SSLError, ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def _earlier_port(folder: Path) -> int:
    """The port that the folder's profile names; 0, any free one, for a new folder."""
    profile = folder / "client" / "profile.json"
    if not profile.exists():
        return 0
    return urlsplit(canonical.read_document(profile, Profile).address).port or 0


def _certificates(folder: Path) -> Path:
    """The folder's certificates: ``server.*`` here, ``client/`` to hand out. Made anew when one is
    missing or about to expire."""
    client = folder / "client"
    names = ("client/ca.pem", "client/client.pem", "client/client.key", "server.pem", "server.key")
    if not all((folder / name).exists() for name in names) or authority.expires_soon(
        folder / "server.pem"
    ):
        ca = authority.new_authority()
        ca.write(client / "ca.pem", folder / "ca.key")
        authority.client_certificate(ca, "department").write(
            client / "client.pem", client / "client.key"
        )
        authority.server_certificate(ca).write(folder / "server.pem", folder / "server.key")
    return folder


def _context(folder: Path, *, known: bool = True) -> ssl.SSLContext:
    """TLS 1.3; ``known``: only for those who show a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    if known:
        context.load_verify_locations(folder / "client" / "ca.pem")
        context.verify_mode = ssl.CERT_REQUIRED
    return context
