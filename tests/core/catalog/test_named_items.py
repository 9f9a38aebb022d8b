"""What a cell with the names of items says."""

import pytest

from app.core.catalog import named_items
from app.core.model import InfoItem


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("企业名称", [("企业名称", "C", 255)]),
        ("名称、 日期(D)，", [("名称", "C", 255), ("日期", "D", 255)]),
        ("资本\uff08N 16\uff09;面积 (N)", [("资本", "N", 16), ("面积", "N", 255)]),
        ("金额(万元)、备注", [("金额(万元)", "C", 255), ("备注", "C", 255)]),
        ("、，;\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_items_are_named_in_a_row(text: str, told: list[tuple[str, str, int]]) -> None:
    items = named_items.read(text, "无条件共享", "有条件开放")
    assert [(item.name, item.type, item.length) for item in items] == told
    assert all((item.share, item.open) == ("无条件共享", "有条件开放") for item in items)


def test_what_no_cell_says_is_proposed() -> None:
    (item,) = named_items.read("企业名称", "", "")
    assert item == InfoItem("企业名称", "C", 255, technical_name="qymc")
    assert named_items.written((item, item)) == "企业名称、企业名称"
