"""What local recoding costs, and how fine its classes are, on invented persons and on UCI Adult.

``python -m tests.benchmarks.local_recoding [--rows N] [--adult FOLDER [--rival PYTHON]]``. The folder
holds ``adult.csv`` and one ``adult_hierarchy_COLUMN.csv`` a column, separated by semicolons, as ARX
ships them. The rival is anonypyx's Mondrian (MIT), in an environment of its own; ours runs before and
after it, since it takes minutes. CPU time, all threads.
"""

import argparse
import csv
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from app.core import resources
from app.core.desensitize.anonymize.local.limits import Limits
from app.core.desensitize.anonymize.local.mondrian import mondrian
from app.core.desensitize.anonymize.local.recoded import Recoded
from app.core.desensitize.anonymize.local.suppression import suppress_cells
from app.core.desensitize.hierarchies.builtin import build
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_rows
from app.core.jobs import Job

K = 5
# By column, how many values, and how unevenly they lie.
COLUMNS = {"性别": (2, 0.0), "学历": (9, 1.0), "职业": (60, 1.0), "民族": (56, 3.0)}

RIVAL = """
import json, sys, time
import pandas as pd
import anonypyx
frame = pd.read_csv(sys.argv[1], sep=";")
for column in frame.columns.drop("age"):
    frame[column] = frame[column].astype("category")
columns = list(frame.columns)
frame["id"] = range(len(frame))
started = time.process_time()
found = anonypyx.Anonymiser(
    frame, k=int(sys.argv[2]), algorithm="Mondrian", feature_columns=columns,
    generalisation_strategy="human-readable",
).anonymise()
print(json.dumps([time.process_time() - started, len(found[columns].drop_duplicates())]))
"""


def persons(rows: int) -> tuple[pa.Table, dict[str, Hierarchy]]:
    """Invented persons; districts by their codes, which go up the tree of regions."""
    source = np.random.default_rng(7)

    def column(values: list[str], weights: np.ndarray) -> pa.DictionaryArray:
        codes = source.choice(len(values), rows, p=weights / weights.sum())
        return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(values))

    tree = resources.pack("region-codes").data["codes"]
    districts = [
        province + city + county
        for province, cities in tree.items()
        for city, counties in cities.items()
        for county in counties.split()
    ][:2_790]
    ages = np.arange(100)
    arrays = {
        "年龄": column(list(map(str, ages)), np.exp(-(((ages - 40) / 30) ** 2))),
        "区划": column(districts, np.arange(1, len(districts) + 1) ** -0.5),
    }
    for name, (size, slope) in COLUMNS.items():
        values = [f"{name}{value}" for value in range(size)]
        arrays[name] = column(values, np.arange(1, size + 1) ** -slope)
    return pa.table(arrays), {"区划": build("region-code", "区划", pa.array(districts))}


def adult(folder: Path) -> tuple[pa.Table, dict[str, Hierarchy]]:
    """UCI Adult with its hierarchies; ages go by size."""
    with (folder / "adult.csv").open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file, delimiter=";")
    data = pa.table([pa.array(column) for column in zip(*rows, strict=True)], names=names)
    hierarchies = {}
    for name in names:
        path = folder / f"adult_hierarchy_{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            hierarchies[name] = from_rows(name, list(csv.reader(file, delimiter=";")))
    del hierarchies["age"]
    return data, hierarchies


def timed(work: Callable[[], Recoded]) -> tuple[float, Recoded]:
    """CPU seconds, and what came of it."""
    started = time.process_time()
    found = work()
    return time.process_time() - started, found


def report(name: str, data: pa.Table, hierarchies: dict[str, Hierarchy], rounds: int) -> float:
    """Print a line for each way; answers with the CPU seconds of strict Mondrian."""
    columns = data.column_names
    ways: dict[str, Callable[[], Recoded]] = {
        "strict": lambda: mondrian(data, columns, hierarchies, Limits(K), Job()),
        "relaxed": lambda: mondrian(data, columns, hierarchies, Limits(K), Job(), relaxed=True),
        "cells": lambda: suppress_cells(data, columns, K, Job()),
    }
    costs: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, work in ways.items():
            seconds, found = timed(work)
            costs[way].append(seconds)
            if len(costs[way]) == rounds:
                share = sum(found.changed.values()) / (data.num_rows * len(columns))
                sys.stdout.write(
                    f"{name:8} {way:8} {statistics.median(costs[way]):8.2f}"
                    f" {found.measured.classes:8} {found.measured.average:8.2f} {share:8.1%}\n"
                )
    return statistics.median(costs["strict"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--adult", type=Path)
    parser.add_argument("--rival", type=Path, help="a Python that has anonypyx")
    args = parser.parse_args()
    sys.stdout.write("data     way         CPU s  classes  average  cells changed\n")
    report("persons", *persons(args.rows), args.rounds)
    if args.adult:
        before = report("adult", *adult(args.adult), args.rounds)
        if args.rival:
            asked = [args.rival, "-c", RIVAL, args.adult / "adult.csv", str(K)]
            done = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True)
            seconds, classes = json.loads(done.stdout.splitlines()[-1])
            after = report("adult", *adult(args.adult), args.rounds)
            ratio = seconds / statistics.mean([before, after])
            sys.stdout.write(
                f"adult    anonypyx {seconds:8.2f} {classes:8}; ours costs 1/{ratio:.0f}\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
