"""What quality, profile and inference of a table cost, against reading it and hashing it once.

Twenty columns of invented text cells of all kinds, as import holds them: coded where texts come again, in
a mapped file. The rival reads the same table from Parquet and hashes every column. The peak is that of the
whole process, libraries and all. Run as
``python -m tests.benchmarks.quality [--rows N]``.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from app.core.text_column import coded, repeats
from tests.benchmarks.measure import Task, alternate

SETUP = """
import datetime, os
import numpy as np
import pyarrow as pa
from app.core.catalog.infer import infer
from app.core.intake.profiling.column_types import profile
from app.core.jobs import Job
from app.core.mapped_file import mapped
from app.core.model import Layout, Source, Table
from app.core.quality.assess import assess
data = pa.ipc.open_file(mapped(os.open({arrow!r}, os.O_RDONLY))).read_all()
pa.array(np.zeros(1))  # pyarrow loads pandas with its first array from numpy
today = datetime.date(2026, 11, 23)
"""
WORK = """
table = Table("表", data, Source("", "", 0, ""), Layout("", (), 1, 1), profile(data))
entry = infer(table, provider="", provider_code="", sequence=1, today=today)
assess(table, entry, today, Job())
"""
RIVAL_SETUP = "import hashlib, pyarrow.parquet as pq"
RIVAL = """
for name in pq.read_schema({parquet!r}).names:
    column = pq.read_table({parquet!r}, columns=[name])[name].cast("string")
    total = hashlib.sha256()
    for chunk in column.chunks:
        total.update(chunk.buffers()[2])
"""


def table(rows: int) -> pa.Table:
    """Invented cells: numbers, dates, codes, names, categories, remarks."""
    source = np.random.default_rng(11)

    def some(values: list[str]) -> pa.Array:
        return pa.array(values).take(pa.array(source.integers(0, len(values), rows)))

    columns = {
        "许可证号": pa.array([f"K{n:08d}" for n in range(rows)]),
        "金额": pa.array(source.integers(1, 10**7, rows).astype(str)),
        "面积": pa.array((source.integers(1, 10**6, rows) / 100).astype(str)),
        "名称": pa.array([f"第{n}号{word}店" for n, word in enumerate(source.choice(list("东南西北"), rows))]),
        "日期": some([f"20{y:02d}-{m:02d}-{d:02d}" for y in range(24) for m in range(1, 13) for d in range(1, 29)]),
        "街道": some([f"第{n}街道" for n in range(300)]),
    }  # fmt: skip
    for n in range(14):
        columns[f"类别{n}"] = some([f"{n}类{k}" for k in range(3 + 40 * n)])
    held = {}
    for name, column in columns.items():
        one = coded(column)
        held[name] = one if repeats(one) else column
    return pa.table(held)


def main() -> int:
    """Print the ratio of CPU, and the peak by the size of the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        arrow, parquet = str(Path(folder) / "t.arrow"), str(Path(folder) / "t.parquet")
        data = table(args.rows)
        with pa.OSFile(arrow, "wb") as file, pa.ipc.new_file(file, data.schema) as writer:
            writer.write_table(data)
        pq.write_table(data, parquet)
        ours = Task(SETUP.format(arrow=arrow), WORK)
        rival = Task(RIVAL_SETUP, RIVAL.format(parquet=parquet))
        ratios = alternate(ours, rival)
        size = data.nbytes / (1 << 20)
        sys.stdout.write(f"quality : read and hash  {ratios.cpu:.2f} (target 3)\n")
        sys.stdout.write(f"peak : Arrow  {ratios.a.peak / size:.2f} (target 3)  {size:.0f} MiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
