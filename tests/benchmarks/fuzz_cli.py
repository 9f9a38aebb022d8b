"""Odd and damaged files through the command line, as a person or a scheduled run calls it.

``python -m tests.benchmarks.fuzz_cli --count N --seed S FILES…`` gives each of N damaged variants
(:mod:`tests.benchmarks.mutants`) to ``inspect``, ``convert`` and ``scan`` with ``--json``, and
tells what breaks the contract: an exit status other than 0, 1 and 2, no JSON document on standard
output, a trace, a value of a cell in the words of an error, an output that is not whole or stands
after an error, a temporary file that is left.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tests.benchmarks import mutants

MAIN = Path(__file__).parents[2] / "main.py"
SLOW = 300.0  # s on the wall, also of a busy machine
MARK = "甲密文乙"  # stands in the cells of some seeds, and must not stand in an error


def main(arguments: Sequence[str]) -> int:
    """The exit status: 1 when anything broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fuzz_cli")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    broken = calls = 0
    with contextlib.suppress(KeyboardInterrupt):  # the counts so far are worth having
        for number in range(args.seed, args.seed + args.count):
            random = Random(number)
            file = random.choice(args.files)
            data = mutants.mutant(file.read_bytes(), random)
            with tempfile.TemporaryDirectory() as folder:
                for command in ("inspect", "convert", "scan"):
                    for problem in _problems(command, file.name, data, Path(folder) / command):
                        broken += 1
                        _tell(f"{number} {file.name} {command}: {problem}")
                    calls += 1
    _tell(f"{calls} calls, {broken} problems")
    return int(broken > 0)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _problems(command: str, name: str, data: bytes, folder: Path) -> Iterator[str]:
    work, scratch = folder / "work", folder / "scratch"
    for place in (work, scratch):
        place.mkdir(parents=True)
    source, target = work / name, work / "out.csv"
    source.write_bytes(data)
    call = [sys.executable, str(MAIN), command, str(source), "--json"]
    call += ["-o", str(target)] if command == "convert" else []
    began = time.monotonic()
    try:
        done = subprocess.run(
            call, capture_output=True, timeout=SLOW, check=False,
            env=os.environ | {"TMPDIR": str(scratch)},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        yield f"took more than {time.monotonic() - began:.0f} s"
        return
    said, beside = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    error = None
    yield from _misspoken(done.returncode, said, beside)
    with contextlib.suppress(ValueError):
        error = json.loads(said).get("error")
    if command == "convert" and target.exists() != (error is None):
        yield "an output beside an error, or none"
    expected = {source.name, target.name} if target.exists() else {source.name}
    left = {path.name for path in work.iterdir()} - expected
    left |= {path.name for path in scratch.rglob("*")}
    if left:
        yield f"left behind: {sorted(left)}"
    if source.read_bytes() != data:
        yield "the source was changed"


def _misspoken(status: int, said: str, beside: str) -> Iterator[str]:
    """What is wrong with what a call said on standard output and beside it."""
    if status not in (0, 1, 2):
        yield f"exit status {status}"
    if "Traceback" in said + beside:
        yield "a trace"
    try:
        error = json.loads(said).get("error")
    except ValueError:
        yield "no JSON document"
        return
    if (status == 2) != (error is not None):
        yield f"exit status {status} with {error}"
    if error is not None and not {"code", "message", "hint", "where"} <= error.keys():
        yield f"an error without {error.keys()}"
    if error is not None and MARK in json.dumps(error, ensure_ascii=False) + beside:
        yield "a value in an error"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
