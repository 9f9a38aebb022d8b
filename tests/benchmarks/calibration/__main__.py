"""Fit, examine, and write if wished: ``python -m tests.benchmarks.calibration``. See the package."""

import argparse
import sys
import tempfile
from pathlib import Path

from app.core import resources
from tests.benchmarks.calibration import __doc__ as about
from tests.benchmarks.calibration.fit import best_penalty, fit
from tests.benchmarks.calibration.harvest import Weighed, harvest, load, save
from tests.benchmarks.calibration.model import Evidence, Parameters, evidence, says, weighing, write
from tests.benchmarks.detection import DEVELOPMENT_SEED, FIRST_REPORT_SEED
from tests.benchmarks.detection.labels import LabelledTable
from tests.benchmarks.detection.product import examine
from tests.benchmarks.detection.scoring import Score, f1
from tests.benchmarks.detection.tables import examination


def main() -> None:
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--sets", type=int, default=10, help=f"seeds from {DEVELOPMENT_SEED} on")
    parser.add_argument("--examine", type=int, default=4, help=f"sets from {FIRST_REPORT_SEED} on")
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument(
        "--missed",
        type=float,
        default=10,
        help="false alarms that a missed direct identifier costs",
    )
    parser.add_argument("--verdicts", type=Path, help="keep what was weighed here, or read it")
    parser.add_argument("--write", action="store_true", help="write the packs, if none is worse")
    args = parser.parse_args()
    weighed = _weighed(range(DEVELOPMENT_SEED, DEVELOPMENT_SEED + args.sets), args)
    parameters = Parameters()
    problem = parameters.problem(weighed, args.missed)
    penalty, losses = best_penalty(problem)
    shift = fit(problem, penalty)
    _say(f"{len(weighed)} verdicts, {sum(one.true for one in weighed)} of them true")
    _say("loss left out, by penalty: " + ", ".join(f"{p:g} {v:.5f}" for p, v in losses.items()))
    _say(f"loss {problem.loss(0 * shift):.5f} as set, {problem.loss(shift):.5f} fitted")
    for name, by in zip(parameters.names, shift.tolist(), strict=True):
        if abs(by) >= 0.01:
            _say(f"  {name:32}{by:+.2f}")
    fitted = parameters.shifted(shift)
    seeds = range(FIRST_REPORT_SEED, FIRST_REPORT_SEED + args.examine)
    tables = tuple(table for seed in seeds for table in examination(seed, args.rows))
    set_, found = _examined(tables, (says(), evidence())), _examined(tables, fitted)
    _say(f"\n== as set\n{set_.report()}\n\n== fitted\n{found.report()}")
    good = not _worse(found, set_)
    _say(f"\nthe fitted weights are {'not worse' if good else 'WORSE'} on the sets left out")
    if args.write and good:
        for file in write(*fitted, resources.path("rules")):
            _say(str(file))


def _weighed(seeds: range, args: argparse.Namespace) -> list[Weighed]:
    """What was kept, if all seeds are there; else harvested and kept."""
    if args.verdicts and args.verdicts.exists():
        kept = [one for one in load(args.verdicts) if one.seed in seeds]
        if {one.seed for one in kept} == set(seeds):
            return kept
    weighed = list(harvest(seeds, args.rows))
    if args.verdicts:
        save(weighed, args.verdicts)
    return weighed


def _examined(
    tables: tuple[LabelledTable, ...], weights: tuple[float, dict[str, Evidence]]
) -> Score:
    with weighing(*weights), tempfile.TemporaryDirectory() as folder:
        return examine(tables, Path(folder))[0]


def _worse(one: Score, other: Score) -> bool:
    """Whether it finds fewer direct identifiers, alarms more often, or has a smaller F1."""
    return (
        sum(one.direct) < sum(other.direct)
        or one.alarmed > other.alarmed
        or f1(one.precision.rate, one.recall.rate) < f1(other.precision.rate, other.recall.rate)
    )


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
