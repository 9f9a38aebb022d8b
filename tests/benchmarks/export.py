"""What export costs against the fastest library known for each format.

The table has 12 columns of invented text as import holds them (coded where texts repeat, in chunks),
or plain strings with ``--plain``. What we write comes with its SHA-256, which no rival takes: the
first ratio is to what the rival costs as it is, the second to what it costs with the SHA-256 of its
file. Where a rival writes a byte for less than a byte's SHA-256 costs, as pyarrow does with ``--kind
high``, no writer that digests can stay below a ratio of 1 + digest / theirs; so that is told, too.
Libraries that are not installed are passed over. Run as
``python -m tests.benchmarks.export [--rows N]``.
"""

import argparse
import importlib.util
import statistics
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa

from app.core.text_column import PLAIN, chunked, repeats
from tests.benchmarks.measure import Task, median, run

COLUMNS = 12
CHUNK = 64 * 1024  # rows

HEADING = (
    "format   CPU s: ours theirs  digest  ratio  floor  ratio with digest  MiB: ours theirs  rival"
)
SETUP = """
import pandas  # pyarrow imports it when it first converts: no part of writing
import pyarrow as pa
from pathlib import Path
data = pa.ipc.open_file(pa.memory_map({source!r})).read_all()
out = Path({out!r})
out.unlink(missing_ok=True)  # a file that is cut writes into pages that the system has at hand
"""
OURS = """
from app.core.intake.writer import write_table, writers
from app.core.jobs import Job
writers.all()
"""
WRITE = "write_table(data, out, Job(), overwrite=True)"
DIGEST = "with open({out!r}, 'rb') as file:\n    hashlib.file_digest(file, 'sha256')"

# By format: the module that has to be there, what is not timed, and what is.
RIVALS = {
    "csv": ("pyarrow", "import pyarrow.csv as rival", "rival.write_csv(data, out)"),
    "xlsx": (
        "rustpy_xlsxwriter",
        "import rustpy_xlsxwriter as rival",
        "rival.write_worksheet(data.cast(pa.schema([(n, pa.string()) for n in data.column_names])),"
        " str(out), freeze_row=1)",
    ),
    "jsonl": (
        "duckdb",
        "import duckdb as rival; rival.sql('set threads=1')",
        "rival.sql(f\"copy data to '{out}' (format json)\")",
    ),
    "json": (
        "duckdb",
        "import duckdb as rival; rival.sql('set threads=1')",
        "rival.sql(f\"copy data to '{out}' (format json, array true)\")",
    ),
    "xml": (
        "lxml",
        "from lxml import etree as rival",
        "rows = zip(*(column.to_pylist() for column in data.columns))\n"
        "with rival.xmlfile(str(out), encoding='utf-8') as file, file.element('table'):\n"
        "    for row in rows:\n"
        "        with file.element('row'):\n"
        "            for name, text in zip(data.column_names, row):\n"
        "                with file.element('cell', name=name):\n"
        "                    file.write(text)\n",
    ),
    "parquet": (
        "pyarrow",
        "import pyarrow.parquet as rival",
        "rival.write_table(data, out, compression='zstd')",
    ),
}


def table(rows: int, kind: str, *, plain: bool) -> pa.Table:
    """Invented places (few distinct) and numbers (all distinct); ``mixed``: a third numbers."""
    source = np.random.default_rng(1)
    columns = {}
    for place in range(COLUMNS):
        if kind == "low" or (kind == "mixed" and place % 3):
            names = pa.array([f"清溪县第{place}镇{n}村" for n in range(40 * (place + 1))])
            values = names.take(pa.array(source.integers(0, len(names), rows)))
        else:
            numbers = pa.array(source.permutation(rows) + 10**15 * (place + 1))
            values = numbers.cast(pa.string())
        columns[f"列{place}"] = values
    data = pa.table(columns)
    if plain:
        return data
    return pa.table({name: held(data[name].combine_chunks()) for name in data.column_names})


def held(column: pa.StringArray) -> pa.ChunkedArray:
    """A column as import holds it."""
    chunks = [
        column.slice(start, CHUNK).dictionary_encode()
        for start in range(0, max(len(column), 1), CHUNK)
    ]
    return chunked([chunk if repeats(chunk) else chunk.cast(PLAIN) for chunk in chunks])


def compare(format: str, source: Path, folder: Path, rounds: int) -> str:
    """One line of the answer: all costs, and their ratios."""
    module, imports, work = RIVALS[format]
    if importlib.util.find_spec(module) is None:
        return f"{format:8} {module} is not installed"
    out = str(folder / f"theirs.{format}")
    tasks = (
        Task(SETUP.format(source=str(source), out=str(folder / f"ours.{format}")) + OURS, WRITE),
        Task(SETUP.format(source=str(source), out=out) + imports, work),
        Task("import hashlib", DIGEST.format(out=out)),
    )
    costs = [[run(task) for task in tasks] for _ in range(rounds)]  # in turn
    ours, theirs, digest = (median([*each]) for each in zip(*costs, strict=True))
    ratio, floor, with_digest = (
        statistics.median(each)
        for each in zip(
            *((a.cpu / b.cpu, 1 + c.cpu / b.cpu, a.cpu / (b.cpu + c.cpu)) for a, b, c in costs),
            strict=True,
        )
    )
    return (
        f"{format:8} {ours.cpu:11.2f} {theirs.cpu:6.2f} {digest.cpu:7.2f} {ratio:6.2f} {floor:6.2f}"
        f" {with_digest:18.2f} {ours.peak:10.0f} {theirs.peak:6.0f}  {module}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kind", choices=["low", "mixed", "high"], default="mixed")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(RIVALS))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "data.arrow"
        data = table(args.rows, args.kind, plain=args.plain)
        with (
            pa.OSFile(str(source), "wb") as file,
            pa.ipc.new_file(
                file, data.schema, options=pa.ipc.IpcWriteOptions(unify_dictionaries=True)
            ) as writer,
        ):
            writer.write_table(data)
        sys.stdout.write(f"{args.rows} × {COLUMNS}, {args.kind}\n{HEADING}\n")
        for format in args.formats or RIVALS:
            sys.stdout.write(compare(format, source, folder, args.rounds) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
