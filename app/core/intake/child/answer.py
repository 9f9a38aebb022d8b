"""How a value of the model comes back from another process, its tables beside it as Arrow streams.

Nothing is unpickled: the process that answers has read a stranger's file. The value is MessagePack
of a known type; a table in it is a place in the *body*, which holds one Arrow IPC stream a table
(the stream format, unlike the file format, lets each batch bring another dictionary).
"""

import os
import sys
import tempfile
from collections.abc import Callable
from multiprocessing import reduction
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec
import pyarrow as pa

from app.core.mapped_file import let_go, mapped

T = TypeVar("T")

IN_PIPE = 64 << 20  # bytes; a larger body is laid in a file
_ALIGNED = 64  # Arrow's own alignment, kept when the body is mapped

INVALID = (
    msgspec.DecodeError, pa.ArrowException, ValueError, LookupError, OSError, RecursionError,
)  # fmt: skip


class Answer(msgspec.Struct, tag=True):
    """``value``: MessagePack; ``places``: (offset, size) in bytes of each table's stream."""

    value: bytes
    places: list[tuple[int, int]]
    spilled: bool


class Spill:
    """A file that another process writes and this one maps.

    It never has a name that outlives both: on Linux none at all, on Windows one that the system
    removes when the last handle on it is closed. Only the owner may read it.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """``folder``: where it lies, else the system's folder for such files. Raises OSError."""
        self._file: Any = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 — closed by close()

    def __reduce__(self) -> tuple[Callable[[Any], BinaryIO], tuple[Any]]:
        """To the other process it is a plain file to write; only :mod:`multiprocessing` asks."""
        return _borrow, (_lend(self._file.fileno()),)

    def map(self) -> pa.Buffer:
        """Its bytes; they stay mapped for as long as any table is made of them."""
        return mapped(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def write(value: object, spill: BinaryIO, breathe: Callable[[], None]) -> tuple[Answer, pa.Buffer]:
    """The answer, and the body that goes with it unless it was laid into ``spill``.

    ``breathe`` is called for every chunk. Raises OSError when there is no room.
    """
    tables: list[pa.Table] = []

    def aside(found: object) -> int | str:
        if isinstance(found, str):  # with more to it than its text, which stays here
            return str(found)
        if not isinstance(found, pa.Table):
            raise NotImplementedError(f"{type(found).__name__} does not travel")
        tables.append(found)
        return len(tables) - 1

    encoded = msgspec.msgpack.encode(value, enc_hook=aside)
    spilled = sum(table.nbytes for table in tables) > IN_PIPE
    memory = pa.BufferOutputStream()
    sink = pa.PythonFile(spill, mode="w") if spilled else memory
    places = []
    for table in tables:
        sink.write(bytes(-sink.tell() % _ALIGNED))
        start = sink.tell()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            for batch in table.to_batches():
                stream.write_batch(batch)
                let_go()
                breathe()
        places.append((start, sink.tell() - start))
    if spilled:
        spill.flush()
    return Answer(encoded, places, spilled), memory.getvalue()


def read(answer: Answer, body: pa.Buffer, kind: type[T], breathe: Callable[[], None]) -> T:
    """The value that :func:`write` was given; its tables lie in ``body``, nothing is copied.

    Every text is checked, so that nothing false can be read later. Raises one of
    :data:`INVALID` when this is not such an answer.
    """
    tables = [_table(body.slice(start, size), breathe) for start, size in answer.places]

    def back(wanted: type, place: object) -> pa.Table:
        if wanted is not pa.Table or not isinstance(place, int):
            raise TypeError(f"{wanted.__name__} does not travel")
        return tables[place]

    return msgspec.msgpack.decode(answer.value, type=kind, dec_hook=back)


def _table(source: pa.Buffer, breathe: Callable[[], None]) -> pa.Table:
    batches = []
    with pa.ipc.open_stream(source) as stream:
        for name in stream.schema.names:  # one that is no text would fail only when it is used
            name.encode()
        for batch in stream:
            batch.validate(full=True)
            batches.append(batch)
            let_go()
            breathe()
        return pa.Table.from_batches(batches, stream.schema)


if sys.platform == "win32":
    import _winapi
    import msvcrt

    def _lend(file: int) -> Any:
        return reduction.DupHandle(msvcrt.get_osfhandle(file), _winapi.FILE_GENERIC_WRITE)

    def _borrow(lent: Any) -> BinaryIO:
        return os.fdopen(msvcrt.open_osfhandle(lent.detach(), os.O_BINARY), "wb")

else:

    def _lend(file: int) -> Any:
        return reduction.DupFd(file)

    def _borrow(lent: Any) -> BinaryIO:
        return os.fdopen(lent.detach(), "wb")
