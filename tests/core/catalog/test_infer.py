"""The entry proposed from a table."""

import datetime

from app.core.catalog.infer import infer
from app.core.catalog.marks import marked_item
from app.core.catalog.validate import validate
from app.core.model import Entry
from tests.core.tables import table

TODAY = datetime.date(2026, 11, 23)
COLUMNS: dict[str, list[str | None]] = {
    "学校名称": ["城关第一小学", "青石小学", None],
    "人数": ["30", "4000", "7"],
    "面积": ["1.5", "2", "3"],
    "建校": ["1990-09-01", "2001-09-01", None],
    "备注": [None, None, None],
}


def inferred(**more: object) -> Entry:
    return infer(
        table(COLUMNS),
        provider="清溪县教育局",
        provider_code="11330000002482090Q",
        sequence=7,
        today=TODAY,
        **more,
    )  # type: ignore[arg-type]


def test_items_tell_type_and_length_in_bytes() -> None:
    items = {item.name: (item.type, item.length) for item in inferred().items}
    assert items == {
        "学校名称": ("C", 12),
        "人数": ("I", 4),
        "面积": ("N", 3),
        "建校": ("D", 10),
        "备注": ("C", 1),
    }


def test_proposal_is_valid() -> None:
    entry = inferred()
    assert validate(entry) == ()
    assert entry.fields["code"] == "301/000007"
    assert entry.fields["theme"] == "教育文化"
    assert entry.fields["publish_date"] == "2026-11-23"
    of_fields = {mark for mark in entry.inferred if marked_item(mark) is None}
    assert of_fields == {id for id, value in entry.fields.items() if value}


def test_desensitized_columns_are_marked() -> None:
    entry = inferred(treated=iter(["人数"]))
    assert entry.fields["data_attribute"] == "脱敏数据"
    assert [item.name for item in entry.items if item.sensitive] == ["人数"]
    assert inferred().fields["data_attribute"] == "原始数据"


def test_abstract_fits_its_field() -> None:
    wide: dict[str, list[str | None]] = {f"很长的列名第{n}列": ["1"] for n in range(60)}
    entry = infer(table(wide), provider="a", provider_code="b", sequence=1, today=TODAY)
    assert len(entry.fields["abstract"]) <= 255


def test_a_type_is_declared_only_where_every_value_keeps_to_it() -> None:
    values: dict[str, list[str | None]] = {
        "日期": [f"2024-03-{n:02d}" for n in range(1, 31)],
        "时刻": [f"2024-03-{n:02d} 08:30" for n in range(1, 31)],
        "多半": [*(f"2024-03-{n:02d}" for n in range(1, 30)), "不详"],
        "月日": [f"3月{n}日" for n in range(1, 31)],
        "金额": [f"¥{n}.50" for n in range(30)],
        "证件": [f"1101011990030700{n:02d}" for n in range(30)],
        "启用": ["是", "否"] * 15,
    }
    entry = infer(table(values), provider="局", provider_code="1", sequence=1, today=TODAY)
    assert "".join(item.type for item in entry.items) == "DCCCCCC"
