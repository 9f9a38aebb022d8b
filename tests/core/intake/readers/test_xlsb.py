"""Binary workbooks: python-calamine is the oracle for values, the specification for the rest."""

import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.core.errors import FileTooLarge, FileUnreadable, GongkaiError
from app.core.intake.biff12 import sheet as biff12_sheet
from app.core.intake.readers.xlsb import XlsbReader
from app.core.intake.sheet import Merge, Shown, Workbook
from app.core.intake.signature import signature
from app.core.jobs import Job
from app.core.model import Hidden
from tests.core.intake.biff12 import (
    Page,
    cell,
    number,
    record,
    rk,
    row,
    shared,
    text,
    wide,
    write_xlsb,
)


def opened(path: Path) -> Workbook:
    return XlsbReader().open(path, Job())


def first(path: Path) -> list[tuple[str | None, ...]]:
    return list(opened(path).sheets[0].rows())


def one(path: Path, *cells: bytes, **options: object) -> Path:
    return write_xlsb(path / "a.xlsb", Page(rows=[row(0, *cells)]), **options)  # type: ignore[arg-type]


def test_is_told_by_its_parts(tmp_path: Path) -> None:
    path = one(tmp_path, text(0, "甲"))
    assert XlsbReader().accepts(signature(path))
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("xl/workbook.xml", "")
    assert not XlsbReader().accepts(signature(tmp_path / "other.zip"))


# ── values ───────────────────────────────────────────────────────────────────────────────────


def test_every_kind_of_cell(tmp_path: Path) -> None:
    path = one(
        tmp_path,
        rk(0, 42 << 2 | 2),
        rk(1, 1234 << 2 | 3),  # an integer, times 1/100
        number(2, 0.1234, 1),
        text(3, "清溪县"),
        shared(4, 1),
        cell(4, 5, b"\1"),
        cell(3, 6, b"\x2a"),
        cell(8, 7, wide("公式文字") + struct.pack("<HI", 0, 0)),
        cell(9, 8, struct.pack("<d", 28310) + bytes(6), 2),
        cell(10, 9, b"\0" + bytes(6)),
        cell(11, 10, b"\x07" + bytes(6)),
        cell(1, 11, b""),
        cell(62, 12, b"\1" + wide("富文本") + struct.pack("<IHH", 1, 0, 0)),
        strings=["甲", "𠮷䶮 _x000D_\r\n换行"],
        formats=[0, 10, "000000"],
    )
    book = opened(path)
    assert list(book.sheets[0].rows()) == [
        (
            "42", "12.34", "12.34%", "清溪县", "𠮷䶮 \n换行", "TRUE", "#N/A", "公式文字",
            "028310", "FALSE", "#DIV/0!", None, "富文本",
        )
    ]  # fmt: skip
    assert [(n.code, n.where) for n in book.notices.all()] == [
        ("error-value", "数据!G1"),
        ("error-value", "数据!K1"),
    ]


def test_number_keeps_what_the_file_stores(tmp_path: Path) -> None:
    ((cell_,),) = first(one(tmp_path, number(0, 0.1234, 1), formats=[0, 10]))
    assert isinstance(cell_, Shown)
    assert (cell_, cell_.raw, cell_.number_format) == ("12.34%", "0.1234", "0.00%")


def test_identity_number_stored_as_number(tmp_path: Path) -> None:
    book = opened(one(tmp_path, number(0, 440524188001010014)))
    assert list(book.sheets[0].rows()) == [("440524188001010000",)]
    assert [notice.code for notice in book.notices.all()] == ["precision-lost"]


@pytest.mark.parametrize(("epoch_1904", "shown"), [(False, "2024年3月5日"), (True, "2028年3月6日")])
def test_dates_in_both_epochs(epoch_1904: bool, shown: str, tmp_path: Path) -> None:
    path = one(tmp_path, number(0, 45356, 1), formats=[0, 31], epoch_1904=epoch_1904)
    assert first(path) == [(shown,)]


def test_short_cells_follow_the_one_before(tmp_path: Path) -> None:
    style = bytes(4)
    path = one(
        tmp_path,
        text(2, "丙"),
        record(18, style + struct.pack("<I", 0)),
        record(13, style + struct.pack("<I", 7 << 2 | 2)),
        strings=["丁"],
    )
    assert first(path) == [(None, None, "丙", "丁", "7")]


CELLS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
        lambda value: "_x" not in value
    ),
    st.integers(-(1 << 29), (1 << 29) - 1),
    st.booleans(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_agrees_with_calamine(tmp_path: Path, grid: list[list[str | int | bool]]) -> None:
    def made(column: int, value: str | int | bool) -> bytes:
        if isinstance(value, bool):
            return cell(4, column, bytes([value]))
        return text(column, value) if isinstance(value, str) else rk(column, value << 2 | 2)

    rows = [row(n, *(made(c, value) for c, value in enumerate(r))) for n, r in enumerate(grid)]
    path = write_xlsb(tmp_path / "a.xlsb", Page(rows=rows))
    theirs = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    ours = first(path)
    width = max(map(len, ours))
    assert [[_said(c) for c in r] for r in theirs] == [
        [cell or "" for cell in r] + [""] * (width - len(r)) for r in ours
    ]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.0f}" if isinstance(value, float) else str(value)


# ── what surrounds and hides ─────────────────────────────────────────────────────────────────


def test_states_merges_hidden_parts_and_comments(tmp_path: Path) -> None:
    data = Page(
        rows=[row(0, text(0, "名录")), row(3, text(1, "甲"), text(2, "9"), hidden=True)],
        merges=[(0, 0, 0, 2)],
        hidden_columns=[(2, 3)],
        comments=[(3, 1, "内部")],
        header="&C机关内部资料",
    )
    path = write_xlsb(
        tmp_path / "a.xlsb",
        data,
        Page("底稿", state=1),
        Page("深藏", state=2),
        names=["底价"],
        parts={
            "docProps/core.xml": '<p xmlns:dc="urn:dc"><dc:creator>某某</dc:creator></p>'.encode()
        },
    )
    book = opened(path)
    sheet = book.sheets[0]
    assert [(s.name, s.state) for s in book.sheets] == [
        ("数据", "visible"),
        ("底稿", "hidden"),
        ("深藏", "very-hidden"),
    ]
    assert list(sheet.rows()) == [("名录",), (), (), (None, "甲", "9")]
    assert list(sheet.rows()) == list(sheet.rows())
    assert sheet.merges == (Merge(1, 1, 1, 3),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {3, 4})
    assert sheet.hidden == (Hidden("comment", "数据!B4", "内部"),)
    assert [text for _, text in sheet.surroundings] == ["&C机关内部资料"]
    assert book.hidden == (Hidden("property", "creator", "某某"), Hidden("name", "底价", ""))


def test_progress_is_told_and_work_can_be_stopped(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", Page(rows=[row(n, text(0, "甲")) for n in range(50)]))
    job = Job()
    sheet = XlsbReader().open(path, job).sheets[0]
    job.cancel()
    with pytest.raises(GongkaiError) as caught:
        list(sheet.rows())
    assert caught.value.code == "cancelled"


# ── hostile ──────────────────────────────────────────────────────────────────────────────────


def test_last_row_and_column_cost_nothing(tmp_path: Path) -> None:
    path = write_xlsb(
        tmp_path / "a.xlsb", Page(rows=[row(0, text(0, "甲")), row(99_999, text(16383, "乙"))])
    )
    rows = first(path)
    assert (len(rows), rows[0], rows[1], len(rows[-1]), rows[-1][-1]) == (
        100_000,
        ("甲",),
        (),
        16384,
        "乙",
    )


@pytest.mark.parametrize(
    "rows",
    [
        [row(0, text(16384, "甲"))],
        [row(1 << 20, text(0, "甲"))],
        [row(1, text(0, "甲")), row(1, text(0, "乙"))],
        [text(0, "无行")],
        [row(0, shared(0, 9))],
        [row(0, cell(6, 0, struct.pack("<I", 4_000_000_000) + b"ab"))],
        [row(0, record(5, b"\0\0"))],
        [b"\x07\xff\xff\xff\x7f"],
        [row(0, text(0, "甲"))[:-3]],
    ],
)
def test_impossible_records_are_refused(rows: list[bytes], tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", Page(rows=rows))
    with pytest.raises(FileUnreadable) as caught:
        first(path)
    assert caught.value.params["name"] == "a.xlsb"


def test_damage_names_sheet_and_row(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", Page(rows=[row(0, text(0, "甲")), row(6, shared(0, 5))]))
    with pytest.raises(FileUnreadable) as caught:
        first(path)
    assert (caught.value.where.sheet, caught.value.where.row) == ("数据", 7)


def test_sheet_without_its_end_is_refused(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", Page(rows=[row(0, text(0, "甲"))], tail=b""))
    with pytest.raises(FileUnreadable):
        opened(path)


@pytest.mark.parametrize("part", ["xl/workbook.bin", "xl/styles.bin", "xl/worksheets/sheet1.bin"])
def test_cut_or_random_part(part: str, tmp_path: Path) -> None:
    for damage in (b"", b"\x83", b"\x9c\x01\x04\0\0\0\0", bytes(range(256)) * 4):
        path = one(tmp_path, text(0, "甲"), parts={part: damage})
        with pytest.raises(FileUnreadable):
            first(path)


def test_every_cut_of_the_file_is_refused(tmp_path: Path) -> None:
    path = one(tmp_path, text(0, "甲"))
    whole = path.read_bytes()
    for size in range(4, len(whole), 97):
        path.write_bytes(whole[:size])
        with pytest.raises(GongkaiError):
            first(path)


def test_missing_sheet_part(tmp_path: Path) -> None:
    path = one(tmp_path, text(0, "甲"), parts={"xl/_rels/workbook.bin.rels": b"<a/>"})
    with pytest.raises(FileUnreadable):
        opened(path)


def test_shared_string_counts_are_not_believed(tmp_path: Path) -> None:
    counts = struct.pack("<II", 4_000_000_000, 4_000_000_000)
    strings = record(159, counts) + record(19, b"\0" + wide("甲")) + record(160)
    path = one(tmp_path, shared(0, 0), parts={"xl/sharedStrings.bin": strings})
    assert first(path) == [("甲",)]


def test_wide_sparse_rows_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(biff12_sheet, "MAX_CELLS", 100_000)
    path = write_xlsb(
        tmp_path / "a.xlsb", Page(rows=[row(n, text(16383, "甲")) for n in range(20)])
    )
    with pytest.raises(FileTooLarge):
        first(path)


def test_bomb_is_refused(tmp_path: Path) -> None:
    path = one(tmp_path, text(0, "甲"), parts={"xl/media/a.bin": bytes(20_000_000)})
    with pytest.raises(FileTooLarge):
        opened(path)


@pytest.mark.parametrize("seed", range(30))
def test_flipped_bytes_never_crash(seed: int, tmp_path: Path) -> None:
    import random

    chance = random.Random(seed)
    rows = [row(n, text(0, f"名{n}"), number(1, n), shared(2, 0)) for n in range(20)]
    part = bytearray(Page(rows=rows, merges=[(0, 0, 0, 1)]).part())
    for _ in range(8):
        part[chance.randrange(len(part))] = chance.randrange(256)
    path = write_xlsb(
        tmp_path / "a.xlsb",
        Page(rows=rows),
        strings=["甲"],
        parts={"xl/worksheets/sheet1.bin": bytes(part)},
    )
    started = time.monotonic()
    try:
        first(path)
    except GongkaiError as error:
        assert error.params["name"] == "a.xlsb"
    assert time.monotonic() - started < 5
