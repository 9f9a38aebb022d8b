"""One entry that uses every field which a format may show."""

from dataclasses import replace

import pytest

from app.core.model import Entry, InfoItem, PackedFile
from tests.core.catalog.test_validate import GOOD

FILES = (
    PackedFile("data/table.csv", 1234, "ab" * 32, "output"),
    PackedFile("data/小学 名录.xlsx", 5678, "cd" * 32, "output"),
)


def rich_entry() -> Entry:
    items = (
        InfoItem("学校代码", "C", 10, key=True, description="本县自编"),
        InfoItem("名称", "C", 60),
        InfoItem("学生人数", "I", 4, unit="人"),
        InfoItem("经费", "Y", 12),
        InfoItem("建校日期", "D", 10),
        InfoItem("寄宿", "L", 2),
        InfoItem("更新时间", "T", 19, timestamp=True),
    )
    fields = GOOD.fields | {"related": "301/000002; 301/000003"}
    return replace(GOOD, fields=fields, items=items)


@pytest.fixture
def rich() -> Entry:
    return rich_entry()
