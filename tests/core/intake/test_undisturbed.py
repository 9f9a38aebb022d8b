"""Files that change, vanish or are held while they are read: a clear error from every reader."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlwt

from app.core.errors import Cancelled, FileBusy, FileMissing, FileUnreadable, GongkaiError
from app.core.intake import apart
from app.core.intake.undisturbed import CHANGED, undisturbed
from app.core.jobs import Job
from tests.core.intake import child_works
from tests.core.intake.biff12 import Page, row, text, write_xlsb
from tests.core.intake.hidden.test_open_document import content
from tests.core.intake.readers.dbf_file import dbf, field, record

ROWS = [["名称", "数"], *([f"甲{number}", str(number)] for number in range(40))]
RECORDS = [dict(zip(ROWS[0], cells, strict=True)) for cells in ROWS[1:]]


def _xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in ROWS:
        book.active.append(cells)
    book.save(path)


def _xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for number, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            sheet.write(number, column, cell)
    book.save(str(path))


def _xlsb(path: Path) -> None:
    rows = [
        row(n, *(text(c, cell) for c, cell in enumerate(cells))) for n, cells in enumerate(ROWS)
    ]
    write_xlsb(path, Page(rows=rows))


def _ods(path: Path) -> None:
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, cells))}</table:table-row>" for cells in ROWS
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", content(f"<table:table table:name='表'>{rows}</table:table>")
        )


def _html(path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in cells)}</tr>" for cells in ROWS)
    path.write_text(f"<html><table>{rows}</table></html>", encoding="utf-8")


def _xml(path: Path) -> None:
    rows = "".join(f"<row><a>{a}</a><b>{b}</b></row>" for a, b in ROWS[1:])
    path.write_text(f"<?xml version='1.0'?><rows>{rows}</rows>", encoding="utf-8")


FORMATS: dict[str, Callable[[Path], object]] = {
    "csv": lambda p: p.write_text("\n".join(map(",".join, ROWS)), encoding="gb18030"),
    "xlsx": _xlsx,
    "xls": _xls,
    "xlsb": _xlsb,
    "ods": _ods,
    "html": _html,
    "xml": _xml,
    "json": lambda p: p.write_text(json.dumps(RECORDS)),
    "jsonl": lambda p: p.write_text("\n".join(map(json.dumps, RECORDS))),
    "parquet": lambda p: pq.write_table(pa.Table.from_pylist(RECORDS), p),
    "dbf": lambda p: p.write_bytes(
        dbf(
            [field("n", "C", 10)],
            [record(cells[0].encode("gbk").ljust(10)) for cells in ROWS[1:]],
        )
    ),
}
MEDDLING: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "gone": Path.unlink,
    "other": lambda path: path.write_bytes(bytes(path.stat().st_size + 1)),
}


class Meddler(Job):
    """Does something to the file at the first word of progress."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work: Callable[[], object] | None = work

    def show(self, done: int, total: int | None) -> None:
        if self._work is not None:
            work, self._work = self._work, None
            work()


@pytest.mark.parametrize("suffix", FORMATS)
def test_left_alone_it_is_read(suffix: str, tmp_path: Path, job: Job) -> None:
    path = tmp_path / f"a.{suffix}"
    FORMATS[suffix](path)
    assert apart.import_file(path, job).rows == 40


@pytest.mark.parametrize("change", MEDDLING)
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_that_changes_while_it_is_read(suffix: str, change: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    FORMATS[suffix](path)
    with pytest.raises(GongkaiError) as caught:
        apart.import_file(path, Meddler(lambda: MEDDLING[change](path)))
    if change == "gone":
        assert isinstance(caught.value, FileMissing)
    else:
        assert caught.value.params["reason"] == CHANGED


@pytest.mark.apart
@pytest.mark.skipif(os.name == "nt", reason="Windows cuts no file that is mapped")
@pytest.mark.parametrize("change", ["cut", "gone"])
def test_a_process_that_ends_with_the_file_it_maps(
    change: str, people_csv: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_import", getattr(child_works, f"{change}_while_mapped"))
    with pytest.raises(GongkaiError) as caught:
        apart.import_file(people_csv, job)
    assert caught.value.code == ("file-missing" if change == "gone" else "file-unreadable")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX rights")
def test_a_file_that_may_not_be_read(people_csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", held)  # the rights of a file do not bind the superuser
    with pytest.raises(FileBusy, match=r"people\.csv"):
        apart.inspect_file(people_csv, Job())


def test_a_share_that_fails_in_the_middle(people_csv: Path) -> None:
    with pytest.raises(FileUnreadable, match="the disk or the network"), undisturbed(people_csv):
        raise OSError(5, "Input/output error")


def test_other_errors_and_a_cancel_pass(people_csv: Path) -> None:
    with pytest.raises(ZeroDivisionError), undisturbed(people_csv):
        raise ZeroDivisionError
    with pytest.raises(Cancelled), undisturbed(people_csv):
        people_csv.unlink()
        raise Cancelled
