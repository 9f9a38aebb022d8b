"""A form with a file, sent as it is read (RFC 7578): requests itself would hold the whole in memory."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.core.delivery.bandwidth import Bandwidth
from app.core.jobs import Job


class Form:
    """An iterable request body whose length is known beforehand; it may be iterated anew."""

    def __init__(
        self,
        fields: Mapping[str, str],
        name: str,
        file: Path,
        job: Job,
        bandwidth: Bandwidth | None = None,
    ) -> None:
        """``name``: the form's field that takes ``file``."""
        boundary = os.urandom(16).hex()
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._file, self._job, self._bandwidth = file, job, bandwidth or Bandwidth()
        parts = [
            f"--{boundary}\r\n{_disposition(key)}\r\n\r\n{value}\r\n"
            for key, value in fields.items()
        ]
        head = f'{_disposition(name)}; filename="{_quoted(file.name)}"'
        kind = "Content-Type: application/octet-stream"
        parts.append(f"--{boundary}\r\n{head}\r\n{kind}\r\n\r\n")
        self._before = "".join(parts).encode()
        self._after = f"\r\n--{boundary}--\r\n".encode()
        self._size = file.stat().st_size

    def __len__(self) -> int:
        return len(self._before) + self._size + len(self._after)

    def __iter__(self) -> Iterator[bytes]:
        yield self._before
        done = 0
        with self._file.open("rb") as source:
            while block := source.read(self._bandwidth.block):
                self._bandwidth.take(len(block))
                self._job.report(done, self._size)
                done += len(block)
                yield block
        yield self._after


def _disposition(name: str) -> str:
    return f'Content-Disposition: form-data; name="{_quoted(name)}"'


def _quoted(text: str) -> str:
    """What HTML's form encoding escapes within quotes."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
