"""HTTPS to a platform: TLS 1.3, both sides known by certificate, no settings from elsewhere."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

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

TIMEOUT = (10, 120)  # seconds to connect, and to wait for an answer


class Transport:
    """A session with one platform; every failure is told in words."""

    def __init__(self, profile: Profile, folder: Path) -> None:
        if urlsplit(profile.address).scheme != "https":
            reason = Text("address 必须以 https:// 开头", "address must begin with https://")
            raise DocumentInvalid(name=profile.name, kind=_PROFILE, reason=reason)
        self.address = profile.address.rstrip("/") + "/"
        self._session = requests.Session()
        # Environment variables such as REQUESTS_CA_BUNDLE would override the pinned certificates.
        self._session.trust_env = False
        self._session.mount("https://", _PinnedAdapter(_context(profile, folder)))

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """One request; ``path`` is relative to the platform's address.

        Raises PlatformUnreachable, PlatformUntrusted.
        """
        try:
            return self._session.request(
                method, self.within(path), timeout=TIMEOUT, allow_redirects=False, **options
            )
        except requests.RequestException as error:
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
        with self.call("GET", location, headers=headers, stream=True) as response:
            if response.status_code != 200:
                raise failed(response)
            try:
                return digest_bytes(_told(response.iter_content(CHUNK), job))
            except requests.RequestException as error:
                reason = type(error).__name__
                raise PlatformUnreachable(address=self.address, reason=reason) from error

    def within(self, location: str) -> str:
        """An absolute address on this platform; a Location that leads elsewhere is refused."""
        target = urljoin(self.address, location)
        if urlsplit(target)[:2] != urlsplit(self.address)[:2]:
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


def failed(response: requests.Response) -> GongkaiError:
    """An unexpected answer as an error; the platform's words, shortened."""
    return PlatformFailed(
        status=response.status_code, reason=response.text[:200] or response.reason
    )


class _PinnedAdapter(HTTPAdapter):
    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **options)


def _context(profile: Profile, folder: Path) -> ssl.SSLContext:
    """A client context that trusts the profile's CA only; the system's, where it names none.

    Raises DocumentInvalid.
    """
    try:
        context = ssl.create_default_context(
            cafile=str(folder / profile.ca) if profile.ca else None
        )
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        if profile.client_certificate:
            context.load_cert_chain(
                folder / profile.client_certificate, folder / profile.client_key
            )
    except (OSError, ssl.SSLError) as error:
        reason = Text("证书文件无法读取", "its certificate files cannot be read")
        raise DocumentInvalid(name=profile.name, kind=_PROFILE, reason=reason) from error
    return context


def _mistrust(error: requests.RequestException) -> Text | None:
    """Why one side does not believe the other's certificate, or None for any other failure."""
    if not isinstance(error, requests.exceptions.SSLError):
        return None
    message = str(error)
    reasons = (reason for sign, reason in _TLS_REASONS.items() if sign in message)
    unknown = Text("证书未通过验证", "its certificate fails verification")
    return next(reasons, unknown if "CERTIFICATE" in message.upper() else None)


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
    "unknown ca": Text("平台不承认本机证书", "the platform does not accept our certificate"),
    "certificate required": Text(
        "平台要求客户端证书", "the platform asks for a client certificate"
    ),
    "unable to get local issuer": Text("签发机构不受信任", "its issuer is not trusted"),
    "self-signed": Text("签发机构不受信任", "its issuer is not trusted"),
}
