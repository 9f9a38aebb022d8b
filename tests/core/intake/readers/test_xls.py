"""Old workbooks."""

import csv
import datetime
import random
import re
import struct
from collections import Counter
from pathlib import Path

import olefile
import pytest

from app.core.errors import FileUnreadable, GongkaiError
from app.core.intake.readers.xls import XlsReader
from app.core.intake.sheet import Shown
from app.core.intake.signature import signature
from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.model import Table
from tests.acceptance.odd_data import ODD

xlwt = pytest.importorskip("xlwt")
REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "real"


def imported(
    rows: list[list[object]], folder: Path, formats: dict[tuple[int, int], str] | None = None
) -> Table:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("数据")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            style = xlwt.easyxf(num_format_str=(formats or {}).get((number, column), "General"))
            sheet.write(number, column, value, style)
    path = folder / "a.xls"
    book.save(str(path))
    return import_file(path, Job())


def test_values_and_formats(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["名称", "代码", "比例", "日期", "是否"],
        ["甲", 28310, 0.1234, datetime.date(2024, 3, 5), True],
        ["乙", "007", 0.5, datetime.date(2023, 12, 31), False],
    ]
    formats = {(1, 1): "000000", (1, 2): "0.00%", (2, 2): "0%"}
    formats |= {(row, 3): 'yyyy"年"m"月"d"日"' for row in (1, 2)}
    table = imported(rows, tmp_path, formats)
    assert table.source.kind == "xls"
    assert list(table.data.to_pylist()[0].values()) == [
        "甲",
        "028310",
        "12.34%",
        "2024年3月5日",
        "TRUE",
    ]
    assert list(table.data.to_pylist()[1].values()) == [
        "乙",
        "007",
        "50%",
        "2023年12月31日",
        "FALSE",
    ]


def test_long_number_is_flagged(tmp_path: Path) -> None:
    table = imported([["姓名", "身份证号"], ["甲", 440524188001010014]], tmp_path)
    assert table.data["身份证号"].to_pylist() == ["440524188001010000"]
    assert [notice.code for notice in table.warnings] == ["precision-lost"]


def test_merges_hidden_rows_columns_and_sheets(tmp_path: Path, job: Job) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("数据")
    sheet.write_merge(0, 0, 0, 2, "清溪县小学名录")
    for number, row in enumerate(
        [["名称", "底价", "数"], ["甲", "9", 1], ["乙", "8", 2], ["丙", "7", 3]], 1
    ):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    sheet.row(3).hidden = True
    sheet.col(1).hidden = True
    other = book.add_sheet("底稿")
    other.write(0, 0, "机密")
    other.visibility = 1
    path = tmp_path / "a.xls"
    book.save(str(path))
    table = import_file(path, job)
    assert (table.columns, table.rows) == (("名称", "数"), 2)
    assert {hidden.kind for hidden in table.hidden} >= {"row", "column", "sheet"}
    assert table.name == "清溪县小学名录"


def test_truncated(tmp_path: Path, job: Job) -> None:
    imported([["名称", "数"], *([f"名{n}", n] for n in range(500))], tmp_path)
    path = tmp_path / "a.xls"
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(FileUnreadable):
        import_file(path, job)


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str], job: Job) -> None:
    """xlrd prints remarks about odd files to standard output, where answers belong."""
    imported([["名称", "数"], ["甲", 1]], tmp_path)
    path = tmp_path / "a.xls"
    path.write_bytes(path.read_bytes() + b"\0" * 100)
    import_file(path, job)
    assert capfd.readouterr().out == ""


@pytest.mark.skipif(
    not (REAL / "moe-universities.xls").exists(), reason="the real list is not here"
)
def test_ministry_of_education_list(job: Job) -> None:
    table = import_file(REAL / "moe-universities.xls", job)
    assert table.layout.header_rows == (3,)
    assert Counter(row.reason for row in table.layout.dropped) == {"title": 2, "group": 31}
    with (REAL / "moe-universities-golden.csv").open(encoding="utf-8-sig", newline="") as file:
        golden = [row for number, row in enumerate(csv.reader(file)) if number > 2 and any(row[1:])]
    rows = [[cell or "" for cell in row.values()] for row in table.data.to_pylist()]
    assert rows == golden
    assert len(rows) == 2631


# ── beyond the plain file ────────────────────────────────────────────────────────────────────


def written(folder: Path, name: str = "a.xls") -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("数据")
    for number, cells in enumerate([["名称", "数"], *([f"名{n}", n / 4] for n in range(30))]):
        for column, value in enumerate(cells):
            sheet.write(number, column, value)
    sheet.write_merge(40, 40, 0, 1, "合计")
    book.add_sheet("底稿").visibility = 1
    path = folder / name
    book.save(str(path))
    return path


def test_numbers_keep_what_the_file_stores(tmp_path: Path, job: Job) -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, 0.1234, xlwt.easyxf(num_format_str="0.00%"))
    book.save(str(tmp_path / "a.xls"))
    ((cell,),) = XlsReader().open(tmp_path / "a.xls", job).sheets[0].rows()
    assert isinstance(cell, Shown)
    assert (cell, cell.raw, cell.number_format) == ("12.34%", "0.1234", "0.00%")


def test_a_cell_of_a_style_that_is_not_there_is_shown_as_general(tmp_path: Path, job: Job) -> None:
    path = tmp_path / "a.xls"
    data = ODD["biff-4.xls"]()
    path.write_bytes(data)
    whole = list(XlsReader().open(path, job).sheets[0].rows())
    style = struct.pack("<HH", 0x443, 12) + bytes(12)  # an XF record, the only one
    assert style in data
    path.write_bytes(data.replace(style, b""))
    assert list(XlsReader().open(path, job).sheets[0].rows()) == whole


@pytest.mark.parametrize(
    ("spelt", "shown"), [(165, ["2024年3月5日", "2024年3月6日"]), (31, ["45356x", "45357x"])]
)
def test_a_format_known_by_its_number(
    spelt: int, shown: list[str], tmp_path: Path, job: Job
) -> None:
    """Chinese programs write 31 for 2024年3月5日; what the file itself says of 31 goes before."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row, value in enumerate(["日期", 45356, 45357]):
        sheet.write(row, 0, value, xlwt.easyxf(num_format_str='0"x"') if row else xlwt.XFStyle())
    path = tmp_path / "a.xls"
    book.save(str(path))
    custom, builtin = (struct.pack("<H", number) for number in (165, 31))
    style = struct.pack("<HH", 0xE0, 20)  # an XF record, whose third field is the format's number
    data = re.sub(
        re.escape(style) + b"(..)" + re.escape(custom),
        style + rb"\1" + builtin,
        path.read_bytes(),
        flags=re.DOTALL,
    )
    code = b'\x04\0\x000"x"'
    assert data.count(custom + code) == 1
    path.write_bytes(data.replace(custom + code, struct.pack("<H", spelt) + code))
    assert import_file(path, job).data["日期"].to_pylist() == shown


@pytest.mark.parametrize("name", ["a.et", "a.xlsx", "a.csv", "a"])
def test_is_told_by_its_bytes(name: str, tmp_path: Path, job: Job) -> None:
    table = import_file(written(tmp_path, name), job)
    assert (table.source.kind, table.rows) == ("xls", 30)


def stream_of(path: Path) -> bytes:
    return bytes(olefile.OleFileIO(path).openstream("Workbook").read())


def test_bare_stream(tmp_path: Path, job: Job) -> None:
    """What a decrypted workbook is, and what programs before Excel 5 wrote."""
    path = tmp_path / "b.xls"
    path.write_bytes(stream_of(written(tmp_path)))
    assert XlsReader().accepts(signature(path))
    assert len(list(XlsReader().open(path, job).sheets[0].rows())) == 41


def damaged_style(path: Path) -> Path:
    """A style of no known kind, which xlrd does not survive and Excel does not mind."""
    whole, stream = bytearray(path.read_bytes()), stream_of(path)
    at = whole.find(stream[:64]) + stream.find(struct.pack("<HH", 0x293, 4))
    whole[at + 6] = 0xFF  # the built-in style that it names
    path.write_bytes(whole)
    return path


def test_damaged_style_costs_the_formats_not_the_values(tmp_path: Path, job: Job) -> None:
    path = written(tmp_path)
    theirs = XlsReader().open(path, job)
    ours = XlsReader().open(damaged_style(path), job)
    assert [(s.name, s.state, s.merges) for s in ours.sheets] == [
        (s.name, s.state, s.merges) for s in theirs.sheets
    ]
    rows = list(ours.sheets[0].rows())
    assert rows[1:3] == [("名0", "0"), ("名1", "0.25")]
    assert [cells for row in rows if (cells := [cell for cell in row if cell])] == [
        cells for row in theirs.sheets[0].rows() if (cells := [cell for cell in row if cell])
    ]
    assert {n.code for n in ours.notices.all()} == {"values-only"}
    assert [n.code for n in import_file(path, job).warnings] == ["values-only"]


def test_damaged_and_cut_never_loses_rows(tmp_path: Path, job: Job) -> None:
    """calamine alone would return the rows before the cut, and say nothing of the others."""
    path = damaged_style(written(tmp_path))
    whole, bare = path.read_bytes(), stream_of(path).rstrip(b"\0")
    end = 512 + len(bare)  # the stream begins behind the header of the OLE file
    cuts = [whole[:cut] for cut in range(600, end, 700)]
    cuts += [bare[:cut] for cut in range(200, len(bare) - 4, 300)]
    for cut in cuts:
        path.write_bytes(cut)
        with pytest.raises(FileUnreadable):
            XlsReader().open(path, job)


def test_flipped_bytes_never_crash(tmp_path: Path, job: Job) -> None:
    whole = written(tmp_path).read_bytes()
    chance = random.Random(1)
    path = tmp_path / "b.xls"
    for _ in range(15):
        data = bytearray(whole)
        for _ in range(5):
            data[chance.randrange(512, len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            for sheet in XlsReader().open(path, job).sheets:
                list(sheet.rows())
        except GongkaiError as error:
            assert error.params["name"] == "b.xls"


def test_cells_that_are_only_formatted_are_no_cells(tmp_path: Path, job: Job) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    grey = xlwt.easyxf("pattern: pattern solid")
    for row in range(3):
        for column in range(5):
            sheet.write(row, column, "甲" if (row, column) == (1, 1) else None, grey)
    book.save(tmp_path / "a.xls")
    rows = list(XlsReader().open(tmp_path / "a.xls", job).sheets[0].rows())
    assert rows == [(), (None, "甲"), ()]
