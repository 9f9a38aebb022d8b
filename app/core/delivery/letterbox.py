"""Two folders between us and a platform that cannot be called: what we bring, and what it answers.

    in/SHA256.gkp                  a package, under its digest: no name or title stands outside
    in/SHA256.gkp.001 …            the same in parts, with in/SHA256.gkp.parts.json
    in/SHA256.withdrawal.json      a signed notice of withdrawal
    out/SHA256.receipt.json        the platform's receipt
    out/SHA256.refusal.json        or why it refuses
    out/SHA256.taken-down.json     its answer to a notice

A stick, a share of a front-end server (前置机) and an SFTP account differ in how a file is put there, and
in nothing else. A file appears under its name only when it is whole and was read back.
"""

import time
from pathlib import Path
from typing import Protocol

from app.core.delivery import parts
from app.core.delivery.connector import Sent
from app.core.delivery.failures import ReceiptAwaited
from app.core.delivery.parts import Slice
from app.core.errors import ChainBroken, DocumentInvalid, PlatformRefused
from app.core.jobs import Job
from app.core.model import Envelope, TakenDown
from app.core.text import Text
from app.core.trust import canonical, dsse

IN, OUT = "in", "out"
RECEIPT, REFUSAL = "receipt.json", "refusal.json"
NOTICE, TAKEN_DOWN = "withdrawal.json", "taken-down.json"
POLL = 0.1  # seconds between two signs of life while waiting


class Letterbox(Protocol):
    """Where files can be put, whole or not at all. Names are relative, with ``/``."""

    place: str  # as a person knows it

    def put(self, name: str, content: Slice, job: Job) -> int:
        """Bring a file; returns the bytes that lay there from an attempt before."""

    def put_document(self, name: str, document: bytes) -> None:
        """Bring a small file."""

    def get(self, name: str) -> bytes | None:
        """A small file, or None while there is none."""

    def remove(self, name: str) -> None:
        """Take a file away, if there is one."""


def bring(
    box: Letterbox,
    package: Path,
    sha256: str,
    job: Job,
    *,
    wait: float,
    every: float = POLL,
    limit: int = 0,
) -> Sent:
    """Put a package into the box and wait for its receipt, not yet verified.

    ``wait``: seconds; ``every``: seconds between two looks; ``limit``: bytes that a file may have there,
    0 for any. Raises ReceiptAwaited, PlatformRefused, MediumFailed, and DocumentInvalid for an answer that
    stays unreadable.
    """
    size = package.stat().st_size
    receipt = _answer(box, sha256, RECEIPT)
    if receipt is not None:  # brought before
        return Sent(receipt, size, 0)
    box.remove(f"{OUT}/{sha256}.{REFUSAL}")  # what was missing there may have been mended
    resumed = put_package(box, package, sha256, job, limit)
    end = time.monotonic() + wait
    while True:
        late = time.monotonic() >= end
        try:
            receipt = _answer(box, sha256, RECEIPT)
        except DocumentInvalid:
            if late:
                raise
            receipt = None  # a platform may write it while we look
        if receipt is not None:
            return Sent(receipt, resumed, size - resumed)
        if late:
            raise ReceiptAwaited(place=box.place)
        _pause(min(every, max(end - time.monotonic(), 0)), job)


def put_package(box: Letterbox, package: Path, digest: str, job: Job, limit: int = 0) -> int:
    """Put a package into the box, in parts where it is larger than ``limit``."""
    name = f"{IN}/{digest}.gkp"
    if not limit or package.stat().st_size <= limit:
        return box.put(name, Slice(package, 0, package.stat().st_size), job)
    slices = parts.cut(package, limit)
    index = parts.index_of(f"{digest}.gkp", digest, slices)
    for part, content in zip(index.parts, slices, strict=True):
        box.put(f"{IN}/{part.name}", content, job)
    box.put_document(f"{name}{parts.INDEX}", canonical.encode(index))
    return 0


def bring_notice(box: Letterbox, notice: Envelope, sha256: str, wait: float) -> Envelope:
    """Put a notice of withdrawal into the box; the platform's answer to it, not yet verified.

    Raises ReceiptAwaited, PlatformRefused, MediumFailed.
    """
    if _answered(box, notice, sha256) is None:
        box.remove(f"{OUT}/{sha256}.{REFUSAL}")
        box.put_document(f"{IN}/{sha256}.{NOTICE}", canonical.encode(notice))
    end = time.monotonic() + wait
    while (answer := _answered(box, notice, sha256)) is None:
        if time.monotonic() >= end:
            raise ReceiptAwaited(place=box.place)
        time.sleep(POLL)
    return answer


def _answered(box: Letterbox, notice: Envelope, sha256: str) -> Envelope | None:
    """What answers this notice; an answer to an earlier one does not count."""
    answer = _answer(box, sha256, TAKEN_DOWN)
    if answer is None:
        return None
    try:
        said = dsse.verify(answer, TakenDown, "answer")
    except ChainBroken:
        return answer  # whoever asked judges it, and says what is wrong
    return answer if said.notice == canonical.digest(notice) else None


def _answer(box: Letterbox, digest: str, kind: str) -> Envelope | None:
    data = box.get(f"{OUT}/{digest}.{kind}")
    if data is not None:
        return canonical.decode(data, Envelope, kind)
    refusal = box.get(f"{OUT}/{digest}.{REFUSAL}")
    if refusal is not None:
        raise PlatformRefused(reason=canonical.decode(refusal, Text, "refusal"))
    return None


def _pause(seconds: float, job: Job) -> None:
    end = time.monotonic() + seconds
    while True:
        job.report(1, 1)
        if (left := end - time.monotonic()) <= 0:
            return
        time.sleep(min(POLL, left))
