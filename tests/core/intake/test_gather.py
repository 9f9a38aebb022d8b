"""Folders, archives and lists of files: what is taken of them, what is not, and why."""

import contextlib
import os
import stat
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import (
    Cancelled,
    FileMissing,
    FileProtected,
    FileTooLarge,
    FileUnreadable,
    GongkaiError,
)
from app.core.intake import gather as module
from app.core.intake.gather import entry_name, gather
from app.core.intake.merge import merge
from app.core.intake.table import import_file
from app.core.jobs import Job
from tests.core.intake.books import write_xlsx
from tests.core.intake.readers.dbf_file import dbf, field, record

CSV = "名称,数\n甲,1\n乙,2\n"


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.glob(f"{module._PREFIX}*")) == []


def zipped(path: Path, files: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def names(path: Path, job: Job) -> list[str]:
    with gather([path], job) as found:
        return [member.name for member in found.members]


# ── gathering ────────────────────────────────────────────────────────────────────────────────


def test_a_folder_in_natural_order(tmp_path: Path, job: Job) -> None:
    folder = tmp_path / "月报"
    (folder / "上年").mkdir(parents=True)
    for name in ("10月.csv", "2月.csv", "上年/1月.csv"):
        (folder / name).write_text(CSV)
    (folder / "~$2月.xlsx").write_text("x")
    (folder / "空.csv").write_text("")
    (folder / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    zipped(folder / "旧.zip", {"a.csv": CSV})
    (folder / "链.csv").symlink_to(folder / "2月.csv")
    with gather([folder], job) as found:
        assert (found.kind, found.name) == ("folder", "月报")
        assert [m.name for m in found.members] == ["2月.csv", "10月.csv", "上年/1月.csv"]
        reasons = dict(found.skipped)
    assert reasons == {
        "~$2月.xlsx": module.DEBRIS,
        "空.csv": module.EMPTY,
        "图.png": module.NO_DATA,
        "旧.zip": module.NESTED,
        "链.csv": module.LINK,
    }


def test_an_archive_is_unpacked_in_private_and_cleared_away(
    tmp_path: Path, job: Job, own_temporary_folder: Path
) -> None:
    book = write_xlsx(tmp_path / "b.xlsx", [["名称", "数"], ["丙", "3"]]).read_bytes()
    inner = zipped(tmp_path / "inner.zip", {"a.csv": CSV}).read_bytes()
    path = zipped(
        tmp_path / "a.zip",
        {"数据/a.csv": CSV, "b.xlsx": book, "inner.zip": inner, "__MACOSX/._a.csv": "x", "空/": ""},
    )
    with gather([path], job) as found:
        assert found.kind == "zip"
        assert [member.name for member in found.members] == ["b.xlsx", "数据/a.csv"]
        assert dict(found.skipped) == {
            "inner.zip": module.NESTED,
            "__MACOSX/._a.csv": module.DEBRIS,
        }
        assert [import_file(member.path, job).rows for member in found.members] == [1, 2]
        if os.name == "posix":
            private = next(own_temporary_folder.iterdir())
            assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_files_and_archives_together(tmp_path: Path, job: Job) -> None:
    (tmp_path / "b.csv").write_text(CSV)
    archive = zipped(tmp_path / "a.zip", {"x.csv": CSV})
    with gather([tmp_path / "b.csv", archive], job) as found:
        assert found.kind == "files"
        assert [member.name for member in found.members] == ["a.zip/x.csv", "b.csv"]


def test_companions_come_along(tmp_path: Path, job: Job) -> None:
    memo = bytes(512) + b"text\x1a".ljust(512, b"\0")
    table = dbf(
        [field("m", "M", 10), field("n", "N", 3)], [record(b"         1", b"  7")], version=0x83
    )
    path = zipped(tmp_path / "a.zip", {"d/a.dbf": table, "d/a.dbt": memo, "d/a.cpg": "936"})
    with gather([path], job) as found:
        assert [member.name for member in found.members] == ["d/a.dbf"]
        assert {reason for _, reason in found.skipped} == {module.COMPANION}
        assert import_file(found.members[0].path, job).data["m"].to_pylist() == ["text"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_chinese_without_the_flag(encoding: str, tmp_path: Path, job: Job) -> None:
    path = zipped(tmp_path / "a.zip", {"X" * len("二〇二四年/统计.csv".encode(encoding)): CSV})
    content = path.read_bytes()
    raw = "二〇二四年/统计.csv".encode(encoding)
    path.write_bytes(content.replace(b"X" * len(raw), raw))
    assert names(path, job) == ["二〇二四年/统计.csv"]


def test_unicode_path_field_and_backslashes() -> None:
    entry = zipfile.ZipInfo("a")
    raw = "年报.csv".encode("gbk")
    entry.orig_filename = raw.decode("cp437")
    body = b"\x01" + zipfile.crc32(raw).to_bytes(4, "little") + "年报 ✓.csv".encode()
    entry.extra = b"\x75\x70" + len(body).to_bytes(2, "little") + body
    assert entry_name(entry) == "年报 ✓.csv"
    entry.extra = b"\x75\x70" + len(body).to_bytes(2, "little") + b"\x01" + bytes(4) + body[5:]
    assert entry_name(entry) == "年报.csv"
    entry.orig_filename, entry.flag_bits = "上\\下.csv", 0x800
    assert entry_name(entry) == "上/下.csv"


@pytest.mark.parametrize(
    "name", ["../a.csv", "a/../../b.csv", "/etc/a.csv", "C:/a.csv", "..\\a.csv"]
)
def test_names_that_lead_outside(name: str, tmp_path: Path, job: Job) -> None:
    with pytest.raises(FileUnreadable), gather([zipped(tmp_path / "a.zip", {name: CSV})], job):
        pass
    assert not (tmp_path / "a.csv").exists()


def test_names_that_would_be_one(tmp_path: Path, job: Job) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": CSV, "A.CSV": CSV})
    with pytest.raises(FileUnreadable), gather([path], job):
        pass


def test_names_that_windows_refuses_are_kept_as_names(tmp_path: Path, job: Job) -> None:
    path = zipped(tmp_path / "a.zip", {"con.csv": CSV, "a?.csv": CSV, "b /c.csv": CSV})
    with gather([path], job) as found:
        assert [member.name for member in found.members] == ["a?.csv", "b /c.csv", "con.csv"]
        assert [member.path.name for member in found.members] == ["a_.csv", "c.csv", "_con.csv"]


def test_links_in_an_archive(tmp_path: Path, job: Job) -> None:
    entry = zipfile.ZipInfo("a.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(entry, "/etc/hostname")
    with gather([tmp_path / "a.zip"], job) as found:
        assert (found.members, found.skipped) == ((), (("a.csv", module.LINK),))


def test_bombs(tmp_path: Path, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": CSV * 1000, "b.csv": CSV})
    for name, bound in (("MAX_TOTAL", 1000), ("MAX_ENTRIES", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, bound)
            with pytest.raises(FileTooLarge), gather([path], job):
                pass


def test_entries_that_share_their_bytes(tmp_path: Path, job: Job) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", CSV * 100)
        first = archive.infolist()[0]
        for number in range(20):
            twin = zipfile.ZipInfo(f"{number}.csv")
            for slot in ("CRC", "compress_size", "file_size", "header_offset"):
                setattr(twin, slot, getattr(first, slot))
            archive.filelist.append(twin)
        archive._didModify = True  # type: ignore[attr-defined]
    with pytest.raises(FileTooLarge), gather([path], job):
        pass


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.95])
def test_damaged_archives(keep: float, tmp_path: Path, job: Job) -> None:
    path = zipped(tmp_path / "a.zip", {f"{n}.csv": CSV for n in range(5)})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(FileUnreadable), gather([path], job):
        pass


@given(at=st.integers(0, 400), noise=st.binary(min_size=1, max_size=8))
def test_any_archive_ends_in_files_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    path = zipped(tmp_path_factory.mktemp("z") / "a.zip", {"a.csv": CSV, "b.csv": CSV})
    content = path.read_bytes()
    path.write_bytes(content[:at] + noise + content[at + len(noise) :])
    with contextlib.suppress(GongkaiError), gather([path], Job()):
        pass


def test_an_archive_with_a_password(tmp_path: Path, job: Job) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": CSV})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(FileProtected), gather([path], job):
        pass


def test_missing_and_cancelled(tmp_path: Path, job: Job) -> None:
    with pytest.raises(FileMissing), gather([tmp_path / "no.csv"], job):
        pass
    path = zipped(tmp_path / "a.zip", {"a.csv": CSV})
    job.cancel()
    with pytest.raises(Cancelled), gather([path], job):
        pass


def test_what_a_killed_run_left_goes_but_not_what_is_in_use(
    tmp_path: Path, job: Job, own_temporary_folder: Path
) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": CSV})
    left = own_temporary_folder / f"{module._PREFIX}left"
    (left / "files").mkdir(parents=True)
    old = time.time() - 2 * module.ABANDONED
    os.utime(left, (old, old))
    with gather([path], job) as outer:
        used = outer.members[0].path.parents[1]
        os.utime(used, (old, old))
        with gather([path], job):
            assert not left.exists()
        assert outer.members[0].path.exists()


def test_a_folder_becomes_one_table(tmp_path: Path, job: Job) -> None:
    path = zipped(tmp_path / "年报.zip", {"1.csv": CSV, "2.csv": "数,名称\n3,丙\n"})
    with gather([path], job) as found:
        merged = merge(
            [import_file(member.path, job) for member in found.members],
            [member.name for member in found.members],
            name=found.name,
            kind=found.kind,
        )
    assert merged.data["名称"].to_pylist() == ["甲", "乙", "丙"]
    assert (merged.source.kind, merged.source.name) == ("zip", "年报.zip")


def test_a_damaged_workbook_among_others_is_left_out_with_the_reason(
    tmp_path: Path, job: Job
) -> None:
    whole = tmp_path / "a.csv"
    whole.write_text(CSV, "utf-8")
    damaged = write_xlsx(tmp_path / "b.xlsx", [["名称", "数"], ["丙", "3"]])
    damaged.write_bytes(damaged.read_bytes()[:300])
    assert not module.is_archive(damaged)
    with gather([whole, damaged], job) as found:
        assert [member.name for member in found.members] == ["a.csv"]
        assert found.skipped == (("b.xlsx", module.INCOMPLETE),)
