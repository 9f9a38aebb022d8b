"""What the utility report costs, against cross-tabulating the same pairs of columns with pandas.

Invented persons in twelve columns, before and after; three columns are recoded and 2 % of the rows are
gone, which have to be found first. The rival only counts: every pair with a changed column, before and
after, texts as categories. Run as ``python -m tests.benchmarks.utility [--rows N]``.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa

from tests.benchmarks.measure import Task, alternate

SETUP = """
import itertools
import pandas as pd
import pyarrow as pa
from app.core.desensitize.utility.measure import compare
from app.core.jobs import Job
before = pa.ipc.open_file(pa.memory_map({before!r})).read_all()
after = pa.ipc.open_file(pa.memory_map({after!r})).read_all()
"""
OURS = "compare(before, after, Job())"
CHANGED = ("年龄", "区划", "收入")
THEIRS = f"""
for table in (before, after):
    frame = pd.DataFrame({{name: table[name].to_pandas().astype("category") for name in table.column_names}})
    for pair in itertools.combinations(frame.columns, 2):
        if set(pair) & set({CHANGED!r}):
            frame.groupby(list(pair), observed=True).size()
"""


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder), args.rows)
        setup = SETUP.format(before=str(paths[0]), after=str(paths[1]))
        found = alternate(Task(setup, OURS), Task(setup, THEIRS), rounds=args.rounds)
    sys.stdout.write(
        f"report {found.a.cpu:.2f} s CPU, {found.a.peak:.0f} MiB; pandas {found.b.cpu:.2f} s CPU, "
        f"{found.b.peak:.0f} MiB; ratio {found.cpu:.2f}\n"
    )


def write(folder: Path, rows: int) -> tuple[Path, Path]:
    """The table and its output as Arrow files."""
    source = np.random.default_rng(6)
    ages, towns = source.integers(18, 90, rows), source.integers(330100, 333000, rows)
    income = source.integers(1, 100_000, rows)
    old = {"年龄": ages, "区划": towns, "收入": income, "编号": np.arange(rows)}
    old |= {f"c{n}": source.integers(0, 10 ** (n % 4 + 1), rows) for n in range(8)}
    new = old | {"区划": towns // 100 * 100, "收入": income // 1000 * 1000}
    texts = {name: pa.array(cells.astype(str)) for name, cells in new.items()}
    texts["年龄"] = pa.array([f"[{n}, {n + 5})" for n in (ages // 5 * 5).tolist()])
    kept = np.sort(source.choice(rows, rows - rows // 50, replace=False))
    tables = (
        pa.table({name: pa.array(cells.astype(str)) for name, cells in old.items()}),
        pa.table(texts).take(kept),
    )
    paths = folder / "before.arrow", folder / "after.arrow"
    for path, table in zip(paths, tables, strict=True):
        with pa.ipc.new_file(str(path), table.schema) as sink:
            sink.write_table(table)
    return paths


if __name__ == "__main__":
    main()
