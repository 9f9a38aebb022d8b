"""What every writer offers, and how a table becomes a file."""

from pathlib import Path
from typing import BinaryIO, Protocol

import pyarrow as pa

from app.core.errors import FormatUnknown
from app.core.files import atomic_file
from app.core.jobs import Job
from app.core.registry import Registry
from app.core.text import Text

BATCH = 16 * 1024  # rows between two looks at the job


class Writer(Protocol):
    """Writes a table of text in one format; ``id`` is the file suffix without its dot."""

    id: str
    title: Text
    version: str

    def write(self, data: pa.Table, sink: BinaryIO, job: Job) -> None:
        """Write the whole table. Raises CharactersLost where the format cannot hold the text."""


writers: Registry[Writer] = Registry(
    "writers", Text("导出格式", "writer"), "app.core.intake.writers"
)


def write_table(data: pa.Table, path: Path, job: Job, *, overwrite: bool = False) -> None:
    """Write a table as ``path``'s suffix says, all or nothing.

    Raises FormatUnknown, OutputExists, OutputUnwritable, CharactersLost.
    """
    known = writers.all()
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in known:
        raise FormatUnknown(name=path.name, known=", ".join(known))
    with atomic_file(path, overwrite=overwrite) as sink:
        known[suffix].write(data, sink, job)
