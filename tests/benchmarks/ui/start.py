"""How soon the first window stands, from the process's start, and which imports that takes.

Run as ``python -m tests.benchmarks.ui.start [--rounds N]``.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import time

from tests.benchmarks.measure import ROOT

FIRST = """
import time
from pathlib import Path
from app.ui import application
app = application.make_application(["gongkai"])
from app.ui.dialogs.unlock import UnlockDialog
from app.ui.jobs import JobRunner
dialog = UnlockDialog(Path("."), JobRunner(), "zh")
dialog.show()
app.processEvents()
print(time.time(), time.process_time())
"""
BEHIND = "from app.core.jobs import Job; from app.ui.application import load; load(Job())"
HEAVIEST = 12


def main() -> int:
    """Print the clock and the CPU to the first window, the CPU of the rest, and the imports."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    clock, cpu = zip(*(_first_window() for _ in range(args.rounds)), strict=True)
    sys.stdout.write(
        f"first window: {statistics.median(clock):.2f} s by the clock (least {min(clock):.2f}), "
        f"{statistics.median(cpu):.2f} s of CPU\n"
    )
    code = f"import time\n{BEHIND}\nprint(time.process_time())"
    rest = statistics.median(float(_run(code).stdout) for _ in range(args.rounds))
    sys.stdout.write(f"what stands behind it: {rest:.2f} s of CPU, while the person types\n")
    lines = re.findall(
        r"import time: +(\d+) \| +(\d+) \| +(\S+)", _run("import app.ui.application", "-X", "importtime").stderr
    )  # fmt: skip
    sys.stdout.write("imports of the first window, milliseconds of their own:\n")
    for own, _, name in sorted(lines, key=lambda line: -int(line[0]))[:HEAVIEST]:
        sys.stdout.write(f"  {int(own) / 1000:6.1f}  {name}\n")
    return 0


def _first_window() -> tuple[float, float]:
    started = time.time()
    painted, cpu = _run(FIRST).stdout.split()
    return float(painted) - started, float(cpu)


def _run(code: str, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *options, "-c", code],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        capture_output=True,
        text=True,
        check=True,
    )


if __name__ == "__main__":
    sys.exit(main())
