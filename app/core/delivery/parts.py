"""A package in parts, where a medium takes no file so large, and whole again on the other side.

FAT32 ends a file at 4 GiB less a byte. Such a package travels as ``NAME.001``, ``NAME.002``… and
``NAME.parts.json``, their index, which is written last: where it lies, all parts do.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.delivery.package import read_part
from app.core.errors import ChainBroken
from app.core.files import atomic_file
from app.core.jobs import Job
from app.core.trust import canonical

FAT32 = (1 << 32) - 1  # bytes that a file may have there
INDEX = ".parts.json"


@dataclass(frozen=True)
class Slice:
    """A stretch of a file, in bytes."""

    file: Path
    start: int
    size: int

    def chunks(self, skip: int = 0, block: int = canonical.CHUNK) -> Iterator[bytes]:
        """Its bytes from ``skip`` on, at most ``block`` at once."""
        left = self.size - skip
        with self.file.open("rb") as source:
            source.seek(self.start + skip)
            while left and (chunk := source.read(min(left, block))):
                left -= len(chunk)
                yield chunk


@dataclass(frozen=True)
class Part:
    """One part as the index names it; ``sha256`` in hex, ``size`` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Index:
    """All parts of a file, in order, and the whole that they make."""

    sha256: str
    size: int
    parts: tuple[Part, ...]


def cut(file: Path, size: int) -> tuple[Slice, ...]:
    """A file in slices of at most ``size`` bytes."""
    total = file.stat().st_size
    return tuple(
        Slice(file, start, min(size, total - start)) for start in range(0, max(total, 1), size)
    )


def index_of(name: str, sha256: str, slices: tuple[Slice, ...]) -> Index:
    """The index of the parts of a package called ``name``."""
    parts = tuple(
        Part(f"{name}.{number:03}", each.size, canonical.digest_bytes(each.chunks()))
        for number, each in enumerate(slices, 1)
    )
    return Index(sha256, sum(part.size for part in parts), parts)


def join(index_file: Path, target: Path, job: Job) -> Index:
    """Put the parts beside an index together under ``target``, which appears only when it is whole.

    Raises :class:`ChainBroken` at link "package", naming the part that is missing or changed.
    """
    index = read_part(canonical.read_bytes(index_file), Index, "package")
    name = index_file.name.removesuffix(INDEX)
    done = 0
    whole = canonical.Measured(
        itertools.chain.from_iterable(_parts(index, name, index_file.parent))
    )
    with atomic_file(target) as file:
        for chunk in whole:
            job.report(done, index.size)
            file.write(chunk)
            done += len(chunk)
        if (whole.sha256, whole.size) != (index.sha256, index.size):
            raise ChainBroken.at("package", "各分卷合起来不符", "its parts do not make the whole")
    return index


def _parts(index: Index, name: str, folder: Path) -> Iterator[Iterator[bytes]]:
    for number, part in enumerate(index.parts, 1):
        path = folder / f"{name}.{number:03}"  # the only name that a part may have
        if part.name != path.name or not path.is_file() or path.stat().st_size != part.size:
            raise ChainBroken.at("package", f"缺少分卷 {number}", f"part {number} is missing")
        content = canonical.Measured(Slice(path, 0, part.size).chunks())
        yield content
        if content.sha256 != part.sha256:
            raise ChainBroken.at("package", f"分卷 {number} 有改动", f"part {number} was altered")
