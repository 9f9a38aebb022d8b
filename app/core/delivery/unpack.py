"""Unpacking a package into a folder: whole and proven, or not at all."""

from collections.abc import Collection, Iterator
from pathlib import Path

from app.core.delivery.package import read_outside
from app.core.delivery.verify import Opened, open_package
from app.core.errors import FileMissing
from app.core.files import atomic_folder, write_atomically
from app.core.jobs import Job
from app.core.model import Card, PackedFile
from app.core.trust.sealing import SealingKey


def unpack(
    path: Path, folder: Path, key: SealingKey, trusted: Collection[Card] | None, job: Job
) -> Opened:
    """Write every file of a package into a new folder.

    They are decrypted into a folder ending in ``.part``, which gets its name when every link of the chain
    holds. ``trusted``: the cards that may sign, or None for any. Raises FileMissing, OutputExists,
    OutputUnwritable, :class:`ChainBroken`, SuiteRefused.
    """
    if not path.is_file():
        raise FileMissing(name=path.name)
    outside = read_outside(path, job)
    with atomic_folder(folder) as part:

        def keep(file: PackedFile, chunks: Iterator[bytes]) -> None:
            write_atomically(part / file.name, chunks)

        opened = open_package(path, outside, key, trusted=trusted, sink=keep)
        for name, document in opened.documents.items():
            write_atomically(part / name, [document])
    return opened
