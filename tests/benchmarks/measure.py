"""What a piece of Python costs: CPU time and peak memory, each run in a process of its own.

Two rivals take turns, so that a busy machine slows both; only their ratio is worth reading.
"""

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_CHILD = """
import json, sys, time
setup, work = json.load(sys.stdin)
scope = {}
exec(setup, scope)
started, clock = time.process_time(), time.perf_counter()
exec(work, scope)
spent, passed = time.process_time() - started, time.perf_counter() - clock
try:
    status = open("/proc/self/status", encoding="ascii", errors="replace").read()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
except OSError:
    peak = 0.0
print(json.dumps([spent, peak, passed]))
"""


@dataclass(frozen=True)
class Task:
    """Python source: ``setup`` is not timed, ``work`` is, all its threads together."""

    setup: str
    work: str


@dataclass(frozen=True)
class Cost:
    """``cpu`` in seconds, user and system; ``peak`` resident memory of the whole run in MiB, or 0
    where the system does not tell; ``elapsed`` in seconds by the clock.
    """

    cpu: float
    peak: float
    elapsed: float


@dataclass(frozen=True)
class Ratios:
    """Medians over the rounds, of each rival and of their ratios: what ``a`` costs, by ``b``."""

    a: Cost
    b: Cost
    cpu: float
    peak: float


def run(task: Task) -> Cost:
    """One run in a child. Raises CalledProcessError."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=json.dumps([task.setup, task.work]),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def alternate(a: Task, b: Task, rounds: int = 3) -> Ratios:
    """Run two tasks in turn, so many times each."""
    pairs = [(run(a), run(b)) for _ in range(rounds)]
    return Ratios(
        a=median([first for first, _ in pairs]),
        b=median([second for _, second in pairs]),
        cpu=statistics.median(first.cpu / second.cpu for first, second in pairs),
        peak=statistics.median(first.peak / (second.peak or 1) for first, second in pairs),
    )


def median(costs: list[Cost]) -> Cost:
    """The median of each cost by itself."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.peak for cost in costs),
        statistics.median(cost.elapsed for cost in costs),
    )
