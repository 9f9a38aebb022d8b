"""Odd and damaged files through intake: each must end in a table or in an error of ours.

``python -m tests.benchmarks.fuzz --count N --seed S --keep DIR FILES…`` reads every file and N
damaged variants of them (:mod:`tests.benchmarks.mutants`), each in a forked process under the
limits of an import, and counts how they ended. The first file of each kind that broke something is
kept in DIR under the name of its seed. Linux and macOS only.
"""

import argparse
import os
import resource
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

import tests.benchmarks.mutants as mutants
from app.core import resources
from app.core.errors import GongkaiError
from app.core.intake.child.limits import GIB, Limits, confine
from app.core.intake.table import import_file, inspect_file
from app.core.jobs import Job

MEMORY = 2 * GIB  # bytes resident
LIMITS = Limits(memory=MEMORY, cpu=60)


def main(arguments: Sequence[str]) -> int:
    """The exit status: 1 when anything broke."""
    args = _parser().parse_args(arguments)
    args.keep.mkdir(parents=True, exist_ok=True)
    _warm_up()
    outcomes: Counter[str] = Counter()
    with suppress(KeyboardInterrupt):  # the counts so far are worth having
        for name, data in _cases(args.files, args.count, args.seed):
            outcome = _ending(name, data)
            outcomes[outcome] += 1
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
    """Load what every import needs once, before the forks."""
    for name in ("subsistence-allowance.xlsx", "cultural-facilities.csv"):
        inspect_file(resources.path("examples", name), Job())


def _broke(outcome: str) -> bool:
    return not outcome.startswith(("table", "error "))


def _ending(name: str, data: bytes) -> str:
    """How the reading of one file ends, in a process of its own."""
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
            said = pipe.read().decode(errors="replace")
        _, status, used = os.wait4(child, 0)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    if os.WIFSIGNALED(status):
        return f"killed by signal {os.WTERMSIG(status)}"
    return "took too much memory" if peak > MEMORY else said


def _live(path: Path, pipe: int, parent: int) -> None:
    """The whole life of the child."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    confine(LIMITS, parent)
    resource.setrlimit(resource.RLIMIT_CPU, (LIMITS.cpu, LIMITS.cpu))
    os.write(pipe, _attempt(path).encode())
    os._exit(0)


def _attempt(path: Path) -> str:
    try:
        inspect_file(path, Job())
        rows = import_file(path, Job()).data.num_rows
    except GongkaiError as error:
        return f"error {error.code}"
    except MemoryError:
        return "error import-failed: memory"
    except BaseException as error:  # noqa: BLE001 — a library in Rust panics beside Exception
        *_, last = traceback.extract_tb(error.__traceback__)
        ours = [f for f in traceback.extract_tb(error.__traceback__) if "/app/" in f.filename]
        places = [f"{Path(f.filename).name}:{f.lineno}" for f in (*ours[-2:], last)]
        return f"bug {type(error).__name__} at {' < '.join(reversed(places))}"
    return "table" if rows else "table without rows"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
