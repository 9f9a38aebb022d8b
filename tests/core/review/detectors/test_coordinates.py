"""经纬度坐标."""

import pytest

from app.core.review.detector import detectors
from tests.core.review.columns import examine, spans, view

TYPE = "coordinates"


@pytest.mark.parametrize(
    "text",
    ["116.397128,39.916527", "39.9165,116.3971", "116.397128 39.916527", "116.397128;39.916527"],
)
def test_found_in_text(text: str) -> None:
    for cell in (text, f"位于{text}附近", f"POINT({text})"):
        assert spans(examine(TYPE, [cell]), [cell]) == [text]


def test_full_width() -> None:
    assert examine(TYPE, ["１１６．３９７１２８，３９．９１６５２７"]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "116.39,39.91",
        "1116.397128,39.916527",
        "116.397128,59.916527",
        "36.397128,39.916527",
        "116.397128",
        "1.2345,2.3456",
    ],
)
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


@pytest.mark.parametrize(("name", "value"), [("经度", "116.397128"), ("lat", "39.916527")])
def test_single_ones_are_told_by_name(name: str, value: str) -> None:
    assert examine(TYPE, [value], name) is not None
    assert examine(TYPE, [value], "金额") is None
    assert examine(TYPE, [value[:5]], name) is None


@pytest.mark.parametrize("name", ["start_lng", "dep_lat", "gcj02_lon", "latN", "lon_E", "LTTD"])
def test_names_that_end_in_a_coordinate(name: str) -> None:
    assert examine(TYPE, ["39.916527"], name) is not None


@pytest.mark.parametrize(
    ("name", "others", "level"),
    [("经度", ("姓名", "纬度"), "personal"), ("经度", ("公园名称", "纬度"), "public"),
     ("家庭坐标", ("学校名称",), "personal"), ("经纬度", (), None), ("lng", ("full_name", "lat"), None),
     ("LNG", ("STATION_NAME", "LAT"), "public"), ("经度", ("设备编号", "设置地点", "纬度"), "public"),
     ("点位", ("督导员",), "public"), ("LGTD", ("STCD", "STNM", "RVNM"), "public"),
     ("经度", ("学校名称", "校长姓名", "在校学生数"), "public"),
     ("起点经度", ("订单编号", "名称"), "personal"), ("国家2000坐标", ("名称",), "public"),
     ("lng", ("lat", "time", "wave_height"), "public"), ("经度", ("鸟种", "纬度", "日期"), "public"),
     ("经度", ("编号", "纬度", "时间", "速度"), None), ("lng", ("id", "lat", "F1"), None),
     ("经度", ("村", "权利人", "纬度"), None), ("经度", ("用户昵称", "鸟种"), "personal"),
     ("经度", ("民宿名称", "房屋所有人姓名"), "public"), ("经度", ("房主姓名", "纬度"), "personal"),
     ("经度", ("院落名称", "房主姓名", "性别"), "personal"),
     ("责任区中心", ("管护员", "性别"), "public"), ("经度E", ("建筑名", "楼主姓名"), "public"),
     ("location", ("id", "value", "unit", "time"), "public"), ("lng", ("unitcode", "lat"), None),
     ("longitude", ("address", "customerServiceWorktime"), "public"),
     ("lng", ("deviceId", "devName", "lat"), "public"), ("lng", ("deviceId", "lat"), "personal")],
)  # fmt: skip
def test_homes_are_personal_and_facilities_public(
    name: str, others: tuple[str, ...], level: str | None
) -> None:
    evidence = detectors.get(TYPE).examine(view(["116.397128,39.916527"], name, others))
    assert evidence is not None
    assert evidence.level == level
