"""Work that the tests give to a child process, good and hostile; it must be importable by name."""

import mmap
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from app.core.errors import FileUnreadable, Where
from app.core.intake.child.process import in_child
from app.core.jobs import Job
from app.core.model import Hidden, Table
from app.core.text import Text

SECRET = "330199194912310020"


@dataclass(frozen=True)
class Found:
    """Something of every sort that a table of the model holds."""

    data: pa.Table
    more: tuple[pa.Table, ...]
    hidden: tuple[Hidden, ...]
    notes: tuple[tuple[Text, str], ...]
    counts: dict[str, int]


def dictionaries(words: int, rows: int) -> pa.Table:
    """Two chunks whose dictionaries differ, as a reader makes them."""
    chunks = []
    for chunk in ("甲", "乙"):
        texts = pa.array([f"{chunk}{word}" for word in range(words)])
        numbers = pa.array(np.arange(rows, dtype=np.int32) % words)
        chunks.append(pa.DictionaryArray.from_arrays(numbers, texts))
    return pa.table({"列": pa.chunked_array(chunks)})


def table_of(words: int, rows: int, *, job: Job) -> Found:
    job.report(rows, rows)
    return Found(
        dictionaries(words, rows),
        (dictionaries(1, 3), pa.table({"空": pa.array([], pa.string())})),
        (Hidden("sheet", "表2", "乙"),),
        ((Text("文件名", "file name"), "甲.xlsx"),),
        {"乡": 3},
    )


def large(rows: int, *, job: Job) -> pa.Table:
    """Four columns of ``rows`` numbers of 8 bytes."""
    return pa.table({f"列{number}": np.arange(rows) * number for number in range(4)})


def count_up(turns: int, *, job: Job) -> int:
    for turn in range(turns):
        job.report(turn, turns)
        time.sleep(0.02)
    return turns


def take_memory(size: int, *, job: Job) -> int:
    return len(bytearray(size))


def take_arrow_memory(size: int, *, job: Job) -> int:
    return len(pa.allocate_buffer(size))


def take_memory_quietly(size: int, *, job: Job) -> int:
    """Reserve without touching: what a file of 5 KB makes a reader do."""
    return len(mmap.mmap(-1, size))


def loop(*, job: Job) -> int:
    while True:
        pass


def sleep(*, job: Job) -> int:
    time.sleep(3600)
    return 0


def loop_with_progress(*, job: Job) -> int:
    while True:
        job.report(1)


def abort(*, job: Job) -> int:
    os.abort()


def fault(*, job: Job) -> int:
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def kill(*, job: Job) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def cut_while_mapped(path: Path, *wanted: object, job: Job) -> Table:
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    os.truncate(path, 0)
    raise AssertionError(mapped[0])  # the process does not outlive the look


def gone_while_mapped(path: Path, *wanted: object, job: Job) -> Table:
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    os.truncate(path, 0)
    path.unlink()
    raise AssertionError(mapped[0])


def leave(*, job: Job) -> int:
    os._exit(0)


def shut_pipes(*, job: Job) -> int:
    os.closerange(3, 100)
    time.sleep(3600)
    return 0


def refuse(*, job: Job) -> int:
    reason = Text("第 3 行损坏", "row 3 is damaged")
    raise FileUnreadable(Where("甲.xlsx", "表1", 3, "B"), name="甲\udcff.xlsx", reason=reason)


def count_wrongly(*, job: Job) -> int:
    raise FileUnreadable(name="甲.xlsx", reason=10**30)


def misstep(*, job: Job) -> int:
    try:
        int(SECRET + "x")
    except ValueError as error:
        raise LookupError(SECRET) from error
    return 0


def lie(*, job: Job) -> int:
    return "not a number"  # type: ignore[return-value]


def carry(*, job: Job) -> object:
    return {1: pa.array([1])}


def chatter(*, job: Job) -> int:
    sys.stdout.write(SECRET)
    sys.stderr.write(SECRET)
    sys.stdout.flush()
    os.write(1, SECRET.encode())
    os.write(2, SECRET.encode())
    return 1


def interrupt_key(*, job: Job) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return 1


def tell_pid(path: str, *, job: Job) -> int:
    Path(path).write_text(str(os.getpid()))
    time.sleep(3600)
    return 0


def limits_here(*, job: Job) -> dict[str, str]:
    """The kernel's own words on this process."""
    lines = Path("/proc/self/limits").read_text().splitlines()
    return {line[:25].strip(): line[25:47].strip() for line in lines[1:]}


if __name__ == "__main__":
    in_child(tell_pid, (sys.argv[1],), Job(), name="甲.xlsx")
