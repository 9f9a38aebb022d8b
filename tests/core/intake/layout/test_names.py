"""Column names as a reader would write them down."""

import pytest

from app.core.intake.layout.names import joined


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (["姓 名"], "姓名"),
        (["金额\n（万元）"], "金额（万元）"),
        (["2021 年 1-6 月"], "2021年1-6月"),
        (["PM2.5 浓度"], "PM2.5浓度"),
        (["COD (mg/L)"], "COD(mg/L)"),
        (["pH 值"], "pH值"),
        (["产量 kg"], "产量kg"),
        (["地区\nRegion"], "地区 Region"),
        (["Per  Capita\nIncome (yuan)"], "Per Capita Income (yuan)"),
        (["出口 Exports", "增速（%）"], "出口 Exports_增速（%）"),
        (["投资", "（万元）"], "投资（万元）"),
    ],
)
def test_spaces_stay_in_english_and_go_from_chinese(parts: list[str], name: str) -> None:
    assert joined(parts) == name
