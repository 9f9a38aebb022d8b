"""A chunk of a file on its way: read once for its checksum, once to be sent, never held whole.

Small blocks through one buffer stay in the processor's cache; a chunk in memory costs a page fault
every four kilobytes, which took a third of the time of an upload.
"""

import base64
import hashlib
import time
from collections.abc import Iterator
from io import FileIO

from app.core.delivery.bandwidth import BLOCK, Bandwidth
from app.core.delivery.transport import patience
from app.core.errors import FileUnreadable
from app.core.jobs import Job
from app.core.text import Text


class Chunk:
    """``length`` bytes of ``file`` from ``offset``; ``total`` is the size of the whole file.

    Iterating sends: it reports, obeys the bandwidth, and gives up on a platform that hardly takes
    anything in. ``passed``: the bytes given out so far.
    """

    def __init__(
        self, file: FileIO, offset: int, length: int, total: int, bandwidth: Bandwidth, job: Job
    ) -> None:
        self._file = file
        self.offset = offset
        self._length = length
        self._total = total
        self._bandwidth = bandwidth
        self._job = job
        self.passed = 0

    @property
    def end(self) -> int:
        return self.offset + self._length

    def __len__(self) -> int:
        return self._length

    def sha256(self) -> str:
        """The checksum, base64."""
        digest = hashlib.sha256()
        for block in self._blocks(BLOCK):
            digest.update(block)
        return base64.b64encode(digest.digest()).decode()

    def report(self) -> None:
        """Say how far the server has it: what this chunk has given out may still lie in this computer.

        Raises Cancelled.
        """
        self._job.report(self.offset, self._total)

    def __iter__(self) -> Iterator[memoryview]:
        latest = time.monotonic() + patience(self._length)
        for block in self._blocks(self._bandwidth.block):
            self.report()
            self._bandwidth.take(len(block))
            if time.monotonic() > latest:
                raise TimeoutError  # which the transport tells as unreachable
            yield block
            self.passed += len(block)

    def _blocks(self, size: int) -> Iterator[memoryview]:
        """The chunk in blocks, each valid until the next. Raises FileUnreadable if it ends early."""
        buffer = memoryview(bytearray(size))
        self._file.seek(self.offset)
        left = self._length
        while left:
            count = self._file.readinto(buffer[: min(size, left)])
            if not count:
                reason = Text("上传时文件变短了", "it became shorter while it was sent")
                raise FileUnreadable(name=str(self._file.name), reason=reason)
            yield buffer[:count]
            left -= count
