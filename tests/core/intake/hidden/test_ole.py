"""What hides in an old workbook is told stream by stream."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import FileUnreadable
from app.core.intake.content import Held
from app.core.intake.hidden.biff import tell_workbook
from app.core.intake.hidden.concealed import Concealed, Gathering
from app.core.intake.hidden.ole import hidden_in_ole
from app.core.intake.hidden.property_sets import DOCUMENT, SUMMARY, property_set
from app.core.jobs import Job
from tests.core.intake.hidden.compound_file import compound_file
from tests.core.intake.hidden.packages import texts, told
from tests.core.intake.hidden.pictures import jpeg
from tests.core.intake.hidden.vba_project import project

xlwt = pytest.importorskip("xlwt")
CUSTOM = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")


def walked(streams: dict[str, bytes]) -> Concealed:
    return hidden_in_ole(Held("a.xls", compound_file(streams)), Job())


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def wide(text: str) -> bytes:
    """A string as BIFF8 counts it: two bytes of length, a flag, UTF-16."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def book(*records: bytes) -> bytes:
    """A workbook stream: the globals with one sheet called 名单, then that sheet's records."""
    start = record(0x0809, bytes(16))
    bound = record(0x85, struct.pack("<IHBB", 0, 0, 2, 1) + "名单".encode("utf-16-le"))
    place = len(start) + len(bound) + 4
    bound = record(0x85, struct.pack("<IHBB", place, 0, 2, 1) + "名单".encode("utf-16-le"))
    return start + bound + record(0x0A, b"") + start + b"".join(records) + record(0x0A, b"")


def properties(format: bytes, values: dict[int, str], names: dict[int, str] | None = None) -> bytes:
    """A property set of one section; texts in GBK."""
    entries: list[tuple[int, bytes]] = [(1, struct.pack("<IHH", 2, 936, 0))]
    if names:
        words = b"".join(
            struct.pack("<II", id, len(name.encode("gbk")) + 1) + name.encode("gbk") + b"\0"
            for id, name in names.items()
        )
        entries.append((0, struct.pack("<I", len(names)) + words))
    for id, text in values.items():
        entries.append(
            (id, struct.pack("<II", 30, len(text.encode("gbk")) + 1) + text.encode("gbk") + b"\0")
        )
    index, heap, start = b"", b"", 8 + 8 * len(entries)
    for id, body in entries:
        index += struct.pack("<II", id, start + len(heap))
        heap += body + bytes(-len(body) % 4)
    section = struct.pack("<II", start + len(heap), len(entries)) + index + heap
    head = struct.pack("<HHI16sI", 0xFFFE, 0, 0, bytes(16), 1) + format
    return head + struct.pack("<I", 48) + section


def test_properties_and_custom_ones() -> None:
    found = walked(
        {
            "Workbook": book(),
            "\x05SummaryInformation": properties(SUMMARY, {2: "内部名单", 4: "张三", 18: "WPS"}),
            "\x05DocumentSummaryInformation": properties(DOCUMENT, {15: "清溪县民政局"}),
            "MBD1/\x05DocumentSummaryInformation": properties(CUSTOM, {2: "45BD"}, {2: "文号"}),
        }
    )
    assert told(found) == {
        ("property", "title"): "内部名单",
        ("property", "creator"): "张三",
        ("property", "Company"): "清溪县民政局",
        ("property", "MBD1/文号"): "45BD",
    }


def test_external_books_with_cached_values() -> None:
    link = struct.pack("<H", 1) + wide("\x01D:\x03工资表.xls") + wide("一月")
    cells = (
        struct.pack("<BBH", 2, 1, 4) + b"\x02" + wide("李四") + b"\x01" + struct.pack("<d", 8231.5)
    )
    stream = book(record(0x01AE, link), record(0x59, struct.pack("<HH", 1, 0)), record(0x5A, cells))
    found = told(walked({"Workbook": stream}))
    name = next(where for kind, where in found if where.endswith("一月!B5"))
    assert "工资表.xls" in name
    assert found["link", name] == "李四\n8231.5"


def test_headers_validations_and_shapes() -> None:
    rule = struct.pack("<I", 3) + wide("提示") + wide("\0") + wide("只填在册的") + wide("\0")
    items = "困难户\0五保户"
    formula = b"\x17" + bytes([len(items), 1]) + items.encode("utf-16-le")
    rule += struct.pack("<HH", len(formula), 0) + formula
    note = record(0x5D, struct.pack("<HHH", 0x15, 0x12, 0x19))
    shape = record(0x5D, struct.pack("<HHH", 0x15, 0x12, 0x06))
    words = "看得见的话"
    text = record(0x01B6, struct.pack("<10xH6x", len(words)))
    stream = book(
        record(0x5C, wide("张三丰")),
        record(0x14, wide("&C内部资料")),
        record(0x01BE, rule),
        shape + text + record(0x3C, b"\x01" + words.encode("utf-16-le")),
        note + text + record(0x3C, b"\x01" + "批注里的话".encode("utf-16-le")),
    )
    found = walked({"Workbook": stream})
    assert "张三丰" in texts(found, "property")
    assert told(found)["header-footer", "名单!header"] == "内部资料"
    assert told(found)["validation", "名单!DV"] == "提示\n只填在册的\n困难户\n五保户"
    assert ("名单!shape", words) in [(w.zh, t) for w, t in found.surroundings]
    assert "批注里的话" not in [t for _, t in found.surroundings]


def test_macros_pivots_revisions_custom_xml_and_objects() -> None:
    macro = {f"_VBA_PROJECT_CUR/{k}": v for k, v in project({"模块1": 'x = "口令"'}).items()}
    found = walked(
        {
            "Workbook": book(),
            **macro,
            "_SX_DB_CUR/0001": record(0xCD, wide("钱七")) + record(0xC9, struct.pack("<d", 77)),
            "Revision Log": "旧的姓名张三".encode("utf-16-le"),
            "MsoDataStore/A/Item": "<a>登记人李四</a>".encode(),
            "MBD1/\x01Ole10Native": attached("名单.txt", r"C:\用户\张三\名单.txt", "附件里的话"),
        }
    )
    assert 'x = "口令"' in told(found)["macro", "_VBA_PROJECT_CUR/VBA 模块1"]
    assert texts(found, "pivot-cache") == "钱七\n77"
    assert "旧的姓名张三" in texts(found, "revision")
    assert texts(found, "custom-xml") == "登记人李四"
    assert {"名单.txt", r"C:\用户\张三\名单.txt", "附件里的话"} <= set(
        texts(found, "object").split("\n")
    )


def attached(name: str, path: str, content: str) -> bytes:
    named, placed, inner = name.encode("gbk"), path.encode("gbk"), content.encode("gbk")
    body = (
        struct.pack("<H", 2)
        + named
        + b"\0"
        + placed
        + b"\0"
        + struct.pack("<HHI", 0, 3, len(placed) + 1)
    )
    body += placed + b"\0" + struct.pack("<I", len(inner)) + inner
    return struct.pack("<I", len(body)) + body


def test_pictures_with_their_metadata() -> None:
    blip = struct.pack("<HHI", 0x46A0, 0xF01D, 17 + len(jpeg())) + bytes(17) + jpeg()
    found = told(walked({"Workbook": book(record(0xEB, blip))}))
    assert "GPS: 30.508333, 120.250000" in found["image", "MSODrawingGroup #1"]


def test_what_a_program_writes(tmp_path: Path) -> None:
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("名单")
    sheet.write(0, 0, "x")
    sheet.header_str = b"&CINTERNAL"
    made.save(str(tmp_path / "a.xls"))
    found = hidden_in_ole(tmp_path / "a.xls", Job())
    assert told(found)["header-footer", "名单!header"] == "INTERNAL"


def test_an_encrypted_stream_says_so() -> None:
    assert "未检查" in texts(walked({"Workbook": book(record(0x2F, bytes(54)))}), "object")


def test_an_unknown_stream_is_told() -> None:
    found = walked({"Workbook": book(), "夹带": "夹带的话".encode("utf-16-le")})
    assert "夹带的话" in told(found)["object", "夹带"]


@given(st.binary(max_size=400))
def test_any_records_end(noise: bytes) -> None:
    tell_workbook(noise, Gathering(Job()))
    for kind in (0x01AE, 0x5A, 0x01BE, 0x01B8, 0x01B6, 0x14, 0x85, 0xEB, 0x5D, 0x59, 0x0800):
        tell_workbook(
            book(record(0x01AE, struct.pack("<H", 9) + wide("a")), record(kind, noise)),
            Gathering(Job()),
        )


@given(st.binary(max_size=200), st.integers(0, 200))
def test_any_property_set_ends(noise: bytes, place: int) -> None:
    whole = properties(CUSTOM, {2: "甲", 3: "乙"}, {2: "文号", 3: "密级"})
    list(property_set(whole[:place] + noise))
    list(property_set(noise))


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, b"no"])
def test_damaged_container(content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        hidden_in_ole(Held("a.xls", content), Job())


def test_damaged_directory() -> None:
    whole = compound_file({"Workbook": book(), "a/b": b"c"})
    for place in range(512, len(whole), 997):
        try:
            hidden_in_ole(Held("a.xls", whole[:place]), Job())
        except FileUnreadable:
            continue
