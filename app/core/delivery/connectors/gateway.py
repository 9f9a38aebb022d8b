"""The gateway: tus upload over mutual TLS, then a receipt asked for by the package's digest.

The upload's address is kept beside the package, so that a killed process finds it again.
"""

import time
from pathlib import Path

import msgspec

from app.core.delivery.backoff import Backoff
from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.connector import Sent, connectors
from app.core.delivery.hours import Hours
from app.core.delivery.transport import Transport, failed
from app.core.delivery.tus import TusClient
from app.core.errors import PlatformFailed, PlatformRefused
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Envelope, Profile
from app.core.text import Text
from app.core.trust import canonical

WAIT = 60.0  # seconds for the platform to verify and publish
POLL = 0.1


@connectors.register
class GatewayConnector:
    id = "gateway"
    title = Text("网关（tus 断点续传）", "gateway (tus resumable upload)")
    version = "1"

    def send(self, package: Path, sha256: str, profile: Profile, folder: Path, job: Job) -> Sent:
        bandwidth, hours = Bandwidth(profile.bytes_per_second), Hours.parse(profile.hours)
        transport = Transport(profile, folder)
        line = Backoff(transport, job)
        try:
            receipt = _earlier_receipt(line, sha256)
            if receipt is not None:  # delivered before, and the answer was lost
                return Sent(receipt, package.stat().st_size, 0)
            progress = package.with_name(f"{package.name}.upload")
            uploaded = TusClient(transport, "files", bandwidth=bandwidth, hours=hours).upload(
                package,
                {"filename": package.name, "sha256": sha256},
                _known(progress, profile.address, sha256),
                lambda location: _remember(progress, profile.address, sha256, location),
                job,
            )
            receipt = _wait_for_receipt(line, sha256, job)
            progress.unlink(missing_ok=True)
            return Sent(receipt, uploaded.resumed_from, uploaded.bytes_sent)
        finally:
            transport.close()

    def take_down(self, notice: Envelope, sha256: str, profile: Profile, folder: Path) -> Envelope:
        transport = Transport(profile, folder)
        try:
            body = canonical.encode(notice)
            response = transport.call("PUT", f"withdrawals/{sha256}", data=body)
        finally:
            transport.close()
        if response.status_code == 422:
            raise PlatformRefused(reason=canonical.decode(response.content, Text, "refusal"))
        if response.status_code != 200:
            raise failed(response)
        return canonical.decode(response.content, Envelope, "answer")


def _wait_for_receipt(line: Backoff, digest: str, job: Job) -> Envelope:
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        job.report(1, 1)
        receipt = _receipt(line, digest)
        if receipt is not None:
            return receipt
        time.sleep(POLL)
    raise PlatformFailed(status=202, reason="verification not finished")


def _earlier_receipt(line: Backoff, digest: str) -> Envelope | None:
    """An earlier refusal does not count: what was missing there may have been mended."""
    try:
        return _receipt(line, digest)
    except PlatformRefused:
        return None


def _receipt(line: Backoff, digest: str) -> Envelope | None:
    """The receipt for a package, or None while there is none. Raises PlatformRefused."""
    response = line.call("GET", f"receipts/{digest}")
    if response.status_code == 200:
        return canonical.decode(response.content, Envelope, "receipt")
    if response.status_code == 422:
        raise PlatformRefused(reason=canonical.decode(response.content, Text, "refusal"))
    if response.status_code in (202, 404):
        return None
    raise failed(response)


def _known(progress: Path, address: str, digest: str) -> str | None:
    """The location of an unfinished upload of this package to this platform."""
    if not progress.exists():
        return None
    try:
        kept = msgspec.json.decode(progress.read_bytes(), type=dict[str, str])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None  # a new upload replaces what cannot be read
    same = kept.get("address") == address and kept.get("sha256") == digest
    return kept.get("location") if same else None


def _remember(progress: Path, address: str, digest: str, location: str) -> None:
    kept = {"address": address, "sha256": digest, "location": location}
    write_atomically(progress, [canonical.encode(kept)])
