"""What every writer offers, and how a table becomes a file."""

import contextlib
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

import pyarrow as pa

from app.core.errors import FormatUnknown, ParameterInvalid
from app.core.files import atomic_file
from app.core.jobs import Job
from app.core.mapped_file import let_go
from app.core.registry import Registry
from app.core.row_text import RowText
from app.core.text import Text

BATCH = 16 * 1024  # rows between two looks at the job
SLICE = 256 << 10  # bytes that go to the file at once: longer ones leave the processor's cache
HELD = 64 << 20  # bytes written until what they were read from is given back
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")


@dataclass(frozen=True)
class WriteOptions:
    """How to write, where a format leaves a choice.

    ``encoding``: one of :data:`ENCODINGS`; ``utf-8-sig`` begins with a byte order mark. ``guard``:
    see :mod:`app.core.intake.formula_guard`.
    """

    encoding: str = "utf-8"
    guard: bool = False


PLAIN = WriteOptions()


@dataclass(frozen=True)
class Written:
    """A file that was written: ``sha256`` of its bytes in lower-case hex, ``size`` in bytes.

    ``files``: its name, and those of the files beside it. ``guarded``: how many cells got an
    apostrophe, which the catalog has to state, in ``guarded_columns``.
    """

    rows: int
    size: int
    sha256: str
    files: tuple[str, ...]
    guarded: int = 0
    guarded_columns: tuple[str, ...] = ()


class Writer(Protocol):
    """Writes a table of text in one format; ``id`` is the file suffix without its dot.

    ``options``: the names of the :class:`WriteOptions` that the format has.
    """

    id: str
    title: Text
    version: str
    options: frozenset[str] = frozenset()

    def write(
        self, data: pa.Table, sink: BinaryIO, job: Job, options: WriteOptions = PLAIN
    ) -> dict[str, int]:
        """Write the whole table; the answer is how many cells of which column were guarded.

        ``sink`` cannot seek. Raises CharactersLost where the format cannot hold the text.
        """

    def schema(self, data: pa.Table) -> tuple[str, bytes] | None:
        """A schema that goes into a file beside, as (suffix, content). Raises CharactersLost."""
        return None


writers: Registry[Writer] = Registry(
    "writers", Text("导出格式", "writer"), "app.core.intake.writers"
)


def write_table(
    data: pa.Table,
    path: Path,
    job: Job,
    *,
    overwrite: bool = False,
    options: WriteOptions = PLAIN,
) -> Written:
    """Write a table as ``path``'s suffix says, all or nothing, in memory bound by a batch.

    Raises FormatUnknown, ParameterInvalid, OutputExists, OutputUnwritable, CharactersLost.
    """
    known = writers.all()
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in known:
        raise FormatUnknown(name=path.name, known=", ".join(known))
    writer = known[suffix]
    _check(writer, options)
    schema = writer.schema(data)
    paths = [path]
    with contextlib.ExitStack() as stack:
        sink = _Sink(stack.enter_context(atomic_file(path, overwrite=overwrite)))
        if schema is not None:
            paths.append(path.with_suffix(f".{schema[0]}"))
            beside = stack.enter_context(atomic_file(paths[1], overwrite=overwrite))
            beside.write(schema[1])
        job.report(0, data.num_rows)
        guarded = writer.write(data, cast(BinaryIO, sink), job, options)
    return Written(
        rows=data.num_rows,
        size=sink.size,
        sha256=sink.sha256,
        files=tuple(file.name for file in paths),
        guarded=sum(guarded.values()),
        guarded_columns=tuple(guarded),
    )


def write_blocks(text: RowText, data: pa.Table, job: Job) -> Iterator[memoryview]:
    """A table's rows as text, with a report to the job before each block."""
    done = 0
    for rows, block in text.blocks(data):
        job.report(done, data.num_rows)
        yield block
        done += rows


def _check(writer: Writer, options: WriteOptions) -> None:
    if options.encoding not in ENCODINGS:
        known = ", ".join(ENCODINGS)
        raise ParameterInvalid(name="encoding", reason=Text(f"可选：{known}", f"one of {known}"))
    for option in fields(WriteOptions):
        chosen = getattr(options, option.name)
        if chosen != option.default and option.name not in writer.options:
            reason = Text(f"{writer.id} 没有这个选项", f"{writer.id} has no such option")
            raise ParameterInvalid(name=option.name, reason=reason)


class _Sink(io.RawIOBase):
    """Where the bytes go: on to the file, counted and digested on their way. What has been read of a
    mapped table to write them need not stay in memory.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._held = 0  # bytes written since memory was given back
        self.size = 0

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, block: Any) -> int:
        view = memoryview(block)
        for start in range(0, view.nbytes, SLICE):
            part = view[start : start + SLICE]
            self._digest.update(part)
            self._file.write(part)
        self.size += view.nbytes
        self._held += view.nbytes
        if self._held > HELD:
            let_go()
            self._held = 0
        return view.nbytes
