"""The files that came in, as a workspace keeps them: one as it is, several in one tar archive.

The archive (POSIX.1-2001, pax) holds names and content in order and nothing else, so the digest of
its list of [name, sha256, size] is that of the source, and any program for archives opens it.
"""

import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from app.core.errors import FileMissing, FileUnreadable
from app.core.errors.system import system_reason
from app.core.jobs import Job
from app.core.model import Source
from app.core.text import Text
from app.core.trust import canonical, stream
from app.core.trust.canonical import Measured

CHANGED = Text("文件在读取期间被改动", "it changed while it was read")


def content_of(path: Path, job: Job) -> Iterator[bytes]:
    """A file's content, block by block. Raises FileMissing, FileUnreadable, Cancelled."""
    try:
        with path.open("rb") as file:
            for block in canonical.blocks(file):
                job.report(file.tell())
                yield block
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error


def stored(source: Source, contents: Iterable[Iterable[bytes]]) -> Iterator[bytes]:
    """A source as it is kept. ``contents``: of its members in their order, or of the one file.

    Raises :class:`FileUnreadable` where a file is no longer what was read.
    """
    if source.members:
        yield from _packed(source, contents)
    else:
        for content in contents:
            yield from _unchanged(source, content)


def unpacked(archive: Iterable[bytes]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of an archive, each with its name; a content is there until the next is asked for.

    Raises :class:`tarfile.TarError` for anything else.
    """
    with tarfile.open(fileobj=stream.Reader(iter(archive)), mode="r|") as opened:
        for entry in opened:
            yield entry.name, canonical.blocks(cast("BinaryIO", opened.extractfile(entry)))


def _packed(source: Source, contents: Iterable[Iterable[bytes]]) -> Iterator[bytes]:
    for member, content in zip(source.members, contents, strict=True):
        entry = tarfile.TarInfo(member.name)
        entry.size = member.size
        yield entry.tobuf(tarfile.PAX_FORMAT)
        yield from _unchanged(member, content)
        yield bytes(-member.size % tarfile.BLOCKSIZE)
    yield bytes(2 * tarfile.BLOCKSIZE)


def _unchanged(source: Source, content: Iterable[bytes]) -> Iterator[bytes]:
    measured = Measured(content)
    yield from measured
    if measured.sha256 != source.sha256:
        raise FileUnreadable(name=source.name, reason=CHANGED)
