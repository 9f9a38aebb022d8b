"""HTTPS to a platform: TLS 1.3, both sides known by certificate, no settings from elsewhere.

requests, a tenth of what is loaded at start, is imported when a platform is called.
"""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from app.core.delivery.bandwidth import SLOWEST
from app.core.errors import (
    DocumentInvalid,
    GongkaiError,
    PlatformFailed,
    PlatformUnreachable,
    PlatformUntrusted,
)
from app.core.jobs import Job
from app.core.model import Profile
from app.core.text import Text
from app.core.trust.canonical import CHUNK, digest_bytes

if TYPE_CHECKING:
    import requests

CONNECT = 10.0  # seconds to be let in
ANSWER = 60.0  # seconds of silence, to which a large body adds


class Transport:
    """A session with one platform; every failure is told in words."""

    def __init__(self, profile: Profile, folder: Path) -> None:
        if urlsplit(profile.address).scheme != "https":
            reason = Text("address 必须以 https:// 开头", "address must begin with https://")
            raise DocumentInvalid(name=profile.name, kind=_PROFILE, reason=reason)
        from requests import Session

        from app.core.delivery.pinned import PinnedAdapter

        self.address = profile.address.rstrip("/") + "/"
        self._session = Session()
        # Environment variables such as REQUESTS_CA_BUNDLE would override the pinned certificates,
        # and without a path of its own the library adds every public authority to them.
        self._session.trust_env = False
        if profile.ca:
            self._session.verify = str(folder / profile.ca)
        if profile.proxy:
            self._session.proxies = {"https": proxy_of(profile)}
        self._session.mount("https://", PinnedAdapter(client_context(profile, folder)))

    def call(self, method: str, path: str, *, size: int = 0, **options: Any) -> "requests.Response":
        """One request; ``path`` is relative to the platform's address, ``size`` that of its body.

        Raises PlatformUnreachable, PlatformUntrusted.
        """
        from requests import RequestException

        timeout = (CONNECT, patience(size))
        try:
            return self._session.request(
                method, self.within(path), timeout=timeout, allow_redirects=False, **options
            )
        except RequestException as error:
            # A connection cut in the middle of TLS is an SSLError too, but nobody's mistrust.
            mistrust = _mistrust(error)
            if mistrust is not None:
                raise PlatformUntrusted(address=self.address, reason=mistrust) from error
            reason = type(error).__name__
            raise PlatformUnreachable(address=self.address, reason=reason) from error

    def digest(self, location: str, headers: dict[str, str], job: Job) -> str:
        """SHA-256 of what stands at an address of this platform, in hex, read in constant memory.

        Raises PlatformUnreachable, PlatformUntrusted, PlatformFailed.
        """
        from requests import RequestException

        with self.call("GET", location, headers=headers, stream=True) as response:
            if response.status_code != 200:
                raise failed(response)
            try:
                return digest_bytes(_told(response.iter_content(CHUNK), job))
            except RequestException as error:
                reason = type(error).__name__
                raise PlatformUnreachable(address=self.address, reason=reason) from error

    def within(self, location: str) -> str:
        """An absolute address on this platform; a Location that leads elsewhere is refused."""
        target = urljoin(self.address, location)
        if _origin(target) != _origin(self.address):
            reason = Text("它指向另一个地址", "it points to another address")
            raise PlatformUntrusted(address=self.address, reason=reason)
        return target

    def close(self) -> None:
        self._session.close()


def _told(chunks: Iterator[bytes], job: Job) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        job.report(done)
        done += len(chunk)
        yield chunk


def patience(size: int) -> float:
    """How long to wait for the answer to a body of ``size`` bytes, in seconds."""
    return ANSWER + size / SLOWEST


def failed(response: "requests.Response") -> GongkaiError:
    """An unexpected answer as an error; the platform's words, shortened."""
    return PlatformFailed(
        status=response.status_code, reason=response.text[:200] or response.reason
    )


def client_context(profile: Profile, folder: Path) -> ssl.SSLContext:
    """A client context that trusts the profile's CA only; the system's, where it names none.

    Raises DocumentInvalid.

    Not the default one, which would write the session's keys where SSLKEYLOGFILE says.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        if profile.ca:
            context.load_verify_locations(folder / profile.ca)
        else:
            context.load_default_certs()
        if profile.client_certificate:
            context.load_cert_chain(
                folder / profile.client_certificate, folder / profile.client_key
            )
    except (OSError, ssl.SSLError) as error:
        reason = Text("证书文件无法读取", "its certificate files cannot be read")
        raise DocumentInvalid(name=profile.name, kind=_PROFILE, reason=reason) from error
    return context


def proxy_of(profile: Profile) -> str:
    """The proxy's address. Raises DocumentInvalid for what is none."""
    parts = urlsplit(profile.proxy)
    if parts.scheme != "http" or not parts.hostname:
        reason = Text("proxy 应写成 http://主机:端口", "proxy should read http://host:port")
        raise DocumentInvalid(name=profile.name, kind=_PROFILE, reason=reason)
    return profile.proxy


def _origin(address: str) -> tuple[str, str | None, int | None, str | None]:
    """Scheme, host, port and user of an address. Source: RFC 6454."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:  # a port that is no number
        return "", None, None, None
    return parts.scheme, parts.hostname, port, parts.username


def _mistrust(error: "requests.RequestException") -> Text | None:
    """Why one side does not believe the other's certificate, or None for any other failure."""
    from requests.exceptions import SSLError

    if not isinstance(error, SSLError):
        return None
    message = str(error)
    unknown = Text("证书未通过验证", "its certificate fails verification")
    return mistrusted(message) or (unknown if "CERTIFICATE" in message.upper() else None)


def mistrusted(message: str) -> Text | None:
    """What OpenSSL's words mean; None for words that tell of no certificate."""
    return next((reason for sign, reason in _TLS_REASONS.items() if sign in message), None)


_PROFILE = Text("平台配置", "platform profile")
_TLS_REASONS = {
    "expired": Text(
        "证书已过期，或本机时间不对", "a certificate has expired, or the clock is wrong"
    ),
    "not yet valid": Text(
        "证书尚未生效，或本机时间不对", "a certificate is not yet valid, or the clock is wrong"
    ),
    "Hostname mismatch": Text("证书不属于这个地址", "the certificate is for another address"),
    "IP address mismatch": Text("证书不属于这个地址", "the certificate is for another address"),
    "PROTOCOL_VERSION": Text("平台不支持 TLS 1.3", "the platform does not speak TLS 1.3"),
    "unknown ca": Text("平台不承认本机证书", "the platform does not accept our certificate"),
    "certificate required": Text(
        "平台要求客户端证书", "the platform asks for a client certificate"
    ),
    "unable to get local issuer": Text("签发机构不受信任", "its issuer is not trusted"),
    "self-signed": Text("签发机构不受信任", "its issuer is not trusted"),
}
