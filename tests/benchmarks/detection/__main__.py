"""Examine the review: ``python -m tests.benchmarks.detection``. See the package."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.detection import DEVELOPMENT_SEED, FIRST_REPORT_SEED, peers
from tests.benchmarks.detection import __doc__ as about
from tests.benchmarks.detection.product import examine
from tests.benchmarks.detection.tables import examination


def main() -> None:
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=DEVELOPMENT_SEED)
    parser.add_argument("--sets", type=int, default=1, help="so many seeds from there on, as one")
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--show", action="store_true", help="list every miss and false alarm")
    parser.add_argument("--peers", action="store_true", help="and the other tools, if installed")
    args = parser.parse_args()
    seeds = range(args.seed, args.seed + args.sets)
    tables = tuple(table for seed in seeds for table in examination(seed, args.rows))
    use = "for reports" if args.seed >= FIRST_REPORT_SEED else "for calibration"
    _say(f"seeds {seeds[0]} to {seeds[-1]} ({use}), {len(tables)} tables of {args.rows} rows")
    with tempfile.TemporaryDirectory() as folder:
        score, cost = examine(tables, Path(folder))
    _say(score.report())
    _say(
        f"\n{cost.cells / cost.seconds:,.0f} cells a CPU second ({cost.cells:,} in {cost.seconds:.1f} s)"
    )
    if cost.unlisted:
        _say(
            f"the scan left {cost.unlisted:,} hits out of its list: cell recall is too low by them"
        )
    if args.show:
        _say("\n" + "\n".join(map(str, score.lapses)))
    if args.peers:
        for name, peer in peers.installed():
            _say(f"\n== {name}\n{peers.examine(tables, peer).report()}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
