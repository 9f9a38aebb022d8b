"""Odd and damaged files through inspect, convert and scan: a table or an error of ours must come.

``python -m tests.benchmarks.fuzz --count N --seed S --keep DIR FILES…`` takes every file and N
damaged variants of them (:mod:`tests.benchmarks.mutants`), each in a forked process under the
limits of an import, and counts how they ended. The first file of each kind that broke something is
kept in DIR under the name of its seed; ``--each`` prints a line for every file. Linux and macOS
only.
"""

import argparse
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

import tests.benchmarks.mutants as mutants
from app.core import acts, resources
from app.core.errors import GongkaiError
from app.core.intake.child.limits import GIB, Limits, confine
from app.core.intake.table import import_file, inspect_file
from app.core.intake.writer import write_table
from app.core.jobs import Job

MEMORY = 2 * GIB  # bytes resident
LIMITS = Limits(memory=MEMORY, cpu=60)
HANGS = 300  # s on the wall, by which a process that uses none of its own is told
SLOW = 20.0  # s of processor time that no file of this size may take


def main(arguments: Sequence[str]) -> int:
    """The exit status: 1 when anything broke."""
    args = _parser().parse_args(arguments)
    args.keep.mkdir(parents=True, exist_ok=True)
    _warm_up()
    outcomes: Counter[str] = Counter()
    with suppress(KeyboardInterrupt):  # the counts so far are worth having
        for name, data in _cases(args.files, args.count, args.seed):
            outcome, seconds, peak = _ending(name, data)
            outcomes[outcome] += 1
            if args.each:
                _tell(f"{seconds:6.1f} s {peak >> 20:5} MB {outcome}: {name}")
            if _broke(outcome) and outcomes[outcome] == 1:
                (args.keep / name).write_bytes(data)
                _tell(f"{outcome}\n  {args.keep / name}")
    for outcome, count in outcomes.most_common():
        _tell(f"{count:7} {outcome}")
    return int(any(_broke(outcome) for outcome in outcomes))


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fuzz")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=1000, help="how many damaged variants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", action="store_true", help="a line for every file")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "gongkai-fuzz")
    return parser


def _cases(files: Sequence[Path], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    for file in files:
        yield file.name, file.read_bytes()
    for number in range(seed, seed + count):
        random = Random(number)
        file = random.choice(files)
        yield f"{number}-{file.name}", mutants.mutant(file.read_bytes(), random)


def _warm_up() -> None:
    """Load what every act needs once, before the forks."""
    for name in ("subsistence-allowance.xlsx", "cultural-facilities.csv"):
        path = resources.path("examples", name)
        inspect_file(path, Job())
        acts.examine(import_file(path, Job()), Job())


def _broke(outcome: str) -> bool:
    return not outcome.startswith(("table", "error "))


def _ending(name: str, data: bytes) -> tuple[str, float, int]:
    """How the acts on one file end, in a process of its own; its seconds and its peak in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        ours, theirs = os.pipe()
        parent = os.getpid()
        child = os.fork()
        if child == 0:
            os.close(ours)
            _live(path, theirs, parent)
        os.close(theirs)
        with os.fdopen(ours, "rb") as pipe:
            *acts_begun, said = pipe.read().decode(errors="replace").split("\n")
        _, status, used = os.wait4(child, 0)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    seconds = used.ru_utime + used.ru_stime
    during = acts_begun[-1] if acts_begun else "start"
    if os.WIFSIGNALED(status):
        said = f"killed by signal {os.WTERMSIG(status)} during {during}"
    elif peak > MEMORY:
        said = f"took too much memory during {during}"
    elif seconds > SLOW:
        said = f"took too long during {during}"
    return said, seconds, peak


def _live(path: Path, pipe: int, parent: int) -> None:
    """The whole life of the child."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    confine(LIMITS, parent)
    resource.setrlimit(resource.RLIMIT_CPU, (LIMITS.cpu, LIMITS.cpu))
    signal.alarm(HANGS)
    os.write(pipe, _attempt(path, lambda act: os.write(pipe, f"{act}\n".encode())).encode())
    os._exit(0)


def _attempt(path: Path, begin: Callable[[str], object]) -> str:
    try:
        begin("inspect")
        inspect_file(path, Job())
        begin("import")
        table = import_file(path, Job())
        begin("write")
        write_table(table.data, path.with_name("out.csv"), Job())
        begin("scan")
        acts.examine(table, Job())
    except GongkaiError as error:
        return f"error {error.code}"
    except MemoryError:
        return "error import-failed: memory"
    except BaseException as error:  # noqa: BLE001 — a library in Rust panics beside Exception
        *_, last = traceback.extract_tb(error.__traceback__)
        ours = [f for f in traceback.extract_tb(error.__traceback__) if "/app/" in f.filename]
        places = [f"{Path(f.filename).name}:{f.lineno}" for f in (*ours[-2:], last)]
        return f"bug {type(error).__name__} at {' < '.join(reversed(places))}"
    return "table" if table.rows else "table without rows"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
