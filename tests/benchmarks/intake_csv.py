"""What reading delimited text into blocks costs, against pyarrow's own reading as strings.

The files are invented and removed again. Run as
``python -m tests.benchmarks.intake_csv [--rows N] [--rounds N]``.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Task, alternate

COLUMNS = 12

OURS = """
from pathlib import Path
from app.core.intake.readers.delimited import DelimitedReader
from app.core.jobs import Job
import pyarrow as pa
path = Path({path!r})
(sheet,) = DelimitedReader().open(path, Job()).sheets
"""

THEIRS = """
import pyarrow as pa, pyarrow.csv as pacsv
names = [str(n) for n in range({columns})]
def stream():
    return pacsv.open_csv(
        {path!r},
        pacsv.ReadOptions(use_threads=False, block_size=1 << 22, column_names=names),
        pacsv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
    )
"""

READ_OURS = f"assert sum(b.rows for b in sheet.blocks() if len(b.columns) == {COLUMNS})"
READ_THEIRS = "assert sum(batch.num_rows for batch in stream())"
FIRST_OURS = "next(sheet.blocks())  # loads what the first array of a process loads"

WHOLE = "import pandas\nfrom app.core.intake.table import import_file\n"  # pandas: see intake_xlsx
IMPORT = "assert import_file(path, Job()).rows == {rows}"

STORE_OURS = """
from app.core.intake.held_columns import HeldColumns
held = HeldColumns({columns})
for block in sheet.blocks():
    held.add(block.columns)
assert len(held.column(0)) > {columns}
"""

STORE_THEIRS = """
reader = stream()
with pa.OSFile({out!r}, "wb") as file, pa.ipc.new_stream(file, reader.schema) as writer:
    for batch in reader:
        writer.write_batch(batch)
"""


def make(path: Path, rows: int, encoding: str) -> None:
    """A file of invented persons: four columns all distinct, eight that repeat, one often blank."""
    rng = random.Random(2026)
    towns = ["青石镇", "白沙乡", "临江街道", "云岭镇"]
    with path.open("w", encoding=encoding, newline="") as file:
        file.write("序号,姓名,编号,乡镇,电话,住址,日期,金额,状态,类别,证号,备注\r\n")
        for n in range(rows):
            name = "王李张刘"[n % 4] + chr(0x4E00 + rng.randrange(3000))
            file.write(
                f"{n},{name},33019919{rng.randrange(10**8):08d},{towns[n % 4]},"
                f"1{rng.randrange(10**10):010d},清溪县{towns[n % 4]}和平路{rng.randrange(900)}号,"
                f"20{n % 24:02d}-0{n % 9 + 1}-1{n % 10},{rng.randrange(100000) / 100},是,低保,"
                f"BH{n:09d},{'复核' if n % 10 == 0 else ''}\r\n"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plain, chinese = Path(folder, "utf-8.csv"), Path(folder, "gb18030.csv")
        make(plain, args.rows, "utf-8")
        make(chinese, args.rows, "gb18030")
        out = str(Path(folder, "out.arrow"))
        theirs = THEIRS.format(path=str(plain), columns=COLUMNS)
        opened = OURS.format(path=str(plain))
        ours, ours_gb = (OURS.format(path=str(p)) + FIRST_OURS for p in (plain, chinese))
        read = Task(theirs, READ_THEIRS)
        dictionaries = theirs.replace("pa.string()", "pa.dictionary(pa.int32(), pa.string())")
        duels = {
            "UTF-8 blocks : pyarrow strings": (Task(ours, READ_OURS), read),
            "GB18030 blocks : pyarrow strings of the same in UTF-8": (
                Task(ours_gb, READ_OURS),
                read,
            ),
            "UTF-8 blocks : pyarrow dictionaries": (
                Task(ours, READ_OURS),
                Task(dictionaries, READ_THEIRS),
            ),
            "UTF-8 to the mapped store : pyarrow to Arrow IPC": (
                Task(ours, STORE_OURS.format(columns=COLUMNS)),
                Task(theirs, STORE_THEIRS.format(out=out)),
            ),
            "whole import, with layout and profile : pyarrow strings": (
                Task(OURS.format(path=str(plain)) + WHOLE, IMPORT.format(rows=args.rows)),
                read,
            ),
            "opening and first block : pyarrow strings of all": (
                Task(ours, opened + FIRST_OURS),
                read,
            ),
        }
        for title, (a, b) in duels.items():
            found = alternate(a, b, args.rounds)
            sys.stdout.write(
                f"{title}: {found.cpu:.2f} x CPU ({found.a.cpu:.2f} s, {found.b.cpu:.2f} s), "
                f"peak {found.a.peak:.0f} and {found.b.peak:.0f} MiB\n"
            )


if __name__ == "__main__":
    main()
