"""A letterbox in a folder of this computer: a stick, or a share that the system has mounted."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.delivery.failures import MediumFailed
from app.core.delivery.parts import Slice
from app.core.errors import FileMissing
from app.core.errors.system import system_reason
from app.core.files import flush_folder
from app.core.jobs import Job
from app.core.text import Text
from app.core.trust import canonical


class LocalBox:
    """Files are written beside their name, flushed, renamed, and read back from the medium."""

    def __init__(self, folder: Path) -> None:
        """Raises :class:`FileMissing` for a folder that is not there: a stick that is not plugged in."""
        if not folder.is_dir():
            raise FileMissing(name=str(folder))
        self.place = str(folder)
        self._folder = folder

    def put(self, name: str, content: Slice, job: Job) -> int:
        path = self._folder / name
        with self._failing():
            if path.is_file() and self._same(path, content, job):
                return content.size
            free = shutil.disk_usage(self._folder).free
        if content.size > free:
            lacking = f"{content.size - free:,}"
            raise self._failed(
                Text(f"空间不足，还差 {lacking} 字节", f"it is full, {lacking} bytes are lacking")
            )
        self._write(path, _told(content.chunks(), content.size, job))
        with self._failing():
            if not self._same(path, content, job):
                path.unlink()
                raise self._failed(
                    Text("写入后读回的内容不同", "what was written does not read back the same")
                )
        return 0

    def put_document(self, name: str, document: bytes) -> None:
        self._write(self._folder / name, [document])

    def get(self, name: str) -> bytes | None:
        path = self._folder / name
        with self._failing():
            return path.read_bytes() if path.is_file() else None

    def remove(self, name: str) -> None:
        with self._failing():
            (self._folder / name).unlink(missing_ok=True)

    def _write(self, path: Path, chunks: Iterable[bytes]) -> None:
        part = path.with_name(f"{path.name}.part")
        with self._failing():
            try:
                path.parent.mkdir(exist_ok=True)
                with part.open("wb") as file:
                    for chunk in chunks:
                        file.write(chunk)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(path)
                flush_folder(path.parent)
            except BaseException:
                self._discard(part)
                raise

    def _discard(self, part: Path) -> None:
        if self._folder.is_dir():  # else the stick is gone, and the part with it
            part.unlink(missing_ok=True)

    def _same(self, path: Path, content: Slice, job: Job) -> bool:
        """Whether a file holds this, read from the medium and not from the memory of writing it."""
        if path.stat().st_size != content.size:
            return False
        with path.open("rb") as file:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            written = canonical.digest_bytes(_told(canonical.blocks(file), content.size, job))
        return written == canonical.digest_bytes(content.chunks())

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._failed(system_reason(error)) from error

    def _failed(self, reason: Text | str) -> MediumFailed:
        return MediumFailed(place=self.place, reason=reason)


def _told(chunks: Iterable[bytes], total: int, job: Job) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        job.report(done, total)
        done += len(chunk)
        yield chunk
