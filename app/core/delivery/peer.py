"""A look at whoever answers at a platform's address, believing nothing: only to tell a person.

Nothing learnt here decides whether something is sent.
"""

import socket
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from cryptography import x509
from urllib3.util import make_headers

from app.core.delivery.transport import CONNECT
from app.core.model import Profile

_REPLY = 64 * 1024  # bytes of an answer's head


@dataclass(frozen=True)
class Peer:
    """What the other side shows. ``names``: hosts that its certificate is for; ``date``: its clock."""

    version: str
    certificate: x509.Certificate
    names: tuple[str, ...]
    issuer: str
    date: str


def connect(profile: Profile) -> socket.socket:
    """A plain connection to the platform, through the proxy if there is one. Raises OSError."""
    there = urlsplit(profile.address)
    host, port = there.hostname or "", there.port or 443
    if not profile.proxy:
        return socket.create_connection((host, port), CONNECT)
    proxy = urlsplit(profile.proxy)
    line = socket.create_connection((proxy.hostname or "", proxy.port or 80), CONNECT)
    try:
        line.sendall(_connect_request(f"{host}:{port}", proxy.username, proxy.password))
        status = _head(line).split(b"\r\n", 1)[0].decode("latin-1")
        if status.split(" ")[1:2] != ["200"]:
            raise ConnectionRefusedError(status[:80] or "–")
    except BaseException:
        line.close()
        raise
    return line


def look_at(profile: Profile) -> Peer | None:
    """The peer by an unverified handshake; None where it does not come about."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    host = urlsplit(profile.address).hostname or ""
    try:
        with connect(profile) as raw, context.wrap_socket(raw, server_hostname=host) as line:
            shown = line.getpeercert(binary_form=True) or b""
            certificate = x509.load_der_x509_certificate(shown)
            return Peer(
                line.version() or "",
                certificate,
                _names(certificate),
                certificate.issuer.rfc4514_string(),
                _date(line, host),
            )
    except (OSError, ValueError):
        return None


def _date(line: ssl.SSLSocket, host: str) -> str:
    """The ``Date`` of an answer, or "": a platform need not answer a stranger."""
    try:
        line.sendall(f"HEAD / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        head = _head(line)
    except OSError:
        return ""
    lines = head.decode("latin-1").split("\r\n")
    return next((text[5:].strip() for text in lines if text.lower().startswith("date:")), "")


def _head(line: socket.socket) -> bytes:
    """An answer up to its empty line."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < _REPLY:
        block = line.recv(4096)
        if not block:
            break
        head += block
    return head


def _connect_request(target: str, user: str | None, password: str | None) -> bytes:
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if user is not None:
        login = f"{unquote(user)}:{unquote(password or '')}"
        lines += [f"{k}: {v}" for k, v in make_headers(proxy_basic_auth=login).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    addresses = [str(address) for address in found.get_values_for_type(x509.IPAddress)]
    return (*found.get_values_for_type(x509.DNSName), *addresses)
