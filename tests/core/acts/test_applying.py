"""A recipe from file to file: the bytes of the window's own way, however the run went."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app.core import acts
from app.core.errors import Cancelled, ColumnUnknown, OutputExists, OutputUnwritable
from app.core.growing_file import GrowingFile
from app.core.intake import row_stream as streams
from app.core.intake.apart import import_file
from app.core.intake.delimited import pieces
from app.core.intake.encoding import text_blocks
from app.core.intake.row_stream import row_stream
from app.core.intake.writer import write_table
from app.core.jobs import Job
from app.core.model import Recipe, Table, Treatment

KEY = b"k" * 32
RECIPE = Recipe(
    (
        Treatment("编号", "hash", {}, "r"),
        Treatment("姓名", "mask", {"shape": "name"}, "r"),
        Treatment("金额", "generalise", {"kind": "number", "width": 100}, "r"),
        Treatment("备注", "suppress", {}, "r"),
    )
)


def people(path: Path, rows: int = 3000, *, title: str = "", total: bool = False) -> Path:
    """Invented rows; some cells are blank, or hold what has to be quoted."""
    rng = random.Random(5)
    lines = [title] if title else []
    lines.append("编号,姓名,乡镇,金额,备注")
    for n in range(rows):
        name = "" if n % 7 == 0 else "王李张"[n % 3] + chr(0x4E00 + rng.randrange(2000))
        remark = '"一,二"' if n % 11 == 0 else f"第{n}户，电话142{n:08d}"
        lines.append(f"BH{n:06d},{name},{'青石镇' if n % 2 else '白沙乡'},{n % 977},{remark}")
    if total:
        lines.append(f"合计,,,{rows},")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def reading(path: Path) -> acts.Reading:
    return acts.Reading(path, lambda: import_file(path, Job()))


def at_once(path: Path, out: Path) -> bytes:
    """What one run writes: the window's own bytes as CSV, and a table of its rows otherwise."""
    if out.suffix == ".csv":
        return whole(path, out)
    acts.apply_file(reading(path), RECIPE, out, KEY, Job())
    return out.read_bytes()


def whole(path: Path, out: Path) -> bytes:
    """What the window would publish: imported, treated and written as one table."""
    treated = acts.treat(import_file(path, Job()), RECIPE, KEY, Job())
    write_table(treated.table.data, out, Job())
    return out.read_bytes()


def must_not_import() -> Table:
    raise AssertionError("this file can be streamed")


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_blocks, "FIRST", 1 << 12)
    monkeypatch.setattr(text_blocks, "BLOCK", 1 << 12)
    monkeypatch.setattr(pieces, "SMALL", 1 << 12)
    monkeypatch.setattr(pieces, "LARGE", 1 << 12)
    monkeypatch.setattr(streams, "BATCH", 1 << 12)


@pytest.mark.parametrize(("title", "total"), [("", False), ("青石镇低保名单", False), ("", True)])
def test_stream_and_table_give_the_same_bytes(tmp_path: Path, title: str, total: bool) -> None:
    source = people(tmp_path / "in.csv", title=title, total=total)
    stream = acts.Reading(source, must_not_import)
    treated = acts.apply_file(stream, RECIPE, tmp_path / "a.csv", KEY, Job())
    assert (tmp_path / "a.csv").read_bytes() == whole(source, tmp_path / "b.csv")
    assert treated.table.rows == 3000
    assert treated.table.columns == ("编号", "姓名", "乡镇", "金额")
    assert {effect.column: effect.blanked for effect in treated.effects}["金额"] == 0


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_every_format_goes_in_and_out(tmp_path: Path, suffix: str) -> None:
    source = people(tmp_path / "in.csv", 400)
    expected = whole(source, tmp_path / "expected.csv")
    table = tmp_path / "in.parquet"
    write_table(import_file(source, Job()).data, table, Job())
    for file in (source, table):
        out = tmp_path / f"{file.suffix[1:]}.{suffix}"
        treated = acts.apply_file(reading(file), RECIPE, out, KEY, Job())
        assert treated.table.rows == 400
        again = tmp_path / f"{file.suffix[1:]}.again.csv"
        write_table(import_file(out, Job()).data, again, Job())
        assert again.read_bytes() == expected


def test_what_is_left_is_found_in_the_output(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    rows = [f"{n},142{n:08d}" for n in range(500)]
    source.write_text("\n".join(["编号,手机号", *rows]), encoding="utf-8")
    recipe = Recipe((Treatment("编号", "hash", {}, "r"),))
    treated = acts.apply_file(reading(source), recipe, tmp_path / "out.csv", KEY, Job())
    assert {f.type for f in treated.residual.columns if f.column == "手机号"} == {"mobile"}
    assert acts.left_over(treated)


def test_table_without_rows(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("编号,姓名,金额,备注\n", encoding="utf-8")
    treated = acts.apply_file(reading(source), RECIPE, tmp_path / "out.csv", KEY, Job())
    assert (tmp_path / "out.csv").read_bytes() == "编号,姓名,金额\r\n".encode()
    assert treated.table.rows == 0


def test_unknown_column_of_a_recipe_writes_nothing(tmp_path: Path) -> None:
    source = people(tmp_path / "in.csv", 20)
    with pytest.raises(ColumnUnknown):
        acts.apply_file(
            reading(source),
            Recipe((Treatment("没有", "hash", {}, "r"),)),
            tmp_path / "out.csv",
            KEY,
            Job(),
        )
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_output_is_never_overwritten_unasked(tmp_path: Path) -> None:
    source = people(tmp_path / "in.csv", 20)
    (tmp_path / "out.csv").write_text("old")
    with pytest.raises(OutputExists):
        acts.apply_file(reading(source), RECIPE, tmp_path / "out.csv", KEY, Job())
    assert (tmp_path / "out.csv").read_text() == "old"


def part_of(out: Path) -> Path:
    """What is there of a file while it is made."""
    return out.with_name(f".{out.name}{'' if out.suffix == '.csv' else '.rows'}.part")


class Stopping(Job):
    """Asks for an end once so many bytes of the output have been written."""

    def __init__(self, out: Path, size: int = 20_000) -> None:
        super().__init__()
        self._part, self._size = part_of(out), size

    def show(self, done: int, total: int | None) -> None:
        if self._part.exists() and self._part.stat().st_size >= self._size:
            self.cancel()


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_cancelled_run_goes_on_where_it_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    source = people(tmp_path / "in.csv")
    expected = at_once(source, tmp_path / f"expected.{suffix}")
    out = tmp_path / f"out.{suffix}"
    with pytest.raises(Cancelled):
        acts.apply_file(reading(source), RECIPE, out, KEY, Stopping(out))
    assert not out.exists()
    taken_up = progress_of(monkeypatch)
    treated = acts.apply_file(reading(source), RECIPE, out, KEY, Job())
    assert taken_up[0] is not None
    assert 0 < taken_up[0]["taken"] < 3000
    assert out.read_bytes() == expected
    assert treated.table.source.sha256 == treated.residual.table
    assert not list(tmp_path.glob(".out*"))


@pytest.mark.parametrize("change", ["recipe", "key", "input"])
def test_other_work_starts_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    source = people(tmp_path / "in.csv")
    out = tmp_path / "out.csv"
    with pytest.raises(Cancelled):
        acts.apply_file(reading(source), RECIPE, out, KEY, Stopping(out))
    recipe, key = RECIPE, KEY
    if change == "recipe":
        recipe = Recipe(RECIPE.treatments[:2])
    elif change == "key":
        key = b"x" * 32
    else:
        people(source, 2900)
    taken_up = progress_of(monkeypatch)
    acts.apply_file(reading(source), recipe, out, key, Job())
    assert taken_up == [None]
    clean = tmp_path / "clean.csv"
    acts.apply_file(reading(source), recipe, clean, key, Job())
    assert out.read_bytes() == clean.read_bytes()


def progress_of(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, int] | None]:
    """What each growing file finds of an earlier run."""
    found: list[dict[str, int] | None] = []
    enter = GrowingFile.__enter__

    def watched(self: GrowingFile) -> GrowingFile:
        entered = enter(self)
        found.append(entered.progress)
        return entered

    monkeypatch.setattr(GrowingFile, "__enter__", watched)
    return found


_SLOW = """
import sys, time
from pathlib import Path
from app.core import acts
from app.core.acts import applying
from app.core.intake import row_stream as streams
from app.core.intake.delimited import pieces
from app.core.intake.encoding import text_blocks
streams.BATCH = 1 << 12
from app.core.jobs import Job
from tests.core.acts.test_applying import KEY, RECIPE, must_not_import
text_blocks.FIRST = text_blocks.BLOCK = pieces.SMALL = pieces.LARGE = 1 << 12
applying.SAVED = 1 << 13
class Slow(Job):
    def show(self, done, total):
        time.sleep(0.004)
source, out = map(Path, sys.argv[1:])
applying.write_treated(acts.Reading(source, must_not_import), RECIPE, out, KEY, Slow())
"""


@pytest.mark.skipif(os.name == "nt", reason="the test kills by a signal")
def test_killed_runs_end_in_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = people(tmp_path / "in.csv")
    expected = whole(source, tmp_path / "expected.csv")
    out, part = tmp_path / "out.csv", tmp_path / ".out.csv.part"
    for size in (20_000, 90_000):  # killed twice, further on each time
        run = subprocess.Popen([sys.executable, "-c", _SLOW, str(source), str(out)])
        until = time.monotonic() + 60
        while run.poll() is None and time.monotonic() < until:
            if part.exists() and part.stat().st_size >= size:
                run.send_signal(signal.SIGKILL)
                break
            time.sleep(0.002)
        assert run.wait() == -signal.SIGKILL
        assert not out.exists()
    taken_up = progress_of(monkeypatch)
    acts.apply_file(reading(source), RECIPE, out, KEY, Job())
    assert taken_up[0] is not None
    assert out.read_bytes() == expected


def test_one_run_at_a_time_writes_a_file(tmp_path: Path) -> None:
    with (
        GrowingFile(tmp_path / "out.csv", "a"),
        pytest.raises(OutputUnwritable),
        GrowingFile(tmp_path / "out.csv", "a"),
    ):
        pass


def test_torn_end_of_a_part_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with pytest.raises(Cancelled), GrowingFile(path, "same") as file:
        file.write(b"whole ")
        file.save({"rows": 1})
        file.write(b"torn")
        raise Cancelled
    with GrowingFile(path, "same") as file:
        assert file.progress == {"rows": 1}
        file.write(b"again")
        file.finish()
    assert path.read_bytes() == b"whole again"


def test_failed_run_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), GrowingFile(tmp_path / "out.txt", "a") as file:
        file.save({})
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_what_is_no_single_table_of_text_is_imported(tmp_path: Path) -> None:
    halves = tmp_path / "halves.csv"
    halves.write_text("姓名,金额,,姓名,金额\n" + "张三,1,,李四,2\n" * 30, encoding="utf-8")
    book = tmp_path / "in.parquet"
    pq.write_table(pa.table({"a": ["1"]}), book)
    assert [row_stream(path, Job()) for path in (halves, book, tmp_path)] == [None] * 3
    assert row_stream(people(tmp_path / "in.csv"), Job(), sheet="另一张") is None


def test_only_columns_that_are_looked_at_are_coded(tmp_path: Path) -> None:
    rows = row_stream(people(tmp_path / "in.csv", 9000), Job())
    assert rows is not None
    batches = list(rows.batches({"乡镇"}))
    kinds = [batches[-1].schema.field(name).type for name in rows.columns]
    assert [pa.types.is_dictionary(kind) for kind in kinds] == [False, False, True, False, False]
    assert listed(batches) == listed(rows.batches())


def listed(batches: Iterable[pa.RecordBatch]) -> list[dict[str, str | None]]:
    return [row for batch in batches for row in batch.to_pylist()]
