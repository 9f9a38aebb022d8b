"""Work in a process of its own: its answer comes back whole, and whatever it does, we live."""

import contextlib
import ctypes
import gc
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Cancelled, FileUnreadable, ImportFailed, Where
from app.core.intake.child import answer as answers
from app.core.intake.child import inside, limits, messages
from app.core.intake.child import process as child
from app.core.intake.child.answer import Answer, Spill
from app.core.intake.child.limits import LIMITS, Limits
from app.core.intake.child.process import Standby, in_child
from app.core.intake.table import import_file, inspect_file
from app.core.jobs import Job
from app.core.text import Text
from tests.core.intake import child_works as works

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc are Linux's")


class Watched(Job):
    """Keeps what it is told; cancels itself after ``patience`` words of the work's own."""

    def __init__(self, patience: int | None = None) -> None:
        super().__init__()
        self.seen: list[tuple[int, int | None]] = []
        self.patience = patience

    def show(self, done: int, total: int | None) -> None:
        self.seen.append((done, total))
        if self.patience is not None and len(set(self.seen)) > self.patience:
            self.cancel()


def run(work: Callable[..., Any], *args: Any, job: Job | None = None, **options: Any) -> Any:
    return in_child(work, args, job or Job(), name="甲.xlsx", **options)


def children() -> set[int]:
    """The processes that this one has started and that still live."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(pid) for task in tasks for pid in task.read_text().split()}


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def mapped_files() -> str:
    return Path("/proc/self/maps").read_text()


# ── answers ──────────────────────────────────────────────────────────────────────────────────


def test_a_value_and_its_tables_come_back_as_they_were() -> None:
    found = run(works.table_of, 3, 1000)
    expected = works.table_of(3, 1000, job=Job())
    assert isinstance(found, works.Found)
    assert found == expected
    assert found.data.schema.equals(expected.data.schema)
    texts = [chunk.dictionary.to_pylist() for chunk in found.data.column(0).chunks]
    assert texts == [["甲0", "甲1", "甲2"], ["乙0", "乙1", "乙2"]]


def test_an_imported_file_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "村民.csv"
    path.write_text("姓名,乡镇\n王小伟,青石镇\n李芳,白沙乡\n", encoding="gb18030")
    assert run(import_file, path) == import_file(path, Job())


def test_a_number_beneath_a_merge_comes_back_as_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.fods"
    named = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    number = 'office:value-type="float" office:value="4"'
    row = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>名称</text:p>'
        f"</table:table-cell><table:covered-table-cell {number}/></table:table-row>"
    )
    path.write_text(
        f"<office:document {named}><office:body><office:spreadsheet><table:table>{row * 2}"
        "</table:table></office:spreadsheet></office:body></office:document>"
    )
    hidden = run(inspect_file, path).sheets[0].table.hidden
    assert [(type(found.text), found.text) for found in hidden] == [(str, "4"), (str, "4")]


def test_a_large_table_is_mapped_from_a_file_without_a_name(tmp_path: Path) -> None:
    rows = 3_200_000
    table = run(works.large, rows, folder=tmp_path)
    assert table.nbytes > 100_000_000
    assert table.column("列3")[rows - 1].as_py() == 3 * (rows - 1)
    assert not list(tmp_path.iterdir())
    assert f"{tmp_path}/" in mapped_files()
    del table
    gc.collect()
    assert f"{tmp_path}/" not in mapped_files()


def test_progress_is_told_but_not_too_often() -> None:
    job = Watched()
    since = time.monotonic()
    assert run(works.count_up, 30, job=job) == 30
    told = set(job.seen)
    assert (0, 30) in told
    assert 3 <= len(told) <= (time.monotonic() - since) / inside.TURN + 2
    assert all(done < 30 and total in (None, 30) for done, total in told)


def test_nothing_printed_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(works.chatter) == 1
    assert capfd.readouterr() == ("", "")


def test_the_interrupt_key_is_left_to_the_parent() -> None:
    assert run(works.interrupt_key) == 1


def test_starting_costs_little() -> None:
    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    run(works.count_up, 0)  # the files are in the cache now
    before = spent()
    run(works.count_up, 0)
    # measured alone: 0.5 s, all but 0.05 s of it the import of Arrow and NumPy
    assert spent() - before < 1.5


# ── errors ───────────────────────────────────────────────────────────────────────────────────


def test_an_error_for_people_comes_back_with_its_place() -> None:
    with pytest.raises(FileUnreadable) as caught:
        run(works.refuse)
    assert caught.value.where == Where("甲.xlsx", "表1", 3, "B")
    assert caught.value.told("zh") == "无法读取 甲?.xlsx：第 3 行损坏"
    assert caught.value.told("en") == "Cannot read 甲?.xlsx: row 3 is damaged"


def test_an_error_with_an_odd_parameter_comes_back_too() -> None:
    with pytest.raises(FileUnreadable, match=str(10**30)):
        run(works.count_wrongly)


def test_a_bug_is_told_by_type_and_line_never_by_message() -> None:
    with pytest.raises(RuntimeError) as caught:
        run(works.misstep)
    told = str(caught.value)
    assert "builtins.LookupError" in told
    assert "builtins.ValueError" in told
    assert "in misstep" in told
    assert works.SECRET not in told
    assert caught.value.__cause__ is None


def test_what_cannot_travel_is_a_bug() -> None:
    with pytest.raises(RuntimeError, match="NotImplementedError"):
        run(works.carry)


@pytest.mark.parametrize(
    ("work", "args", "options", "reason"),
    [
        pytest.param(works.take_memory, (10 << 30,), {}, child.NO_MEMORY, id="bytes"),
        pytest.param(works.take_arrow_memory, (10 << 30,), {}, child.NO_MEMORY, id="arrow"),
        pytest.param(works.kill, (), {}, child.NO_MEMORY, id="killed-by-the-kernel"),
        pytest.param(works.abort, (), {}, child.CRASHED, id="abort"),
        pytest.param(works.fault, (), {}, child.CRASHED, id="fault"),
        pytest.param(works.leave, (), {}, child.CRASHED, id="leaves"),
        pytest.param(works.sleep, (), {"limits": Limits(stall=0.3)}, child.STALLED, id="sleeps"),
        pytest.param(works.loop, (), {"limits": Limits(stall=0.3)}, child.STALLED, id="loops"),
        pytest.param(
            works.loop_with_progress, (), {"limits": Limits(cpu=1)}, child.NO_TIME, id="busy"
        ),
        pytest.param(works.shut_pipes, (), {}, messages.GARBLED, id="shuts-pipes"),
        pytest.param(works.lie, (), {}, messages.GARBLED, id="another-type"),
    ],
)
def test_a_child_that_goes_wrong_ends_in_one_error(
    work: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any], reason: Text
) -> None:
    before = children()
    with pytest.raises(ImportFailed) as caught:
        run(work, *args, **options)
    assert caught.value.params == {"name": "甲.xlsx", "reason": reason}
    # the first child of all leaves multiprocessing's own resource tracker behind
    assert all(b"resource_tracker" in cmdline(pid) for pid in children() - before)


def cmdline(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def test_memory_that_is_only_reserved_is_limited_too() -> None:
    with pytest.raises(RuntimeError, match="OSError"):  # the mmap itself is refused
        run(works.take_memory_quietly, 10 << 30)


def test_the_limits_leave_room_for_what_is_allowed() -> None:
    assert run(works.take_memory, 200 << 20, limits=Limits(memory=256 << 20)) == 200 << 20


def test_the_kernel_knows_the_limits() -> None:
    told = run(works.limits_here, limits=Limits(cpu=77))
    assert told["Max core file size"].split()[0] == "0"
    assert told["Max cpu time"].split()[0] == "77"
    data = int(told["Max data size"].split()[0])
    space = int(told["Max address space"].split()[0])
    assert LIMITS.memory < data < LIMITS.memory + (2 << 30)
    assert data < space < LIMITS.memory + (10 << 30)


# ── stopping ─────────────────────────────────────────────────────────────────────────────────


def test_cancelled_while_it_tells_progress() -> None:
    job = Watched(patience=1)
    before = children()
    with pytest.raises(Cancelled):
        run(works.loop_with_progress, job=job)
    assert job.seen[-1] == (1, None)
    assert all(b"resource_tracker" in cmdline(pid) for pid in children() - before)


def test_cancelled_at_once_while_it_is_silent() -> None:
    job, when = Job(), []

    def cancel() -> None:
        when.append(time.monotonic())
        job.cancel()

    timer = threading.Timer(0.3, cancel)
    timer.start()
    with pytest.raises(Cancelled):
        run(works.sleep, job=job)
    assert time.monotonic() - when[0] < 1  # measured alone: 0.1 s
    timer.join()


def test_the_child_dies_with_its_parent(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-m", works.__name__, str(note)])
    try:
        pid = int(wait_for(lambda: note.exists() and note.read_text()))
        assert alive(pid)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    wait_for(lambda: not alive(pid))


def wait_for(seen: Callable[[], Any]) -> Any:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if result := seen():
            return result
        time.sleep(0.02)
    raise AssertionError("waited in vain")


# ── what a hostile child may answer ──────────────────────────────────────────────────────────


@given(st.binary(max_size=60))
def test_no_message_is_trusted(heard: bytes) -> None:
    """Each is understood or refused; nothing else happens."""
    with contextlib.suppress(*answers.INVALID):
        msgspec.msgpack.decode(heard, type=messages.Message)


def noted(table: pa.Table) -> tuple[Answer, bytes]:
    with Path(os.devnull).open("wb") as nowhere:
        answer, body = answers.write(table, nowhere, lambda: None)
    return answer, body.to_pybytes()


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"))), max_size=3))
def test_any_table_travels(columns: list[list[str]]) -> None:
    rows = min((len(column) for column in columns), default=0)
    data = {f"c{n}": pa.array(c[:rows], pa.string()) for n, c in enumerate(columns)}
    table = pa.table({name: column.dictionary_encode() for name, column in data.items()})
    answer, body = noted(table)
    assert answers.read(answer, pa.py_buffer(body), pa.Table, lambda: None).equals(table)


@given(st.data())
def test_a_changed_body_is_refused_or_harmless(data: st.DataObject) -> None:
    answer, body = noted(works.dictionaries(3, 20))
    place = data.draw(st.integers(0, len(body) - 1))
    changed = bytearray(body)
    changed[place] ^= data.draw(st.integers(1, 255))
    try:
        table = answers.read(answer, pa.py_buffer(bytes(changed)), pa.Table, lambda: None)
    except answers.INVALID:
        return
    table.to_pylist()


@pytest.mark.parametrize(
    ("code", "params"),
    [("no-such-code", {}), ("file-unreadable", {}), ("file-missing", {"name": "a", "self": 1})],
)
def test_an_error_that_is_none_of_ours_is_refused(code: str, params: dict[str, Any]) -> None:
    rebuilt = messages.rebuilt(messages.Refused(code, Where(), params), "甲.xlsx")
    assert isinstance(rebuilt, ImportFailed)
    assert rebuilt.params["reason"] == messages.GARBLED


@pytest.mark.parametrize("places", [[(0, 10**9)], [(-64, 10)], [(0, -1)], [], [(2**40, 1)]])
def test_a_table_outside_the_body_is_refused(places: list[tuple[int, int]]) -> None:
    answer, body = noted(works.dictionaries(3, 20))
    answer.places = places
    with pytest.raises((ValueError, LookupError)):
        answers.read(answer, pa.py_buffer(body), pa.Table, lambda: None)


def test_a_full_folder_is_told() -> None:
    full = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115 — closed below
    with full:
        message, body = inside.attempt(works.large, (3_000_000,), inside.Told(None), full)  # type: ignore[arg-type]
    assert message == messages.GaveUp("room")
    assert body is None


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as caught:
        run(works.count_up, 0, folder=tmp_path / "none")
    assert caught.value.params["reason"] == child.NO_ROOM


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    spill = Spill(tmp_path)
    try:
        status = os.fstat(spill._file.fileno())
        assert status.st_mode & 0o777 == 0o600
        assert status.st_nlink == 0
    finally:
        spill.close()


# ── Windows ──────────────────────────────────────────────────────────────────────────────────


def test_windows_is_told_in_its_own_layout() -> None:
    """Sizes and offsets of winnt.h for x64."""
    assert ctypes.sizeof(limits.Basic) == 64
    assert ctypes.sizeof(limits.Extended) == 144
    assert limits.Basic.flags.offset == 16
    assert limits.Basic.affinity.offset == 48
    assert limits.Extended.process_memory.offset == 112
    told = limits.job_limits(Limits(memory=5, cpu=2))
    assert told.process_memory == 5
    assert told.basic.process_time == 20_000_000
    assert told.basic.flags == 0x2502


# ── on standby ───────────────────────────────────────────────────────────────────────────────


def test_a_process_on_standby_does_the_work_that_comes_later() -> None:
    with Standby(works.table_of) as standby:
        assert standby.lives
        found = standby.run((2, 5), Job(), name="甲.xlsx")
        assert not standby.lives
    assert found.data.num_rows == 10


def test_a_process_on_standby_that_is_not_used_leaves_nothing_behind() -> None:
    gc.collect()  # what tests before this one have left open
    before = children()
    files = len(list(Path("/proc/self/fd").iterdir()))
    with Standby(works.count_up) as standby:
        assert children() - before
    assert not standby.lives
    assert children() == before
    assert len(list(Path("/proc/self/fd").iterdir())) == files


def test_a_process_on_standby_that_was_killed_is_told() -> None:
    before = children()
    with Standby(works.count_up) as standby:
        for pid in children() - before:
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(ImportFailed):
            standby.run((1,), Job(), name="甲.xlsx")
