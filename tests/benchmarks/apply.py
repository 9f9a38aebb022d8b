"""What a recipe over a large CSV file costs, against a pass that reads and writes and changes nothing.

The pass: pyarrow reads the file as strings on one thread and writes them again, quoted as it does by
default. Ours: hash, mask twice, generalise twice, on five of twelve columns of invented persons, to
the byte what the window would publish, digested on its way; without the rescan and, once, with it.
Run as ``python -m tests.benchmarks.apply [--rows N] [--rounds N] [--repeats N]``.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Task, alternate, run

NAMES = "档案号,姓名,证件号,电话,出生日期,月收入,乡镇,类别,状态,登记日期,经办单位,备注"

PASS = """
import pyarrow as pa, pyarrow.csv as pacsv
names = {names!r}.split(",")
def copy():
    rows = pacsv.open_csv(
        {path!r},
        pacsv.ReadOptions(use_threads=False, block_size=1 << 21),
        pacsv.ParseOptions(newlines_in_values=True),
        pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
    )
    with pacsv.CSVWriter({out!r}, rows.schema) as sink:
        for batch in rows:
            sink.write_batch(batch)
"""

APPLY = """
import pandas  # pyarrow imports it when it first converts: no part of the work
from pathlib import Path
from app.core.acts.applying import Reading, apply_file, write_treated
from app.core.jobs import Job
from app.core.model import Recipe, Treatment
from app.core.desensitize.operation import operators
operators.all()
steps = [
    ("证件号", "hash", {{}}),
    ("姓名", "mask", {{"shape": "name"}}),
    ("电话", "mask", {{"keep_start": 3, "keep_end": 2}}),
    ("出生日期", "generalise", {{"kind": "date", "period": "year"}}),
    ("月收入", "generalise", {{"kind": "number", "width": 1000}}),
]
recipe = Recipe(tuple(Treatment(*step, "invented persons") for step in steps))
def work(act):
    reading = Reading(Path({path!r}), None)
    return act(reading, recipe, Path({out!r}), bytes(32), Job(), overwrite=True)
"""


def make(path: Path, rows: int, repeats: int) -> None:
    """Invented persons, each with so many rows; the numbers of their papers fit no check."""
    rng = random.Random(2026)
    surnames, towns = "王李张刘陈杨赵黄周吴徐孙", ["青石镇", "白沙乡", "临江街道", "云岭镇"]
    given = [chr(0x4E00 + rng.randrange(3000)) for _ in range(400)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(NAMES + "\r\n")
        for n in range(rows):
            if n % repeats == 0:
                name = rng.choice(surnames) + rng.choice(given) + rng.choice(given)
                born = f"19{rng.randrange(40, 100)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
                paper = f"990199{born.replace('-', '')}{rng.randrange(10000):04d}"
                phone = f"1{rng.randrange(10**10):010d}"
            file.write(
                f"BH{n:09d},{name},{paper},{phone},{born},{rng.randrange(100000) / 10},"
                f"{towns[n % 4]},低保,在册,2024-{n % 12 + 1:02d}-01,清溪县民政局,"
                f"{'复核' if n % 10 == 0 else ''}\r\n"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=1, help="rows a person has")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "in.csv"), Path(folder, "out.csv")
        make(path, args.rows, args.repeats)
        told = {"path": str(path), "out": str(out), "names": NAMES}
        ours = Task(APPLY.format(**told), "work(write_treated)")
        found = alternate(ours, Task(PASS.format(**told), "copy()"), args.rounds)
        sys.stdout.write(
            f"apply {args.rows} x 12 : pass that changes nothing: {found.cpu:.2f} x CPU "
            f"({found.a.cpu:.2f} s, {found.b.cpu:.2f} s), "
            f"{found.a.elapsed / found.b.elapsed:.2f} x by the clock "
            f"({found.a.elapsed:.2f} s, {found.b.elapsed:.2f} s), "
            f"cores used {found.a.cpu / found.a.elapsed:.2f}, "
            f"peak {found.a.peak:.0f} and {found.b.peak:.0f} MiB\n"
        )
        sys.stdout.flush()
        whole = run(Task(ours.setup, "work(apply_file)"))
        sys.stdout.write(
            f"with the rescan of all that was written: {whole.cpu:.2f} s CPU, "
            f"{whole.elapsed:.2f} s, peak {whole.peak:.0f} MiB\n"
        )


if __name__ == "__main__":
    main()
