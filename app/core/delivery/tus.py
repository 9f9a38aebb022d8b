"""A client of the tus 1.0 resumable upload protocol. Source: https://tus.io/protocols, v1.0.0.

The server's offset is the truth: after any failure it is asked again. Where the server offers
checksums, every chunk carries its SHA-256.
"""

import base64
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.delivery.backoff import PASSING, Backoff
from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.chunk_sizes import ChunkSizes
from app.core.delivery.file_chunk import Chunk
from app.core.delivery.hours import Hours, check_hours, local_now
from app.core.delivery.transport import Transport, failed
from app.core.errors import PlatformFailed, PlatformUnreachable
from app.core.jobs import Job, attended

if TYPE_CHECKING:
    import requests

VERSION = {"Tus-Resumable": "1.0.0"}
ARRIVED = frozenset({200, 204})  # 200 by servers that answer the last chunk with words of their own
GONE = frozenset({404, 410})


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
        bandwidth: Bandwidth | None = None,
        hours: Hours | None = None,
        sizes: ChunkSizes | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._transport = transport
        self._endpoint = endpoint
        self._bandwidth = bandwidth or Bandwidth()
        self._hours = hours
        self._sizes = sizes or ChunkSizes()
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
        PlatformFailed, FileUnreadable for a file that has become shorter, OutsideHours, Cancelled.
        """
        size = path.stat().st_size
        line = Backoff(self._transport, job, self._sleep)
        check_hours(self._hours, local_now())
        offset = self._offset(line, known) if known else None
        location = known or ""
        if offset is None:
            location, offset = self._create(line, size, metadata), 0
            remember(location)
        resumed_from, sent = offset, 0
        checksums = self._offers_checksums(line)
        with path.open("rb", buffering=0) as file:
            while offset < size:
                line.progressed(offset, size)
                check_hours(self._hours, local_now())
                length = min(self._sizes.current, size - offset)
                chunk = Chunk(file, offset, length, size, self._bandwidth, job)
                reached = self._send(line, location, chunk, checksums=checksums)
                sent += chunk.passed
                if reached is None:
                    reached = self._offset(line, location)
                if reached is None:  # the server has dropped what it had
                    location, reached = self._create(line, size, metadata), 0
                    remember(location)
                if reached > size:
                    raise PlatformFailed(status="–", reason=f"offset {reached} of {size}")
                offset = reached
        job.report(size, size)
        return Uploaded(location, resumed_from, sent)

    def _create(self, line: Backoff, size: int, metadata: dict[str, str]) -> str:
        pairs = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in metadata.items()
        )
        headers = VERSION | {"Upload-Length": str(size), "Upload-Metadata": pairs}
        response = line.call("POST", self._endpoint, headers=headers)
        if response.status_code != 201:
            raise failed(response)
        location = response.headers.get("Location")
        if not location:
            raise PlatformFailed(status=response.status_code, reason="no Location")
        return self._transport.within(location)

    def _offset(self, line: Backoff, location: str) -> int | None:
        """How much the server holds; None where it knows nothing of this upload any more."""
        response = line.call("HEAD", location, headers=VERSION)
        if response.status_code in GONE | {403}:
            return None
        if response.status_code not in (200, 204):
            raise failed(response)
        return _offset_in(response)

    def _offers_checksums(self, line: Backoff) -> bool:
        response = line.call("OPTIONS", self._endpoint)
        offered = response.headers.get("Tus-Checksum-Algorithm", "").split(",")
        return "sha256" in (name.strip() for name in offered)

    def _send(self, line: Backoff, location: str, chunk: Chunk, *, checksums: bool) -> int | None:
        """The new offset, or None when only the server knows how far it came."""
        headers = VERSION | {
            "Upload-Offset": str(chunk.offset),
            "Content-Type": "application/offset+octet-stream",
        }
        if checksums:
            headers["Upload-Checksum"] = f"sha256 {chunk.sha256()}"
        before = time.monotonic()
        try:
            response = attended(
                lambda: self._transport.call(
                    "PATCH", location, size=len(chunk), headers=headers, data=chunk
                ),
                chunk.report,
            )
        except PlatformUnreachable as error:
            # If it were gone for good, asking for the offset would tell.
            reason = f"{chunk.offset}–{chunk.end}: {error.params['reason']}"
            self._sizes.failed()
            line.failed(PlatformFailed(status="–", reason=reason))
            return None
        if response.status_code in ARRIVED:
            reached = _offset_in(response)
            if not chunk.offset <= reached <= chunk.end:
                raise PlatformFailed(status="–", reason=f"offset {reached} for {chunk.end}")
            self._sizes.sent(len(chunk), time.monotonic() - before)
            return reached
        if response.status_code not in PASSING | GONE:
            raise failed(response)
        self._sizes.failed()
        line.failed(failed(response), response)
        return None


def _offset_in(response: "requests.Response") -> int:
    """The server's offset. Raises PlatformFailed for what is no number."""
    text = response.headers.get("Upload-Offset", "")
    if not re.fullmatch("[0-9]{1,18}", text):
        raise PlatformFailed(status=response.status_code, reason="no Upload-Offset")
    return int(text)
