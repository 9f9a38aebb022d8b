"""A client of the tus 1.0 resumable upload protocol. Source: https://tus.io/protocols, v1.0.0.

The server's offset is the truth: after any failure it is asked again. Where the server offers
checksums, every chunk carries its SHA-256.
"""

import base64
import hashlib
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests

from app.core.delivery.transport import Transport, failed
from app.core.errors import PlatformFailed, PlatformUnreachable
from app.core.jobs import Job

VERSION = {"Tus-Resumable": "1.0.0"}
SMALLEST, LARGEST = 1 << 20, 16 << 20  # bytes of a chunk: doubled on success, halved on failure
ATTEMPTS = 5  # without any progress in between
LONGEST_PAUSE = 30.0  # seconds
AGAIN = frozenset({409, 423, 429, 460, 500, 502, 503, 504})


@dataclass(frozen=True)
class Uploaded:
    """Where the file lies now. ``resumed_from``: bytes that the server already had."""

    location: str
    resumed_from: int
    bytes_sent: int


class TusClient:
    """Uploads files to ``endpoint`` on one platform."""

    def __init__(
        self,
        transport: Transport,
        endpoint: str,
        *,
        smallest: int = SMALLEST,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._transport = transport
        self._endpoint = endpoint
        self._smallest = smallest
        self._sleep = sleep

    def upload(
        self,
        path: Path,
        metadata: dict[str, str],
        known: str | None,
        remember: Callable[[str], None],
        job: Job,
    ) -> Uploaded:
        """Bring the whole file to the server.

        ``known``: the location of an earlier attempt. ``remember`` is called with a new location
        before the first byte is sent. Raises PlatformUnreachable, PlatformUntrusted,
        PlatformFailed, Cancelled.
        """
        size = path.stat().st_size
        location = known
        offset = self._offset(location) if location else None
        if location is None or offset is None:
            location, offset = self._create(size, metadata), 0
            remember(location)
        resumed_from = offset
        checksums = self._offers_checksums()
        size_now, failures, sent = self._smallest, 0, 0
        with path.open("rb") as file:
            while offset < size:
                job.report(offset, size)
                file.seek(offset)
                chunk = file.read(size_now)
                reached = self._send(location, offset, chunk, checksums=checksums)
                sent += len(chunk)
                if reached is not None and reached > offset + len(chunk):
                    raise PlatformFailed(status=204, reason=f"offset {reached} of {size}")
                if reached is not None and reached > offset:
                    offset, failures, size_now = reached, 0, min(2 * size_now, LARGEST)
                    continue
                failures += 1
                size_now = max(size_now // 2, self._smallest)
                if failures >= ATTEMPTS:
                    raise PlatformFailed(status="–", reason=f"{ATTEMPTS} × {offset}/{size}")
                self._sleep(random.uniform(0, min(LONGEST_PAUSE, 0.5 * 2**failures)))  # noqa: S311
                offset = self._resync(location, offset)
        job.report(size, size)
        return Uploaded(location, resumed_from, sent)

    def _create(self, size: int, metadata: dict[str, str]) -> str:
        pairs = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in metadata.items()
        )
        headers = VERSION | {"Upload-Length": str(size), "Upload-Metadata": pairs}
        response = self._transport.call("POST", self._endpoint, headers=headers)
        if response.status_code != 201:
            raise failed(response)
        location = response.headers.get("Location")
        if not location:
            raise PlatformFailed(status=response.status_code, reason="no Location")
        return self._transport.within(location)

    def _offset(self, location: str) -> int | None:
        """How much the server holds; None where it knows nothing of this upload any more."""
        response = self._transport.call("HEAD", location, headers=VERSION)
        if response.status_code in (403, 404, 410):
            return None
        if response.status_code not in (200, 204):
            raise failed(response)
        return _offset_in(response)

    def _offers_checksums(self) -> bool:
        response = self._transport.call("OPTIONS", self._endpoint)
        return "sha256" in response.headers.get("Tus-Checksum-Algorithm", "").split(",")

    def _send(self, location: str, offset: int, chunk: bytes, *, checksums: bool) -> int | None:
        """The new offset, or None when this chunk has to be tried again."""
        headers = VERSION | {
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
        }
        if checksums:
            digest = base64.b64encode(hashlib.sha256(chunk).digest()).decode()
            headers["Upload-Checksum"] = f"sha256 {digest}"
        try:
            response = self._transport.call("PATCH", location, headers=headers, data=chunk)
        except PlatformUnreachable:
            return None
        if response.status_code == 204:
            return _offset_in(response)
        if response.status_code in AGAIN:
            self._obey(response)
            return None
        raise failed(response)

    def _obey(self, response: requests.Response) -> None:
        """A pause that the server asks for."""
        wish = response.headers.get("Retry-After", "")
        if wish.isdigit():
            self._sleep(min(float(wish), LONGEST_PAUSE))

    def _resync(self, location: str, offset: int) -> int:
        """The server's offset after a failure; ours stands while it cannot be reached."""
        try:
            known = self._offset(location)
        except PlatformUnreachable:
            return offset
        if known is None:
            raise PlatformFailed(status=404, reason="upload expired")
        return known


def _offset_in(response: requests.Response) -> int:
    """The server's offset. Raises PlatformFailed for what is no number."""
    text = response.headers.get("Upload-Offset", "")
    if not re.fullmatch("[0-9]{1,18}", text):
        raise PlatformFailed(status=response.status_code, reason="no Upload-Offset")
    return int(text)
