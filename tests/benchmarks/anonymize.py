"""What the optimal search costs: Adult, a large table, and tables of other shapes.

Coding and search are timed in a process of its own each, from dictionary-encoded Arrow. ``--anjana PYTHON``
lets anjana 1.2.3 (a greedy search that pins its own libraries) do the same on Adult, by the interpreter
of an environment that it is installed in; the two take turns.
Run as ``python -m tests.benchmarks.anonymize [--rows N] [--only NAME]``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from tests.benchmarks.measure import ROOT, Task, median, run
from tests.core.desensitize.anonymize import adult

Rows = list[list[str]]

SETUP = """
import json, statistics
import pyarrow as pa
from app.core.contingency import contingency
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.anonymize.search import search
from app.core.desensitize.anonymize.tuples import tuples_of
from app.core.desensitize.hierarchies.hierarchy import from_rows
from app.core.jobs import Job
trees = json.load(open({trees!r}))
data = pa.ipc.open_file({source!r}).read_all()
problem = Problem(
    tuple(from_rows(name, rows) for name, rows in trees.items()),
    (KAnonymity({k}),), metrics.get("loss"), {limit},
)
"""
WORK = """
tuples = tuples_of(contingency(data, problem.quasi_identifiers, Job()), problem.hierarchies, {})
runs = [search(tuples, problem, Job()) for _ in range(%d)]
"""
TELL = """
best = min(runs, key=lambda found: found.seconds)
solution = best.solution
told = [best.seconds, best.checked, best.nodes, solution and solution.loss, len(tuples.counts)]
print(json.dumps(told), file=open(%r, "w"))
"""

ANJANA = """
import json, sys, time, warnings
import numpy as np, pandas as pd
from anjana.anonymity import k_anonymity
warnings.simplefilter("ignore")
trees = json.load(open(sys.argv[1]))
frame = pd.read_csv(sys.argv[2], dtype=str)
levels = {
    name: {level: np.array([row[level] for row in rows]) for level in range(len(rows[0]))}
    for name, rows in trees.items()
}
started = time.process_time()
k_anonymity(frame, [], list(trees), int(sys.argv[3]), float(sys.argv[4]), levels)
print(time.process_time() - started)
"""


@dataclass(frozen=True)
class Case:
    """``make``: the table and its hierarchies. ``runs``: how often to search for the least time."""

    make: Callable[[int], tuple[pa.Table, dict[str, Rows]]]
    limits: tuple[float, ...]
    k: int = 5
    rows: int = 0
    runs: int = 1


def of_adult(rows: int) -> tuple[pa.Table, dict[str, Rows]]:
    table = adult.table()
    return table, {
        hierarchy.column: [
            [
                level.labels[group].as_py()
                for level, group in zip(hierarchy.levels, row, strict=True)
            ]
            for row in zip(*(level.groups.tolist() for level in hierarchy.levels), strict=True)
        ]
        for hierarchy in adult.hierarchies()
    }


def persons(rows: int) -> tuple[pa.Table, dict[str, Rows]]:
    """Invented persons by age, gender, district, education, occupation and ethnic group."""
    districts = [
        f"{province:02}{city:02}{county:02}"
        for province in range(11, 42)
        for city in range(1, 10)
        for county in range(1, 11)
    ]
    trees = {
        "age": banded(100, 5, 10, 20, 40),
        "gender": [[value, "*"] for value in "男女"],
        "district": [[d, d[:4], d[:2], str(int(d[:2]) // 10), "*"] for d in districts],
        "edu": banded(9, 3),
        "occ": banded(60, 10),
        "ethnic": [[str(value), "*"] for value in range(56)],
    }
    return invented(trees, rows, uneven=set(trees) - {"gender"}), trees


def many_columns(rows: int) -> tuple[pa.Table, dict[str, Rows]]:
    """Eleven columns of few values and low hierarchies: a survey."""
    trees = {f"q{place}": banded(4 + place % 5, 2) for place in range(11)}
    return invented(trees, rows, uneven=set(trees)), trees


def few_high(rows: int) -> tuple[pa.Table, dict[str, Rows]]:
    """Four columns of many values and high hierarchies: dates, codes, amounts."""
    trees = {
        "day": banded(3_650, 7, 28, 84, 336, 1680),
        "code": [
            [f"{v:05}", *(f"{v:05}"[:cut] for cut in (4, 3, 2, 1)), "*"] for v in range(20_000)
        ],
        "amount": banded(1_000, 5, 10, 50, 100, 500),
        "sex": [["m", "*"], ["f", "*"]],
    }
    return invented(trees, rows, uneven={"code", "amount"}), trees


def clustered(rows: int) -> tuple[pa.Table, dict[str, Rows]]:
    """Columns that hang together: in most rows each follows from the district."""
    trees = {
        "district": [[f"{v:04}", f"{v:04}"[:2], f"{v:04}"[:1], "*"] for v in range(800)],
        "school": banded(120, 10, 40),
        "trade": banded(40, 8),
        "birth": banded(80, 5, 10, 20),
        "status": banded(6, 2),
        "size": banded(12, 3, 6),
    }
    source = np.random.default_rng(11)
    district = source.zipf(1.3, rows) % 800
    columns = {"district": district}
    for name, values in trees.items():
        if name != "district":
            follows = source.random(rows) < 0.7
            chance = source.integers(0, len(values), rows)
            columns[name] = np.where(follows, district * 7 % len(values), chance)
    return coded(trees, columns), trees


def banded(values: int, *widths: int) -> Rows:
    """Whole numbers in ever wider bands, and at last in one."""
    return [
        [str(v), *(f"{v // w * w}-{v // w * w + w - 1}" for w in widths), "*"]
        for v in range(values)
    ]


def invented(trees: dict[str, Rows], rows: int, uneven: set[str]) -> pa.Table:
    source = np.random.default_rng(7)
    columns = {}
    for name, values in trees.items():
        weights = source.exponential(size=len(values)) if name in uneven else np.ones(len(values))
        columns[name] = source.choice(len(values), rows, p=weights / weights.sum())
    return coded(trees, columns)


def coded(trees: dict[str, Rows], columns: dict[str, np.ndarray]) -> pa.Table:
    return pa.table(
        {
            name: pa.DictionaryArray.from_arrays(
                pa.array(columns[name].astype(np.int32)), pa.array([row[0] for row in values])
            )
            for name, values in trees.items()
        }
    )


CASES = {
    "adult": Case(of_adult, (0, 0.02, 0.05, 1), runs=9),
    "adult k=21": Case(of_adult, (0, 0.02, 0.05, 1), k=21, runs=5),
    "many columns": Case(many_columns, (0, 0.02, 0.05), rows=40_000),
    "few, high": Case(few_high, (0, 0.02, 1), k=10, rows=200_000, runs=2),
    "clustered": Case(clustered, (0, 0.02, 1), rows=100_000, runs=2),
    "persons": Case(persons, (0, 0.02)),
}


def write(folder: Path, case: Case, rows: int) -> tuple[str, str]:
    """The table and its hierarchies as files."""
    data, trees = case.make(rows)
    source, tree = folder / "data.arrow", folder / "trees.json"
    with pa.OSFile(str(source), "wb") as file, pa.ipc.new_file(file, data.schema) as writer:
        writer.write_table(data)
    tree.write_text(json.dumps(trees), encoding="utf-8")
    pyarrow.csv.write_csv(data.slice(0, 100_000), folder / "data.csv")
    return str(source), str(tree)


def measured(source: str, trees: str, case: Case, limit: float, rounds: int) -> str:
    """One line of the answer."""
    told = Path(source).with_name("told.json")
    setup = SETUP.format(trees=trees, source=source, k=case.k, limit=limit)
    whole = [run(Task(setup, WORK % 1)) for _ in range(rounds)]
    run(Task(setup + WORK % case.runs, TELL % str(told)))
    seconds, checked, nodes, loss, tuples = json.loads(told.read_text(encoding="utf-8"))
    cost = median(whole)
    return (
        f"{limit:6.0%} {cost.cpu:9.3f} {seconds:9.4f} {cost.peak:7.0f} {checked:6} {nodes:7}"
        f" {tuples:9} {'-' if loss is None else format(loss, '.6f')}"
    )


def against_anjana(python: str, folder: Path, limits: Sequence[float], rounds: int) -> None:
    """What anjana takes for the same; both take turns."""
    setup = {"trees": str(folder / "trees.json"), "source": str(folder / "data.arrow"), "k": 5}
    for limit in limits:
        pairs = []
        for _ in range(rounds):
            ours = run(Task(SETUP.format(limit=limit, **setup), WORK % 1)).cpu
            asked = [python, "-c", ANJANA, setup["trees"], str(folder / "data.csv"), "5"]
            done = subprocess.run(
                [*asked, str(100 * limit)], cwd=ROOT, capture_output=True, text=True, check=True
            )
            pairs.append((ours, float(done.stdout.split()[-1])))
        ours, theirs = (sorted(side)[len(side) // 2] for side in zip(*pairs, strict=True))
        sys.stdout.write(
            f"{limit:6.0%} ours {ours:.3f} s, anjana {theirs:.2f} s: {theirs / ours:.0f}x\n"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000_000, help="of the table of persons")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=list(CASES))
    parser.add_argument("--anjana", metavar="PYTHON")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, case in CASES.items():
            if args.only not in (None, title):
                continue
            source, trees = write(folder, case, case.rows or args.rows)
            sys.stdout.write(
                f"{title}\n suppr.  coding and   search   peak  looked   nodes    tuples  loss\n"
                "          search s        s    MiB     at\n"
            )
            for limit in case.limits:
                sys.stdout.write(measured(source, trees, case, limit, args.rounds) + "\n")
                sys.stdout.flush()
            if args.anjana and title == "adult":
                against_anjana(args.anjana, folder, case.limits[:3], args.rounds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
