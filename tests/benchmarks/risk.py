"""What the contingency table and the whole risk report cost, against grouping by known libraries.

Ten million invented persons with six quasi-identifiers and a sensitive column, dictionary-encoded as
import holds them; the rivals only count the classes. Libraries that are not installed are passed over.
Run as ``python -m tests.benchmarks.risk [--rows N]``.
"""

import argparse
import importlib.util
import itertools
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa

from tests.benchmarks.measure import Task, alternate

# By column, how many values; the district's are uneven, as districts are.
COLUMNS = {"年龄": 100, "性别": 2, "区划": 2_790, "学历": 9, "职业": 60, "民族": 56}
SHAPES = {
    "distinct": list(COLUMNS),  # hardly two rows agree
    "shared": [name for name in COLUMNS if name != "区划"],
}

SETUP = """
import pyarrow as pa
from app.core.jobs import Job
from app.core.model import Layout, Source, Table
from app.core.contingency import contingency
from app.core.review.risk.assess import assess_risk
data = pa.ipc.open_file(pa.memory_map({source!r})).read_all()
columns = {columns!r}
names = ', '.join(columns)
table = Table("", data, Source("", "", 0, ""), Layout("", (), 1, 1))
"""
WORK = {
    "classes": "contingency(data, columns, Job())",
    "report": "assess_risk(table, columns, Job(), sensitive='病种')",
}
# By module: what is not timed, and what is.
RIVALS = {
    "pandas": (
        "frame = data.to_pandas()",
        "frame.groupby(columns, observed=True, dropna=False, sort=False).size()",
    ),
    "duckdb": (
        "import duckdb as rival; rival.sql('set threads=1')",
        "rival.sql(f'create table t as select {names}, count(*) from data group by all')",
    ),
}


def table(rows: int) -> pa.Table:
    """Invented persons."""
    source = np.random.default_rng(7)
    columns = {}
    for name, size in (*COLUMNS.items(), ("病种", 40)):
        weights = source.exponential(size=size) if size > 2 else np.ones(size)
        codes = source.choice(size, rows, p=weights / weights.sum()).astype(np.int32)
        values = pa.array([f"{name}{value}" for value in range(size)])
        columns[name] = pa.DictionaryArray.from_arrays(pa.array(codes), values)
    return pa.table(columns)


def compare(setup: str, ours: str, module: str, rounds: int) -> str:
    """One line of the answer: both costs, and their ratio."""
    if importlib.util.find_spec(module) is None:
        return f"{module} is not installed"
    imports, theirs = RIVALS[module]
    got = alternate(Task(setup, WORK[ours]), Task(setup + imports, theirs), rounds)
    return (
        f"{got.a.cpu:11.2f} {got.b.cpu:6.2f} {got.cpu:6.2f}"
        f" {got.a.peak:10.0f} {got.b.peak:6.0f} {got.peak:5.2f}  {module}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "data.arrow"
        data = table(args.rows)
        with pa.OSFile(str(source), "wb") as file, pa.ipc.new_file(file, data.schema) as writer:
            writer.write_table(data)
        del data
        sys.stdout.write(
            "shape    ours     CPU s: ours theirs  ratio  MiB: ours theirs ratio  rival\n"
        )
        for shape, columns in SHAPES.items():
            setup = SETUP.format(source=str(source), columns=columns)
            for ours, module in itertools.product(WORK, RIVALS):
                told = compare(setup, ours, module, args.rounds)
                sys.stdout.write(f"{shape:8} {ours:8} {told}\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
