"""What a full scan costs: of 12 columns as agencies have them, of 12 whose texts come again, and of very
many short ones.

Beside it, in turns, the least that a scan can be: nine simple patterns in pyarrow's RE2 over each
column's distinct texts, with no check digit, no header and no verdict. Tables come through import, as
users' do. Run as ``python -m tests.benchmarks.scan [--rows N] [--rounds N]``.
"""

import argparse
import importlib.util
import os
import pickle
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv

from app.core.intake.table import import_file
from app.core.jobs import Job
from tests.benchmarks.detection import identifiers, peers, words
from tests.benchmarks.detection.prose import INNOCENT, PERSONAL, sentence
from tests.benchmarks.measure import Cost, Task, alternate, median, run

Draw = Callable[[random.Random], str]

_WIDE_ROWS = 300
_TEXTS = (*INNOCENT, *next(iter(PERSONAL.values())))
COLUMNS: dict[str, Draw] = {
    "姓名": identifiers.person_name,
    "身份证号": identifiers.resident_id,
    "手机号码": identifiers.mobile,
    "家庭住址": identifiers.address,
    "金额": lambda rng: f"{rng.random() * 1e5:.2f}",
    "日期": identifiers.birth_date,
    "编号": lambda rng: f"BH{rng.randrange(10**9):09d}",
    "类别": lambda rng: rng.choice(words.TRADES),
    "备注": lambda rng: sentence(rng, rng.choice(_TEXTS))[0],
    "企业名称": words.company,
    "统一社会信用代码": identifiers.uscc,
    "电子邮箱": identifiers.email,
}

SETUP = """
import os, pickle
from dataclasses import replace
from pathlib import Path
import pyarrow as pa, pyarrow.compute as pc
if {cores}:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:{cores}])
    pa.set_cpu_count({cores})
from app.core.mapped_file import mapped
with open({data!r}, "rb") as file:
    data = pa.ipc.open_file(mapped(file.fileno())).read_all()  # as import holds a large table
"""
OURS = """
from app.core.jobs import Job
from app.core.review.scan import scan
table = replace(pickle.loads(Path({frame!r}).read_bytes()), data=data)
scan(replace(table, data=data.slice(0, 1)), Job(), table_digest="")  # loads detectors and rules
"""
SCAN = 'assert scan(table, Job(), table_digest="").rows == data.num_rows'
ANCHOR = """
for column in data.columns:
    values = pc.unique(column).cast(pa.string())
    for pattern in {patterns!r}:
        pc.sum(pc.match_substring_regex(values, pattern)).as_py()
"""
PATTERNS = [rf"(?:^|[^0-9A-Za-z])(?:{regex})(?:$|[^0-9A-Za-z])" for regex in peers.SIMPLE.values()]


@dataclass(frozen=True)
class Stored:
    """A table in files: its data as Arrow IPC, the rest of it pickled; ``size`` in MiB of Arrow."""

    data: Path
    frame: Path
    rows: int
    columns: int
    size: float

    def scan(self, cores: int = 0) -> Task:
        setup = SETUP.format(cores=cores, data=str(self.data)) + OURS.format(frame=str(self.frame))
        return Task(setup, SCAN)

    def anchor(self) -> Task:
        setup = SETUP.format(cores=0, data=str(self.data))
        return Task(setup, ANCHOR.format(patterns=PATTERNS))

    def rate(self, cost: Cost) -> float:
        """Cells a CPU second."""
        return self.rows * self.columns / cost.cpu


def table(rows: int, pool: int) -> pa.Table:
    """The columns drawn for every row, or (``pool``) from so many texts for the first column, twice
    for the second, and so on.
    """
    rng = random.Random(2026)
    columns = {}
    for place, (name, draw) in enumerate(COLUMNS.items(), 1):
        if pool:
            texts = [draw(rng) for _ in range(pool * place)]
            columns[name] = pa.array(rng.choices(texts, k=rows))
        else:
            columns[name] = pa.array([draw(rng) for _ in range(rows)])
    return pa.table(columns)


def store(data: pa.Table, folder: Path, name: str) -> Stored:
    """The table written as CSV, imported, and stored as import holds it."""
    source = folder / f"{name}.csv"
    pacsv.write_csv(data, source)
    imported = import_file(source, Job())
    source.unlink()
    stored = folder / f"{name}.arrow"
    options = pa.ipc.IpcWriteOptions(unify_dictionaries=True)
    with (
        pa.OSFile(str(stored), "wb") as file,
        pa.ipc.new_file(file, imported.data.schema, options=options) as writer,
    ):
        writer.write_table(imported.data)
    frame = folder / f"{name}.frame"
    frame.write_bytes(pickle.dumps(replace(imported, data=imported.data.slice(0, 0))))
    size = imported.data.nbytes / 2**20
    return Stored(stored, frame, imported.rows, len(imported.columns), size)


def wide(columns: int) -> pa.Table:
    """A table of so many columns, each drawn for :data:`_WIDE_ROWS` rows from a few thousand texts."""
    rng = random.Random(2026)
    pools = [[draw(rng) for _ in range(10 * _WIDE_ROWS)] for draw in COLUMNS.values()]
    drawn = (rng.choices(pools[place % len(pools)], k=_WIDE_ROWS) for place in range(columns))
    return pa.table({f"c{place}": texts for place, texts in enumerate(drawn)})


def against_anchor(stored: Stored, rounds: int) -> str:
    """Speed and memory, the anchor's beside them."""
    got = alternate(stored.scan(), stored.anchor(), rounds)
    idle = median([run(replace(stored.scan(), work="pass")) for _ in range(rounds)])
    above = got.a.peak - idle.peak
    return (
        f"  {stored.rate(got.a):12,.0f} cells a CPU second ({got.a.cpu:.2f} s);"
        f" anchor {stored.rate(got.b):,.0f} ({got.b.cpu:.2f} s); {got.cpu:.1f} x its CPU\n"
        f"  peak {got.a.peak:.0f} MiB, {above:.0f} above the loaded program:"
        f" {above / stored.size:.1f} x the {stored.size:.0f} MiB of Arrow"
    )


def over_cores(stored: Stored, rounds: int) -> str:
    """By the clock, on one core and on two; nothing where the system cannot bind a process."""
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2:
        return "  cores cannot be chosen here"
    one, two = (median([run(stored.scan(n)) for _ in range(rounds)]) for n in (1, 2))
    return (
        f"  by the clock: one core {one.elapsed:.2f} s, two cores {two.elapsed:.2f} s:"
        f" {one.elapsed / two.elapsed:.2f} x as fast"
    )


def presidio(data: pa.Table) -> str:
    """Cells a CPU second of Presidio on a thousand rows, if it is installed."""
    if importlib.util.find_spec("presidio_analyzer") is None:
        return "  presidio is not installed"
    _, peer = next(iter(peers.installed()))
    texts = [text for column in data.slice(0, 1000).columns for text in column.to_pylist()]
    peer.types(texts[0])
    started = time.process_time()
    for text in texts:
        peer.types(text)
    return f"  presidio with the nine patterns: {len(texts) / (time.process_time() - started):,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--columns", type=int, default=2048, help="of the wide table")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mixed = table(args.rows, 0)
        for title, data in (("mixed", mixed), ("few distinct texts", table(args.rows, 40))):
            stored = store(data, folder, title)
            _say(f"{args.rows:,} x {len(COLUMNS)}, {title}\n{against_anchor(stored, args.rounds)}")
            _say(over_cores(stored, args.rounds))
        stored = store(wide(args.columns), folder, "wide")
        cost = median([run(stored.scan()) for _ in range(args.rounds)])
        each = 1000 * cost.cpu / stored.columns
        _say(
            f"{stored.rows} x {stored.columns:,}, wide\n  {each:.1f} ms of CPU a column,"
            f" {stored.rate(cost):,.0f} cells a CPU second"
        )
        _say(presidio(mixed))
        for part in (4, 2, 1):
            stored = store(mixed.slice(0, args.rows // part), folder, f"part{part}")
            cost = median([run(stored.scan()) for _ in range(args.rounds)])
            _say(f"  {stored.rows:9,} rows: {stored.rate(cost):,.0f} cells a CPU second")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
